import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { faultSentence } from '../../contract/faults.ts';
import { useFormats } from '../locale/formats.ts';
import { useLocale } from '../locale/use-locale.ts';
import { FileIcon } from '../parts/file-icon.tsx';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import { showItem } from './choose-files.ts';
import styles from './file-list.module.css';

/** The chosen files, each with how far its reading has come. */
export function FileList() {
  const { t } = useTranslation('start');
  const items = useStore((state) => state.items);
  const shownKey = useStore((state) => state.shownKey);
  const clearItems = useStore((state) => state.clearItems);
  return (
    <section className={styles.panel} aria-label={t('files.list')}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('files.title', { count: items.length })}</h2>
        <Button variant="subtle" color="gray" c="dimmed" fw={500} size="compact-xs" onClick={clearItems}>
          {t('files.clear')}
        </Button>
      </div>
      <ul className={styles.list}>
        {items.map((item) => (
          <FileItem key={item.key} item={item} isShown={item.key === shownKey} />
        ))}
      </ul>
    </section>
  );
}

function FileItem({ item, isShown }: { readonly item: ChosenItem; readonly isShown: boolean }) {
  const { t } = useTranslation('start');
  const removeItem = useStore((state) => state.removeItem);
  const line = useStateLine(item);
  return (
    <li
      className={styles.item}
      data-shown={isShown || undefined}
      data-state={item.state}
      data-file-name={item.fileName}
      data-testid="file-item"
    >
      <button
        type="button"
        className={styles.show}
        aria-current={isShown || undefined}
        aria-label={t('files.show', { file: item.fileName })}
        onClick={() => showItem(item.key)}
      >
        <FileSign item={item} />
        <span className={styles.words}>
          <span className="ellipsis" title={item.fileName}>
            {item.fileName}
          </span>
          <span className={styles.line} title={line}>
            {line}
          </span>
        </span>
      </button>
      <ActionIcon
        className={styles.remove}
        size="sm"
        aria-label={t('files.remove', { file: item.fileName })}
        onClick={() => removeItem(item.key)}
      >
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}

function FileSign({ item }: { readonly item: ChosenItem }) {
  if (item.state === 'fault') return <IconAlertTriangle size={20} stroke={1.6} color="var(--bad)" aria-hidden />;
  if (item.state === 'reading') return <Loader size={18} aria-hidden />;
  return <FileIcon fileName={item.fileName} />;
}

/** The second line of a file: its fault, its size, and how many of its sheets are taken when there are several. */
function useStateLine(item: ChosenItem): string {
  const { t } = useTranslation('start');
  const formats = useFormats();
  const locale = useLocale();
  if (item.fault) return faultSentence(item.fault, locale);
  if (item.state === 'reading') return t('files.reading');
  const total = item.inspection?.sheets.length ?? 1;
  const size = formats.bytes(item.sizeBytes);
  if (item.sheets.length === 0) return t('files.noSheet');
  return total > 1 ? `${size} · ${t('files.sheets', { count: item.sheets.length, total })}` : size;
}
