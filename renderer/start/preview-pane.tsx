import { Loader } from '@mantine/core';
import { type ComponentProps, memo, useCallback, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../locale/formats.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import { previewFacts } from './preview-facts.ts';
import styles from './preview-pane.module.css';
import { PreviewTable } from './preview-table.tsx';
import { ReadingBar } from './reading-bar.tsx';
import { ReadingNotes } from './reading-notes.tsx';
import { keepAsWritten, readAsDays } from './sheet-reading.ts';
import { SheetTabs } from './sheet-tabs.tsx';
import { TableButton } from './table-button.tsx';

const nothing: readonly string[] = [];

/** The file on show: what is known of it and the first rows of one sheet, or why there are none. */
export function PreviewPane() {
  const { t } = useTranslation('start');
  const chosen = useStore((state) => state.items.find(({ key }) => key === state.shownKey));
  // Rows that come in are drawn in slices; a file that was taken away goes at once.
  const drawn = useDeferredValue(chosen);
  const item = chosen && (drawn ?? chosen);
  if (!item) {
    return (
      <section className={styles.pane}>
        <p className={styles.quiet}>{t('preview.nothing')}</p>
      </section>
    );
  }
  if (item.fault) {
    return (
      <section className={styles.pane} aria-label={item.fileName}>
        <div className={styles.padded}>
          <FaultNotice fault={item.fault} />
        </div>
      </section>
    );
  }
  return <ReadablePane key={item.key} item={item} />;
}

const ReadablePane = memo(function ReadablePane({ item }: { readonly item: ChosenItem }) {
  const { t } = useTranslation('start');
  const formats = useFormats();
  const shown = item.shownSheet === null ? undefined : item.previews[item.shownSheet];
  const preview = shown?.state === 'ready' ? shown.preview : null;
  // After what stands above it, so that the two are not laid out at once.
  const table = useDeferredValue(preview, null);
  const { key, shownSheet } = item;
  const choose = useCallback(
    (column: string, isKept: boolean) => shownSheet !== null && keepAsWritten(key, shownSheet, column, isKept),
    [key, shownSheet],
  );
  const chooseDays = useCallback(
    (column: string, isWanted: boolean) => shownSheet !== null && readAsDays(key, shownSheet, column, isWanted),
    [key, shownSheet],
  );
  const facts = previewFacts(t, formats, item, preview);
  return (
    <section className={styles.pane} aria-label={item.fileName} aria-busy={shown?.state !== 'ready'}>
      <div className={styles.head} data-part="facts">
        <dl className={styles.facts}>
          {facts.map((fact) => (
            <div key={fact.label} className={styles.fact}>
              <dt>{fact.label}</dt>
              <dd title={fact.value}>{fact.value}</dd>
            </div>
          ))}
        </dl>
        <TableButton item={item} />
      </div>
      {item.inspection && item.inspection.sheets.length > 1 && <SheetTabs item={item} />}
      {item.shownSheet !== null && <ReadingBar item={item} sheet={item.shownSheet} preview={preview} />}
      {preview && <ReadingNotes notes={preview.notes} />}
      <div className={styles.content}>
        {table && (
          <PlannedTable
            itemKey={key}
            preview={table}
            asWritten={(item.shownSheet !== null && item.readings[item.shownSheet]?.asWritten) || nothing}
            isTextFile={item.inspection?.format === 'csv'}
            asDates={(item.shownSheet !== null && item.readings[item.shownSheet]?.asDates) || nothing}
            onChoose={choose}
            onDays={chooseDays}
          />
        )}
        {shown?.state === 'fault' && (
          <div className={styles.padded}>
            <FaultNotice fault={shown.fault} />
          </div>
        )}
        {(!shown || shown.state === 'reading') && (
          <p className={styles.quiet}>
            <Loader size="sm" aria-hidden />{' '}
            {isReadWhole(item.fileName)
              ? t('preview.readingWhole', { size: formats.bytes(item.sizeBytes) })
              : t('preview.reading')}
          </p>
        )}
      </div>
    </section>
  );
});

interface PlannedTableProps extends Omit<ComponentProps<typeof PreviewTable>, 'target'> {
  readonly itemKey: string;
}

/** The first rows, with the column that a planned training predicts; another one is drawn in slices. */
const PlannedTable = memo(function PlannedTable({ itemKey, ...table }: PlannedTableProps) {
  const target = useDeferredValue(useTarget(itemKey));
  return <DrawnTable {...table} target={target} />;
});
const DrawnTable = memo(PreviewTable);

/** Whether the file is of a format whose first rows show only when all of it was read. */
function isReadWhole(fileName: string): boolean {
  return /\.(xls|xlsb|ods)$/i.test(fileName);
}

/** The column that a planned training of the file predicts; undefined where none is planned. */
function useTarget(itemKey: string) {
  const isPlanned = useStore(({ recipe, trainDraft }) => recipe === 'train' && !trainDraft.testKeys.includes(itemKey));
  const column = useStore(({ trainDraft }) => trainDraft.target);
  const changeTraining = useStore((state) => state.changeTraining);
  return useMemo(
    () => (isPlanned ? { column, choose: (target: string) => changeTraining({ target }) } : undefined),
    [isPlanned, column, changeTraining],
  );
}
