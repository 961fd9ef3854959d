import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeKind, ChangesLayout, Comparison } from '../../../contract/comparison.ts';
import type { Job } from '../../../contract/jobs.ts';
import { maxPageColumns, type TableCell } from '../../../contract/tables.ts';
import { useFormats } from '../../locale/formats.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { cellText } from '../../table/rows/cell-text.ts';
import { useChangedRowPages } from './changed-row-pages.ts';
import styles from './comparison.module.css';

interface ChangedRowsProps {
  readonly job: Job;
  readonly comparison: Comparison;
  /** null: of every kind. */
  readonly kind: ChangeKind | null;
}

type LaidColumn = ChangesLayout['columns'][number];

/** The rows that differ; what changed in a row stands as before → after. Columns that changed somewhere come first. */
export function ChangedRows({ job, comparison, kind }: ChangedRowsProps) {
  const { t } = useTranslation('comparison');
  const { t: table } = useTranslation('table');
  const { integer } = useFormats();
  const { changes, options } = comparison;
  const shown = useMemo(() => shownColumns(changes), [changes]);
  const places = useMemo(() => placesOf(changes, shown), [changes, shown]);
  const { fault, onShown, row, total } = useChangedRowPages(job.id, places, kind, changes.kind);
  const at = useMemo(() => new Map(places.map((place, index) => [place, index])), [places]);
  const words = { yes: table('cell.yes'), no: table('cell.no') };
  const columns = useMemo(
    () => [
      { key: 'kind', header: t('rows.change'), widthPx: 92 },
      { key: 'row', header: t('rows.row'), widthPx: 84, align: 'right' as const },
      ...shown.map((column, index) => ({
        key: `${index}`,
        header: column.name,
        widthPx: column.before !== column.after ? 190 : 130,
        align: column.type === 'number' ? ('right' as const) : ('left' as const),
      })),
    ],
    [shown, t],
  );
  if (fault) return <FaultNotice fault={fault} />;
  if (total === 0) return <EmptyState title={t('rows.none')} text={t('rows.noneText')} />;

  const valueAt = (cells: readonly TableCell[], place: number | null): TableCell =>
    place === null ? null : (cells[at.get(place) ?? -1] ?? null);
  const cell = (place: number, index: number) => {
    const cells = row(place);
    if (!cells) return '…';
    const rowKind = valueAt(cells, changes.kind) as ChangeKind;
    if (index === 0) {
      return (
        <span className={styles.mark} data-kind={rowKind}>
          {t(`rows.${rowKind}`)}
        </span>
      );
    }
    if (index === 1) {
      const number = valueAt(cells, changes.laterRow) ?? valueAt(cells, changes.earlierRow);
      return typeof number === 'number' ? integer(number) : null;
    }
    const column = shown[index - 2]!;
    const before = valueAt(cells, column.before);
    const after = valueAt(cells, column.after);
    const text = (value: TableCell) => cellText(value, words) ?? '–';
    if (rowKind === 'changed' && isChanged(column, before, after, options.tolerance)) {
      return (
        <span className={styles.beforeAfter} title={`${text(before)} → ${text(after)}`}>
          <del>{text(before)}</del> → <ins>{text(after)}</ins>
        </span>
      );
    }
    const value = rowKind === 'removed' || column.after === null ? before : after;
    return value === null ? null : text(value);
  };
  return (
    <DataTable
      columns={columns}
      rowCount={total ?? 0}
      cell={cell}
      label={t('rows.label')}
      onRowsShown={onShown}
      testId="changed-rows"
    />
  );
}

/** A column that never changed stands in the stored rows once. */
function isChanged({ before, after }: LaidColumn, was: TableCell, is: TableCell, tolerance: number): boolean {
  if (before === after || before === null || after === null || was === is) return false;
  return !(typeof was === 'number' && typeof is === 'number' && Math.abs(is - was) <= tolerance);
}

/** The key, then what changed somewhere, then the rest, as many as one page of rows holds. */
function shownColumns({ columns }: ChangesLayout): readonly LaidColumn[] {
  const rank = ({ after, before, isKey }: LaidColumn) => (isKey ? 0 : before !== after ? 1 : 2);
  return [...columns].sort((one, other) => rank(one) - rank(other)).slice(0, Math.floor((maxPageColumns - 3) / 2));
}

function placesOf({ earlierRow, kind, laterRow }: ChangesLayout, shown: readonly LaidColumn[]): readonly number[] {
  const places = shown.flatMap(({ after, before }) => [before, after].filter((place) => place !== null));
  return [...new Set([kind, earlierRow, laterRow, ...places])];
}
