import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewColumn, SheetPreview } from '../../contract/files.ts';
import { useFormats } from '../locale/formats.ts';
import { DataTable, type DataTableColumn } from '../parts/data-table.tsx';
import { ColumnHead } from './column-head.tsx';
import { fittingWidthsPx } from './column-widths.ts';
import styles from './preview-table.module.css';
import { typeShown } from './sheet-reading.ts';

const plainHeadPx = 36;
/** Beside the name, where a target is chosen. */
const targetMarkPx = 26;
/** With a line for what is made of the texts. */
const tallHeadPx = 50;
/** The rail and the list of files stand beside it, head and settings above. */
const place = { name: 'preview', besidePx: 560, abovePx: 430 };

interface PreviewTableProps {
  readonly preview: SheetPreview;
  /** Columns, by name, that the person wants as they are written. */
  readonly asWritten: readonly string[];
  /** Whether cells bear no types of their own, so that every column can be left as text. */
  readonly isTextFile: boolean;
  readonly onChoose: (column: string, isAsWritten: boolean) => void;
  /** Columns, by name, whose whole numbers the person wants as days. */
  readonly asDates: readonly string[];
  readonly onDays: (column: string, isWanted: boolean) => void;
  /** Where a training is planned: the column it predicts, and how another becomes it. */
  readonly target?: { readonly column: string | null; readonly choose: (column: string) => void } | undefined;
}

/** Whether there is more than one way to read a column. */
function isChoosable({ interpretation, mayBeDays, writtenAs }: PreviewColumn, isTextFile: boolean): boolean {
  return interpretation !== null || mayBeDays === true || (isTextFile && writtenAs !== 'empty');
}

/** The first rows of a sheet under its header, with the type found for each column and how its texts are read. */
export function PreviewTable({ preview, asWritten, asDates, isTextFile, onChoose, onDays, target }: PreviewTableProps) {
  const { t } = useTranslation(['start', 'app']);
  const formats = useFormats();
  const columns = useMemo(() => {
    const aimPx = target ? targetMarkPx : 0;
    const widths = fittingWidthsPx(preview).map((widthPx) => widthPx + aimPx);
    const left = new Set(asWritten);
    return preview.columns.map((column, index): DataTableColumn => {
      const isAsWritten = left.has(column.name);
      const type = typeShown(column, isAsWritten, isTextFile);
      return {
        key: String(index),
        title: `${column.name} · ${t(`app:type.${type}`)}`,
        header: (
          <ColumnHead
            column={column}
            type={type}
            isAsWritten={isAsWritten}
            canChoose={isChoosable(column, isTextFile) || isAsWritten}
            onChoose={(isKept) => onChoose(column.name, isKept)}
            isDays={asDates.includes(column.name)}
            onDays={(isWanted) => onDays(column.name, isWanted)}
            target={target && { isThis: target.column === column.name, choose: () => target.choose(column.name) }}
          />
        ),
        align: type === 'number' ? 'right' : 'left',
        ...(widths[index] === undefined ? {} : { widthPx: widths[index] }),
      };
    });
  }, [preview, asWritten, asDates, isTextFile, onChoose, onDays, target, t]);
  const cell = useCallback((row: number, column: number) => preview.rows[row]?.[column] ?? null, [preview]);
  const rowLabel = useCallback(
    (row: number) => formats.integer(preview.firstDataRow + row + 1),
    [preview.firstDataRow, formats],
  );
  const hasMoreColumns = preview.columnCount > preview.columns.length;
  const hasMarks = asWritten.length > 0 || preview.columns.some((column) => isChoosable(column, isTextFile));
  return (
    <>
      <div className={styles.table}>
        <DataTable
          columns={columns}
          rowCount={preview.rows.length}
          cell={cell}
          rowLabel={rowLabel}
          headerHeightPx={hasMarks ? tallHeadPx : plainHeadPx}
          label={t('preview.label', { sheet: preview.sheet })}
          place={place}
          testId="preview-table"
        />
      </div>
      <p className={styles.foot}>
        {t('preview.firstRows', { count: preview.rows.length })}
        {hasMoreColumns &&
          ` · ${t('preview.moreColumns', { shown: preview.columns.length, total: formats.integer(preview.columnCount) })}`}
      </p>
    </>
  );
}
