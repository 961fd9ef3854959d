import { ActionIcon, Loader } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { faultSentence } from '../../contract/faults.ts';
import { useFormats } from '../locale/formats.ts';
import { useLocale } from '../locale/use-locale.ts';
import { FileIcon } from '../parts/file-icon.tsx';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import { showItem } from './choose-files.ts';
import styles from './file-list.module.css';

/** Where a line stands in the list. */
export interface RowPlace {
  readonly top: number;
  readonly height: number;
}

interface FileItemProps {
  readonly item: ChosenItem;
  readonly isShown: boolean;
  readonly place: RowPlace;
}

/** A chosen file and how far its reading has come. */
export const FileItem = memo(function FileItem({ item, isShown, place }: FileItemProps) {
  const { t } = useTranslation('start');
  const removeItems = useStore((state) => state.removeItems);
  const line = useStateLine(item);
  const fullName = item.subfolder === '' ? item.fileName : `${item.subfolder}/${item.fileName}`;
  return (
    <li
      className={styles.item}
      style={place}
      data-shown={isShown || undefined}
      data-inside={item.folderKey === null ? undefined : ''}
      data-state={item.state}
      data-file-name={item.fileName}
      data-testid="file-item"
    >
      <button
        type="button"
        className={styles.show}
        aria-current={isShown || undefined}
        onClick={() => showItem(item.key)}
      >
        <FileSign item={item} />
        <span className={styles.words}>
          <span className="ellipsis" title={fullName}>
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
        aria-label={t('files.remove', { file: fullName })}
        onClick={() => removeItems(new Set([item.key]))}
      >
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
});

function FileSign({ item }: { readonly item: ChosenItem }) {
  if (item.state === 'fault') return <IconAlertTriangle size={20} stroke={1.6} color="var(--bad)" aria-hidden />;
  if (item.state === 'reading') return <Loader size={18} aria-hidden />;
  return <FileIcon fileName={item.fileName} />;
}

/** The second line of a file: its fault, its place and size, and how many of its sheets are taken when there are several. */
function useStateLine(item: ChosenItem): string {
  const { t } = useTranslation('start');
  const formats = useFormats();
  const locale = useLocale();
  if (item.fault) return faultSentence(item.fault, locale);
  if (item.state === 'reading') return t('files.reading');
  const total = item.inspection?.sheets.length ?? 1;
  const size = formats.bytes(item.sizeBytes);
  const parts = [item.subfolder, size].filter((part) => part !== '');
  if (item.state === 'ready' && item.sheets.length === 0) return t('files.noSheet');
  if (total > 1) parts.push(t('files.sheets', { count: item.sheets.length, total }));
  return parts.join(' · ');
}
