import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { RangeSummary } from '../../../contract/tables.ts';
import { useFormats } from '../../locale/formats.ts';
import type { SeenRows } from '../view/seen-rows.ts';
import { type CellRange, cellsIn } from '../view/selection.ts';
import type { TableModel, TableSnapshot } from '../view/table-model.ts';
import styles from './table-bar.module.css';

interface StatusBarProps {
  readonly model: TableModel;
  readonly snapshot: TableSnapshot;
  readonly seenRows: SeenRows;
  readonly columnCount: number;
  readonly range: CellRange | null;
  readonly hint: string | null;
  /** Columns in sight by their places in the table. */
  readonly places: readonly number[];
  readonly isCopying: boolean;
  readonly onCopy: (hasHeader: boolean) => void;
}

/** How many rows there are and which are seen; what is selected and what it adds up to. */
export function StatusBar(props: StatusBarProps) {
  const { range, hint } = props;
  return (
    <footer className={styles.status}>
      <Seen {...props} />
      {range ? <Selected {...props} range={range} /> : hint && <span className={styles.selected}>{hint}</span>}
    </footer>
  );
}

function Seen({ snapshot, seenRows, columnCount }: StatusBarProps) {
  const { t } = useTranslation('table');
  const { integer } = useFormats();
  const seen = useSyncExternalStore(seenRows.subscribe, seenRows.current);
  const { shownRows, tableRows } = snapshot;
  const isPart = tableRows !== null && tableRows !== shownRows;
  const rows = {
    first: integer(Math.min(seen.firstRow + 1, shownRows)),
    last: integer(Math.min(seen.endRow, shownRows)),
  };
  return (
    <span data-testid="rows-range" aria-live="polite">
      {t(shownRows === 0 ? 'status.noRows' : isPart ? 'status.rowsOf' : 'status.rows', {
        ...rows,
        shown: integer(shownRows),
        total: integer(tableRows ?? shownRows),
      })}
      <span className={styles.quiet}>{t('status.columns', { columns: integer(columnCount) })}</span>
    </span>
  );
}

/** Selecting goes on for so long before anything is added up. */
const settlingMs = 250;

function Selected(props: StatusBarProps & { readonly range: CellRange }) {
  const { t } = useTranslation('table');
  const { integer, number } = useFormats();
  const { range, isCopying, onCopy } = props;
  const summary = useSummary(props);
  const size = {
    rows: integer(range.lastRow - range.firstRow + 1),
    columns: integer(range.lastColumn - range.firstColumn + 1),
  };
  return (
    <span className={styles.selected} data-testid="selection-summary">
      <span>{t('status.selected', size)}</span>
      {summary && summary.numbers > 0 && (
        <>
          <span>{t('status.sum', { value: number(summary.sum, 8) })}</span>
          <span>{t('status.mean', { value: number(summary.mean, 6) })}</span>
          <span className={styles.wide}>
            {t('status.range', { low: number(summary.minimum), high: number(summary.maximum) })}
          </span>
        </>
      )}
      {summary && <span className={styles.wide}>{t('status.values', { values: integer(summary.values) })}</span>}
      <Button.Group>
        <Button
          size="compact-xs"
          variant="default"
          loading={isCopying}
          leftSection={<IconCopy size={13} />}
          title={t('copy.keys')}
          data-testid="copy-range"
          onClick={() => onCopy(false)}
        >
          {t('copy.cells')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={isCopying}
          title={t('copy.keysWithHeader')}
          onClick={() => onCopy(true)}
        >
          {t('copy.withHeader')}
        </Button>
      </Button.Group>
    </span>
  );
}

function useSummary({ model, snapshot, range, places }: StatusBarProps): RangeSummary | null {
  const [summary, setSummary] = useState<{ key: string; value: RangeSummary } | null>(null);
  const { shownView, state } = snapshot;
  const key = range && state === 'ready' && cellsIn(range) > 1 ? JSON.stringify([range, shownView, places.length]) : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds what the answer depends on.
  useEffect(() => {
    if (key === '' || !range) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const asked = {
        rows: { offset: range.firstRow, limit: range.lastRow - range.firstRow + 1 },
        columns: places.slice(range.firstColumn, range.lastColumn + 1),
      };
      model.requests.summarize(shownView, asked, stop.signal).then(
        (value) => !stop.signal.aborted && setSummary({ key, value }),
        // Without sums the line says the size of the selection alone.
        () => undefined,
      );
    }, settlingMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, model]);
  return summary?.key === key && key !== '' ? summary.value : null;
}
