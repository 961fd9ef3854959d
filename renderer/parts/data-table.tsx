// biome-ignore-all lint/a11y/useSemanticElements: a real <table> can not draw only the cells on screen.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells are read, not operated.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './data-table.module.css';
import { type ListPlace, useVirtual } from './use-virtual.ts';

export interface DataTableColumn {
  readonly key: string;
  readonly header: ReactNode;
  /** The header in words, for the tooltip; its text when it is one. */
  readonly title?: string;
  readonly widthPx?: number;
  /** Numbers stand right. */
  readonly align?: 'left' | 'right';
}

interface DataTableProps {
  readonly columns: readonly DataTableColumn[];
  readonly rowCount: number;
  /** What stands in a cell; null marks an empty one. Called only for cells on screen. */
  readonly cell: (row: number, column: number) => ReactNode;
  /** What the table shows, for screen readers. */
  readonly label: string;
  /** The head of each row, such as its number. */
  readonly rowLabel?: (row: number) => ReactNode;
  readonly rowLabelWidthPx?: number;
  readonly rowHeightPx?: number;
  readonly headerHeightPx?: number;
  /** Height of the table; without it, it fills its parent. */
  readonly heightPx?: number;
  /** Where the table lies, if not alone on a screen. */
  readonly place?: ListPlace;
  readonly testId?: string;
  /** Told when other rows (both ends included) come on screen. */
  readonly onRowsShown?: (first: number, last: number) => void;
}

const defaultWidthPx = 140;
const ownScreen: ListPlace = { name: 'table' };

/** A table that draws only the rows and columns on screen, with a header and row heads that stay. */
export function DataTable(props: DataTableProps) {
  const { columns, rowCount, cell, label, rowLabel, rowHeightPx = 32, headerHeightPx = 36, onRowsShown } = props;
  const where = props.place ?? ownScreen;
  const scroller = useRef<HTMLDivElement>(null);
  const gutterPx = rowLabel ? (props.rowLabelWidthPx ?? 56) : 0;
  const widthOf = (index: number) => columns[index]?.widthPx ?? defaultWidthPx;
  const rows = useVirtual({
    ...where,
    heightPx: props.heightPx,
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 4,
  });
  const across = useVirtual({
    ...where,
    heightPx: props.heightPx,
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: widthOf,
    overscan: 2,
  });
  const widths = columns.map((column) => column.widthPx ?? defaultWidthPx).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are asked for anew when the widths or the height change.
  useEffect(() => {
    rows.measure();
    across.measure();
  }, [widths, rowHeightPx]);

  const shownRows = rows.getVirtualItems();
  const shownColumns = across.getVirtualItems();
  const first = shownRows[0]?.index ?? 0;
  const last = shownRows.at(-1)?.index ?? 0;
  useEffect(() => onRowsShown?.(first, last), [onRowsShown, first, last]);

  const widthPx = gutterPx + across.getTotalSize();
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      style={props.heightPx === undefined ? undefined : { height: props.heightPx }}
      role="table"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      tabIndex={0}
      data-testid={props.testId}
    >
      <div
        className={styles.canvas}
        role="presentation"
        style={{ width: widthPx, height: headerHeightPx + rows.getTotalSize() }}
      >
        <div className={styles.head} role="row" aria-rowindex={1} style={{ width: widthPx, height: headerHeightPx }}>
          {rowLabel && <div className={styles.corner} role="presentation" style={{ width: gutterPx }} />}
          {shownColumns.map((place) => {
            const column = columns[place.index];
            if (!column) return null;
            const title = column.title ?? (typeof column.header === 'string' ? column.header : undefined);
            return (
              <div
                key={column.key}
                className={styles.headCell}
                role="columnheader"
                aria-colindex={place.index + 1}
                title={title}
                data-align={column.align ?? 'left'}
                style={{ left: gutterPx + place.start, width: place.size }}
              >
                {typeof column.header === 'string' ? <span className="ellipsis">{column.header}</span> : column.header}
              </div>
            );
          })}
        </div>
        {shownRows.map((row) => (
          <div
            key={row.key}
            className={styles.row}
            role="row"
            aria-rowindex={row.index + 2}
            style={{ width: widthPx, height: row.size, top: headerHeightPx + row.start }}
          >
            {rowLabel && (
              <div className={styles.rowHead} role="rowheader" style={{ width: gutterPx }}>
                {rowLabel(row.index)}
              </div>
            )}
            {shownColumns.map((place) => {
              const content = cell(row.index, place.index);
              return (
                <div
                  key={place.key}
                  className={styles.cell}
                  role="cell"
                  aria-colindex={place.index + 1}
                  data-align={columns[place.index]?.align ?? 'left'}
                  data-empty={content === null ? '' : undefined}
                  title={typeof content === 'string' ? content : undefined}
                  style={{ left: gutterPx + place.start, width: place.size }}
                >
                  {content}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
