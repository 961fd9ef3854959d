import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetPreview } from '../../contract/files.ts';
import { useFormats } from '../locale/formats.ts';
import { DataTable, type DataTableColumn } from '../parts/data-table.tsx';
import { TypeMark } from '../parts/type-mark.tsx';
import { fittingWidthsPx } from './column-widths.ts';
import styles from './preview-table.module.css';

/** The first rows of a sheet under its header, with the type found for each column. */
export function PreviewTable({ preview }: { readonly preview: SheetPreview }) {
  const { t } = useTranslation(['start', 'app']);
  const formats = useFormats();
  const columns = useMemo(() => {
    const widths = fittingWidthsPx(preview);
    return preview.columns.map(
      ({ name, type }, index): DataTableColumn => ({
        key: String(index),
        title: `${name} · ${t(`app:type.${type}`)}`,
        header: (
          <>
            <TypeMark type={type} />
            <span className="ellipsis">{name}</span>
          </>
        ),
        align: type === 'number' ? 'right' : 'left',
        ...(widths[index] === undefined ? {} : { widthPx: widths[index] }),
      }),
    );
  }, [preview, t]);
  const cell = useCallback((row: number, column: number) => preview.rows[row]?.[column] ?? null, [preview]);
  const rowLabel = useCallback(
    (row: number) => formats.integer(preview.firstDataRow + row + 1),
    [preview.firstDataRow, formats],
  );
  const hasMoreColumns = preview.columnCount > preview.columns.length;
  return (
    <>
      <div className={styles.table}>
        <DataTable
          columns={columns}
          rowCount={preview.rows.length}
          cell={cell}
          rowLabel={rowLabel}
          label={t('preview.label', { sheet: preview.sheet })}
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
