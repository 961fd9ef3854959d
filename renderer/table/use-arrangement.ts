import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { TableCell, TableColumn } from '../../contract/tables.ts';
import { blockColumns } from './rows/block-cache.ts';
import { fittingWidth, layoutColumns } from './rows/column-layout.ts';
import {
  type ColumnArrangement,
  plainArrangement,
  shownColumns,
  widestPx,
  withHidden,
  withMoved,
  withStepped,
  withWidth,
} from './view/column-arrangement.ts';
import type { TableModel, TableSnapshot } from './view/table-model.ts';

/** Rows that a width is fitted to. */
const fittedRows = 100;

/** Which columns are seen, how wide and in which order, and what changes that. */
export function useArrangement(model: TableModel, snapshot: TableSnapshot, show: (cell: TableCell) => string) {
  const { columns } = snapshot;
  const count = columns.length;
  const [own, setOwn] = useState<ColumnArrangement | null>(null);
  // A file of which only the first rows were known may turn out to have more columns.
  const arrangement = useMemo(() => (own && own.order.length === count ? own : plainArrangement(count)), [own, count]);
  const places = useMemo(() => shownColumns(arrangement), [arrangement]);
  const [fitting] = useState(() => new FittedWidths());
  const fitted = useSyncExternalStore(model.subscribeCells, () => fitting.of(model, show));
  const layout = useMemo(
    () => layoutColumns(places, new Map([...fitted, ...arrangement.widths])),
    [places, fitted, arrangement.widths],
  );
  const now = useRef({ arrangement, columns });
  now.current = { arrangement, columns };
  const change = useCallback((make: (arrangement: ColumnArrangement) => ColumnArrangement) => {
    setOwn(make(now.current.arrangement));
  }, []);
  const hide = useCallback(
    (which: readonly number[], isHidden: boolean) => change((one) => withHidden(one, which, isHidden)),
    [change],
  );
  const move = useCallback(
    (place: number, before: number | null) => change((one) => withMoved(one, place, before)),
    [change],
  );
  const step = useCallback((place: number, by: -1 | 1) => change((one) => withStepped(one, place, by)), [change]);
  const resize = useCallback((place: number, px: number) => change((one) => withWidth(one, place, px)), [change]);
  const fit = useCallback(
    (place: number) => {
      const column = now.current.columns[place];
      if (column) change((one) => withWidth(one, place, fittingWidth(column, cellsOf(model, place), show, widestPx)));
    },
    [change, model, show],
  );
  const reset = useCallback(() => change((one) => plainArrangement(one.order.length)), [change]);
  return { arrangement, places, layout, hide, move, step, resize, fit, reset };
}

/** The cells of a column that are here. */
function cellsOf(model: TableModel, place: number): TableCell[] {
  const cells: TableCell[] = [];
  for (const row of model.blocks.rowsHere()) {
    const cell = model.blocks.cache.cell(row, place);
    if (cell !== undefined) cells.push(cell);
    if (cells.length === fittedRows) break;
  }
  return cells;
}

/** Widths by the first rows that came; later ones change none, so that nothing jumps. */
class FittedWidths {
  #columns: readonly TableColumn[] = [];
  #widths: ReadonlyMap<number, number> = new Map();

  /** The same map as long as nothing is added. */
  of(model: TableModel, show: (cell: TableCell) => string): ReadonlyMap<number, number> {
    const { columns } = model.snapshot();
    if (columns !== this.#columns) {
      this.#columns = columns;
      this.#widths = new Map();
    }
    const { cache } = model.blocks;
    const fresh: (readonly [number, number])[] = [];
    for (let first = 0; first < columns.length; first += blockColumns) {
      if (this.#widths.has(first) || !cache.has({ rowBlock: 0, columnBlock: first / blockColumns })) continue;
      for (const [index, column] of columns.slice(first, first + blockColumns).entries()) {
        fresh.push([first + index, fittingWidth(column, cellsOf(model, first + index), show)]);
      }
    }
    if (fresh.length > 0) this.#widths = new Map([...this.#widths, ...fresh]);
    return this.#widths;
  }
}
