import { ActionIcon, Button, Select } from '@mantine/core';
import { IconAlertTriangle, IconArrowsLeftRight, IconFileImport, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultSentence } from '../../contract/faults.ts';
import { useLocale } from '../locale/use-locale.ts';
import { acceptedEndings } from '../start/choose-button.tsx';
import { chooseFiles, showItem, showSheet, takeSheets } from '../start/choose-files.ts';
import type { ComparedSide } from '../store/comparison-slice.ts';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import styles from './compare.module.css';
import { comparedItems } from './compared-items.ts';

/** The two files that are compared, the older one first; each takes what is dropped on it. */
export function CompareSides() {
  const { t } = useTranslation('compare');
  const items = useStore((state) => state.items);
  const draft = useStore((state) => state.compareDraft);
  const place = useStore((state) => state.placeCompared);
  const { earlier, later } = comparedItems(items, draft);
  const swap = () => {
    if (earlier && later) place('earlier', later.key, earlier.key);
  };
  return (
    <section className={styles.sides} aria-label={t('sides')} data-testid="compare-sides">
      <Side side="earlier" item={earlier} other={later} />
      <ActionIcon
        className={styles.swap}
        variant="default"
        size="lg"
        radius="xl"
        aria-label={t('swap')}
        title={t('swap')}
        disabled={!earlier || !later}
        onClick={swap}
        data-testid="compare-swap"
      >
        <IconArrowsLeftRight size={17} />
      </ActionIcon>
      <Side side="later" item={later} other={earlier} />
    </section>
  );
}

interface SideProps {
  readonly side: ComparedSide;
  readonly item: ChosenItem | null;
  readonly other: ChosenItem | null;
}

function Side({ side, item, other }: SideProps) {
  const { t } = useTranslation('compare');
  const items = useStore((state) => state.items);
  const change = useStore((state) => state.changeComparison);
  const removeItems = useStore((state) => state.removeItems);
  const place = useStore((state) => state.placeCompared);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const pick = (key: string | null) => {
    if (key === null) return;
    place(side, key, other?.key === key ? (item?.key ?? null) : (other?.key ?? null));
    showItem(key);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place for drops; its button chooses a file as well.
    <div
      className={styles.side}
      data-side={side}
      data-over={isOver || undefined}
      data-testid={`compare-${side}`}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false);
        // The window takes what is dropped anywhere; it comes to this side.
        change({ nextSide: side });
      }}
    >
      <div className={styles.sideHead}>
        <h2 className={styles.sideTitle}>{t(`side.${side}`)}</h2>
        <ActionIcon
          size="sm"
          variant="subtle"
          aria-label={t('choose')}
          title={t('choose')}
          onClick={() => input.current?.click()}
          data-testid={`compare-choose-${side}`}
        >
          <IconFileImport size={15} />
        </ActionIcon>
        {item && (
          <ActionIcon
            size="sm"
            aria-label={t('remove', { file: item.fileName })}
            title={t('remove', { file: item.fileName })}
            onClick={() => removeItems(new Set([item.key]))}
            data-testid={`compare-remove-${side}`}
          >
            <IconX size={14} />
          </ActionIcon>
        )}
      </div>
      {items.length === 0 ? (
        <div className={styles.empty}>
          <p>{t(`drop.${side}`)}</p>
          <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => input.current?.click()}>
            {t('choose')}
          </Button>
        </div>
      ) : (
        <Select
          size="sm"
          aria-label={t(`side.${side}`)}
          placeholder={t(`drop.${side}`)}
          data={items.map(({ fileName, key }) => ({ value: key, label: fileName }))}
          value={item?.key ?? null}
          onChange={pick}
          allowDeselect={false}
          searchable={items.length > 8}
          title={item?.fileName}
          data-testid={`compare-file-${side}`}
        />
      )}
      {item && <SheetPick item={item} />}
      {item?.fault && <SideFault item={item} />}
      <input
        ref={input}
        type="file"
        hidden
        accept={acceptedEndings}
        data-testid={`compare-input-${side}`}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // So that choosing the same file again is a change again.
          event.currentTarget.value = '';
          if (files.length === 0) return;
          change({ nextSide: side });
          void chooseFiles(files);
        }}
      />
    </div>
  );
}

/** Which sheet of a workbook is compared. */
function SheetPick({ item }: { readonly item: ChosenItem }) {
  const { t } = useTranslation('compare');
  const sheets = item.inspection?.sheets ?? [];
  if (sheets.length < 2) return null;
  return (
    <Select
      size="xs"
      aria-label={t('sheet')}
      data={sheets.map(({ name }) => name)}
      value={item.sheets[0] ?? null}
      allowDeselect={false}
      onChange={(name) => {
        if (name === null) return;
        takeSheets(item.key, [name]);
        showItem(item.key);
        showSheet(item.key, name);
      }}
      data-testid="compare-sheet"
    />
  );
}

function SideFault({ item: { fault } }: { readonly item: ChosenItem }) {
  const locale = useLocale();
  if (!fault) return null;
  const sentence = faultSentence(fault, locale);
  return (
    <p className={styles.fault} title={sentence}>
      <IconAlertTriangle size={14} aria-hidden /> <span className="ellipsis">{sentence}</span>
    </p>
  );
}
