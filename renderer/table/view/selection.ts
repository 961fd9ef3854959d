/** A cell by its row in the view and its place among the columns in sight. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** What is selected: the rectangle between where it began and where the cursor stands. */
export interface Selection {
  readonly anchor: CellPlace;
  readonly cursor: CellPlace;
}

export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface TableSize {
  readonly rows: number;
  readonly columns: number;
}

const clamp = (value: number, end: number) => Math.min(Math.max(value, 0), Math.max(0, end - 1));

export function selectCell(place: CellPlace): Selection {
  return { anchor: place, cursor: place };
}

export function rangeOf({ anchor, cursor }: Selection): CellRange {
  return {
    firstRow: Math.min(anchor.row, cursor.row),
    lastRow: Math.max(anchor.row, cursor.row),
    firstColumn: Math.min(anchor.column, cursor.column),
    lastColumn: Math.max(anchor.column, cursor.column),
  };
}

export function cellsIn(range: CellRange): number {
  return (range.lastRow - range.firstRow + 1) * (range.lastColumn - range.firstColumn + 1);
}

/** The cursor at another cell; `isExtended`: what was selected grows with it. */
export function moveCursor(
  selection: Selection | null,
  to: CellPlace,
  isExtended: boolean,
  size: TableSize,
): Selection {
  const cursor = { row: clamp(to.row, size.rows), column: clamp(to.column, size.columns) };
  return { anchor: isExtended && selection ? selection.anchor : cursor, cursor };
}

export function selectRows(from: number, to: number, size: TableSize): Selection {
  const last = Math.max(0, size.columns - 1);
  return { anchor: { row: clamp(from, size.rows), column: 0 }, cursor: { row: clamp(to, size.rows), column: last } };
}

export function selectAll(size: TableSize): Selection {
  return selectRows(0, size.rows - 1, size);
}

/** What is left of a selection in a table of another size; null where nothing is. */
export function within(selection: Selection | null, size: TableSize): Selection | null {
  if (!selection || size.rows === 0 || size.columns === 0) return null;
  const clamped = ({ row, column }: CellPlace) => ({ row: clamp(row, size.rows), column: clamp(column, size.columns) });
  return { anchor: clamped(selection.anchor), cursor: clamped(selection.cursor) };
}

type CursorKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'PageUp' | 'PageDown' | 'Home' | 'End';

/** Where a key takes the cursor; `isFar`: with Ctrl, to the edge. null: the key moves nothing. */
export function cursorAfter(
  key: string,
  isFar: boolean,
  { row, column }: CellPlace,
  size: TableSize,
  pageRows: number,
): CellPlace | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const moves: Record<CursorKey, CellPlace> = {
    ArrowUp: { row: isFar ? 0 : row - 1, column },
    ArrowDown: { row: isFar ? last.row : row + 1, column },
    ArrowLeft: { row, column: isFar ? 0 : column - 1 },
    ArrowRight: { row, column: isFar ? last.column : column + 1 },
    PageUp: { row: row - pageRows, column },
    PageDown: { row: row + pageRows, column },
    Home: { row: isFar ? 0 : row, column: 0 },
    End: { row: isFar ? last.row : row, column: last.column },
  };
  return key in moves ? moves[key as CursorKey] : null;
}
