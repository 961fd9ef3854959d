import { type ReactNode, type RefObject, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableView } from '../../../contract/table-view.ts';
import type { ColumnStatistics, TableCell, TableColumn } from '../../../contract/tables.ts';
import { useFormats } from '../../locale/formats.ts';
import { headHeightPx } from '../grid/grid-geometry.ts';
import { type ColumnLayout, totalWidth } from '../rows/column-layout.ts';
import type { ColumnFigures } from '../view/column-figures.ts';
import { HeadCell } from './head-cell.tsx';
import styles from './table-head.module.css';
import { useHeadDrag } from './use-head-drag.ts';

interface TableHeadProps {
  readonly columns: readonly TableColumn[];
  /** Columns in sight by their places in the table, and those of them that are drawn. */
  readonly places: readonly number[];
  readonly visible: { readonly firstColumn: number; readonly endColumn: number };
  readonly layout: ColumnLayout;
  readonly gutterPx: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly figures: ColumnFigures;
  readonly view: TableView;
  readonly isReady: boolean;
  /** The column whose menu is open. */
  readonly openColumn: number | null;
  readonly menuOf: (place: number) => ReactNode;
  readonly onMenu: (place: number | null) => void;
  readonly onSort: (place: number, isFurther: boolean) => void;
  readonly onMove: (place: number, before: number | null) => void;
  readonly onResize: (place: number, widthPx: number) => void;
  readonly onFit: (place: number) => void;
}

/** The heads of the columns; they stay above the rows. */
export function TableHead(props: TableHeadProps) {
  const { columns, places, visible, layout, gutterPx, scroller, view, onSort } = props;
  const titleOf = useColumnTitle();
  const originPx = useCallback(() => {
    const element = scroller.current;
    return element ? element.getBoundingClientRect().left + gutterPx - element.scrollLeft : 0;
  }, [scroller, gutterPx]);
  const { onMove, onResize } = props;
  const drag = useHeadDrag({ layout, shown: places, originPx, onMove, onResize });
  const { hasMoved } = drag;
  const sort = useCallback(
    (place: number, isFurther: boolean) => {
      if (!hasMoved.current) onSort(place, isFurther);
    },
    [onSort, hasMoved],
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a real <table> can not draw only the cells in sight.
    <div
      className={styles.head}
      role="row"
      aria-rowindex={1}
      style={{ width: gutterPx + totalWidth(layout), height: headHeightPx }}
    >
      <div className={styles.corner} role="presentation" style={{ width: gutterPx }} />
      {places.slice(visible.firstColumn, visible.endColumn).map((place, index) => {
        const column = columns[place];
        if (!column) return null;
        const at = visible.firstColumn + index;
        const left = layout.starts[at] ?? 0;
        const figures = props.figures.of(place);
        const key = view.sort.findIndex((one) => one.column === place);
        return (
          <HeadCell
            key={place}
            column={column}
            place={place}
            colIndex={at + 1}
            leftPx={gutterPx + left}
            widthPx={(layout.starts[at + 1] ?? left) - left}
            figures={figures}
            title={titleOf(column, figures)}
            direction={view.sort[key]?.direction ?? null}
            rank={view.sort.length > 1 && key >= 0 ? key + 1 : null}
            isFiltered={view.filters.some((filter) => filter.column === place)}
            isReady={props.isReady}
            menu={props.openColumn === place ? props.menuOf(place) : null}
            onMenu={props.onMenu}
            onSort={sort}
            onDragStart={drag.onDragStart}
            onResizeStart={drag.onResizeStart}
            onFit={props.onFit}
          />
        );
      })}
      {drag.dropAt !== null && (
        <div className={styles.dropMark} style={{ left: gutterPx + (layout.starts[drag.dropAt] ?? 0) - 1 }} />
      )}
    </div>
  );
}

/** What a column is, as the pointer over its name tells. */
function useColumnTitle(): (column: TableColumn, figures: ColumnStatistics | undefined) => string {
  const { t } = useTranslation(['table', 'app']);
  const { integer, number } = useFormats();
  return (column, figures) => {
    const lines = [`${column.name} · ${t(`app:type.${column.type}`)}`];
    if (!figures) return lines.join('\n');
    const { count, missing, distinct, isDistinctExact, minimum, maximum, mean } = figures;
    const edge = (cell: TableCell) => (typeof cell === 'number' ? number(cell, 8) : String(cell ?? ''));
    lines.push(t('table:head.values', { values: integer(count), missing: integer(missing) }));
    lines.push(t(isDistinctExact ? 'table:head.distinct' : 'table:head.aboutDistinct', { values: integer(distinct) }));
    if (count > 0) lines.push(t('table:head.range', { low: edge(minimum), high: edge(maximum) }));
    if (mean !== null) lines.push(t('table:head.mean', { mean: number(mean, 6) }));
    return lines.join('\n');
  };
}
