import { memo } from 'react';
import type { TableColumn } from '../../../contract/tables.ts';
import { cellText } from '../rows/cell-text.ts';
import type { ColumnLayout } from '../rows/column-layout.ts';
import type { RowBlocks } from '../rows/row-blocks.ts';
import { rowHeightPx } from './grid-geometry.ts';
import styles from './table-grid.module.css';

export interface CellWords {
  readonly yes: string;
  readonly no: string;
  readonly empty: string;
}

interface GridRowProps {
  readonly row: number;
  readonly topPx: number;
  readonly blocks: RowBlocks;
  /** Another text: cells have come. */
  readonly stamp: string;
  readonly columns: readonly TableColumn[];
  /** Columns in sight: their places in the table, and which of those shown the first one is. */
  readonly places: readonly number[];
  readonly firstColumn: number;
  readonly layout: ColumnLayout;
  readonly gutterPx: number;
  readonly widthPx: number;
  readonly words: CellWords;
  readonly formatRow: (row: number) => string;
}

/** One row of cells. Those on their way show a quiet bar; those empty in the file a faint mark. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, blocks, places, firstColumn, layout, gutterPx, columns, words } = props;
  const place = blocks.cache.rowPlace(row, places);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a real <table> can not draw only the cells in sight.
    <div
      className={styles.row}
      role="row"
      aria-rowindex={row + 2}
      style={{ width: props.widthPx, height: rowHeightPx, top: props.topPx }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above. */}
      <div className={styles.rowHead} role="rowheader" style={{ width: gutterPx }}>
        {place === undefined ? '' : props.formatRow(place)}
      </div>
      {places.map((column, index) => {
        const value = blocks.cache.cell(row, column);
        const left = layout.starts[firstColumn + index] ?? 0;
        const width = (layout.starts[firstColumn + index + 1] ?? left) - left;
        const text = value === undefined ? '' : cellText(value, columns[column]?.words ?? words);
        return (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above.
          <div
            key={column}
            className={styles.cell}
            role="gridcell"
            aria-colindex={firstColumn + index + 1}
            aria-label={value === null ? words.empty : undefined}
            data-right={columns[column]?.type === 'number' || undefined}
            data-empty={value === null || undefined}
            data-pending={value === undefined || undefined}
            title={text.length * 7 > width ? text : undefined}
            style={{ left: gutterPx + left, width }}
          >
            {text}
          </div>
        );
      })}
    </div>
  );
});
