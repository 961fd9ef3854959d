import { useMergedRef } from '@mantine/hooks';
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../locale/formats.ts';
import { TableHead } from '../head/table-head.tsx';
import { type ColumnLayout, totalWidth, visibleColumns } from '../rows/column-layout.ts';
import { movedBy, physicalHeight, type ScrollGeometry, type VisibleRows, visibleRows } from '../rows/row-scroll.ts';
import type { SeenRows } from '../view/seen-rows.ts';
import { rangeOf, type Selection, selectCell } from '../view/selection.ts';
import type { TableModel, TableSnapshot } from '../view/table-model.ts';
import { type Box, baseOf, boxOf, type GridPlace, gutterWidth, headHeightPx, rowHeightPx } from './grid-geometry.ts';
import { GridRow } from './grid-row.tsx';
import styles from './table-grid.module.css';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useInnerSize } from './use-inner-size.ts';
import { type ShownAt, useRowScroll } from './use-row-scroll.ts';

/** What is drawn beyond the edges, so that a short scroll shows no gap. */
const overscanRows = 4;
/** Blocks are asked for when the window has stood still so long: dragging the bar asks for nothing on its way. */
const stillMs = 50;
const figuresStillMs = 180;

export interface GridHandle {
  readonly focus: () => void;
  readonly showCell: (row: number, column: number, where?: ShownAt) => void;
}

interface TableGridProps {
  readonly ref: Ref<GridHandle>;
  readonly model: TableModel;
  readonly snapshot: TableSnapshot;
  readonly label: string;
  /** Columns in sight by their places in the table. */
  readonly places: readonly number[];
  readonly layout: ColumnLayout;
  readonly selection: Selection | null;
  readonly found: { readonly row: number; readonly column: number } | null;
  readonly head: Omit<
    Parameters<typeof TableHead>[0],
    'columns' | 'visible' | 'layout' | 'gutterPx' | 'scroller' | 'figures'
  >;
  /** Stands over the rows, such as what to say where there are none. */
  readonly over: ReactNode;
  readonly onSelect: (selection: Selection | null) => void;
  readonly onCopy: (hasHeader: boolean) => void;
  readonly onFind: () => void;
  readonly onFindNext: (isBackward: boolean) => void;
  /** Told which rows are in sight. */
  readonly seenRows: SeenRows;
}

/** The cells in sight under their heads; it scrolls both ways however large the table is. */
export function TableGrid(props: TableGridProps) {
  const { model, snapshot, places, layout, selection, onSelect, seenRows } = props;
  const { t } = useTranslation('table');
  const { integer } = useFormats();
  // Of the scroller itself: its bars are no room for cells.
  const { ref: sizeRef, width, height } = useInnerSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const scrollerRef = useMergedRef(scroller, sizeRef);
  const rowCount = snapshot.shownRows;
  const gutterPx = gutterWidth(snapshot.tableRows ?? rowCount);
  const geometry: ScrollGeometry = {
    rowCount,
    rowHeight: rowHeightPx,
    viewportHeight: Math.max(0, height - headHeightPx),
  };
  const scroll = useRowScroll(scroller, geometry);
  const { position, left, moveTo, showRow, showAcross } = scroll;
  const shown = visibleRows(position, geometry, overscanRows);
  const seen = visibleRows(position, geometry, 0);
  const across = visibleColumns(layout, left, Math.max(0, width - gutterPx), 1);
  const { firstColumn, endColumn } = across;
  const visible = useMemo(() => places.slice(firstColumn, endColumn), [places, firstColumn, endColumn]);
  const { blocks } = model;
  useSyncExternalStore(model.subscribeCells, model.cellsVersion);

  useEffect(() => {
    const timer = setTimeout(() => blocks.want(shown.firstRow, shown.endRow, visible), stillMs);
    return () => clearTimeout(timer);
  }, [blocks, shown.firstRow, shown.endRow, visible]);
  useEffect(() => {
    if (snapshot.state !== 'ready') return;
    const timer = setTimeout(() => model.figures.want(visible), figuresStillMs);
    return () => clearTimeout(timer);
  }, [model, snapshot.state, visible]);
  useEffect(() => seenRows.show(seen.firstRow, seen.endRow), [seen.firstRow, seen.endRow, seenRows]);

  const place: GridPlace = { left, virtualTop: position.virtualTop, gutterPx, layout, geometry };
  const placeNow = useRef(place);
  placeNow.current = place;
  const size = { rows: rowCount, columns: places.length };
  const showCell = useCallback(
    (row: number, column: number, where: ShownAt = 'near') => {
      const { layout: now, gutterPx: gutter } = placeNow.current;
      showRow(row, where);
      showAcross(now.starts[column] ?? 0, now.starts[column + 1] ?? 0, (scroller.current?.clientWidth ?? 0) - gutter);
    },
    [showRow, showAcross],
  );
  useImperativeHandle(props.ref, () => ({ focus: () => scroller.current?.focus(), showCell }), [showCell]);
  const pointer = useGridPointer({
    ...{ place: () => placeNow.current, size, selection, onSelect },
    onScrollBy: (byX, byY) => {
      if (scroller.current && byX !== 0) scroller.current.scrollLeft += byX;
      if (byY !== 0) moveTo(movedBy(byY, { physicalTop: 0, virtualTop: placeNow.current.virtualTop }, geometry));
    },
  });
  const onKeyDown = useGridKeys({
    ...{ size, selection, onSelect, onCopy: props.onCopy, onFind: props.onFind, onFindNext: props.onFindNext },
    pageRows: Math.max(1, Math.floor(geometry.viewportHeight / rowHeightPx) - 1),
    onShow: ({ cursor }) => showCell(cursor.row, cursor.column),
  });

  const widthPx = gutterPx + totalWidth(layout);
  // A row that comes into sight takes over the elements of one that left it.
  const slots = Math.ceil(geometry.viewportHeight / rowHeightPx) + 2 * overscanRows + 2;
  const base = baseOf(shown.firstRow);
  const words = useMemo(() => ({ yes: t('cell.yes'), no: t('cell.no'), empty: t('cell.empty') }), [t]);
  const formatRow = useCallback((row: number) => integer(row + 1), [integer]);
  const rows = Array.from({ length: shown.endRow - shown.firstRow }, (_, index) => shown.firstRow + index);
  const bodyTopPx = headHeightPx + shown.topPx - (shown.firstRow - base) * rowHeightPx;
  const boxes = selectionBoxes(props, shown, place);
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a real <table> can not draw only the cells in sight. */}
      <div
        ref={scrollerRef}
        className={styles.scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={rowCount + 1}
        aria-colcount={places.length}
        aria-multiselectable
        tabIndex={0}
        data-testid="rows-table"
        onScroll={scroll.onScroll}
        onKeyDown={onKeyDown}
        {...pointer}
      >
        <div
          className={styles.canvas}
          role="presentation"
          style={{ width: widthPx, height: headHeightPx + physicalHeight(geometry) }}
        >
          <TableHead
            {...props.head}
            columns={snapshot.columns}
            figures={model.figures}
            visible={across}
            layout={layout}
            gutterPx={gutterPx}
            scroller={scroller}
          />
          <div
            className={styles.body}
            role="presentation"
            style={{ width: widthPx, transform: `translateY(${bodyTopPx}px)` }}
          >
            {rows.map((row) => (
              <GridRow
                key={row % slots}
                row={row}
                topPx={(row - base) * rowHeightPx}
                blocks={blocks}
                stamp={blocks.cache.stamp(row, visible)}
                columns={snapshot.columns}
                places={visible}
                firstColumn={firstColumn}
                layout={layout}
                gutterPx={gutterPx}
                widthPx={widthPx}
                words={words}
                formatRow={formatRow}
              />
            ))}
            {boxes.map(({ name, box }) => (
              <div key={name} className={styles[name]} data-testid={`grid-${name}`} style={box} />
            ))}
          </div>
        </div>
      </div>
      {props.over && <div className={styles.over}>{props.over}</div>}
    </div>
  );
}

type BoxName = 'selected' | 'cursor' | 'found';

function selectionBoxes(
  { selection, found }: Pick<TableGridProps, 'selection' | 'found'>,
  shown: VisibleRows,
  place: GridPlace,
): { name: BoxName; box: Box }[] {
  const wished = [
    { name: 'found' as const, range: found && rangeOf(selectCell(found)) },
    { name: 'selected' as const, range: selection && rangeOf(selection) },
    { name: 'cursor' as const, range: selection && rangeOf(selectCell(selection.cursor)) },
  ];
  return wished.flatMap(({ name, range }) => {
    const box = range && boxOf(range, shown, place);
    return box ? [{ name, box }] : [];
  });
}
