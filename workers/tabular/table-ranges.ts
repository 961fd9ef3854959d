import { type CellRange, rangeText } from './cell-range.ts';
import { detectHeader } from './header.ts';
import type { MergedRange, PreviewRow } from './preview-cell.ts';

/** Tables told at most: a sheet cut by blank rows into more is a form or a listing. */
const mostTables = 20;
/** Where as many rows are known, the lowest table may go on below them. */
const manyRows = 200;
const lastSheetRow = 1_048_575;

/**
 * Tables that stand apart in a sheet, by blank rows or columns between them, from its first rows: ranges as spreadsheets
 * write them, from the top and the left. None where there is only one. Rows after a blank one belong to the table above unless
 * they have a header of their own; columns after a single blank one do where they take the same rows.
 */
export function findTables(rows: readonly PreviewRow[], merges: readonly MergedRange[] = []): string[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const filled = rows.map((row) => filledPlaces(row));
  for (const merge of merges) spreadMerge(filled, merge);
  const whole: CellRange = { firstRow: 0, lastRow: rows.length - 1, firstColumn: 0, lastColumn: width - 1 };
  const blocks = joined(splitBlocks(filled, whole), rows);
  const tables = blocks.filter((block) => isTable(filled, block));
  if (tables.length < 2 || tables.length > mostTables) return [];
  return tables.map((table) => {
    const isOpen = table.lastRow === rows.length - 1 && rows.length >= manyRows;
    return rangeText(isOpen ? { ...table, lastRow: lastSheetRow } : table);
  });
}

function filledPlaces(row: PreviewRow): Set<number> {
  const places = new Set<number>();
  row.forEach((cell, column) => {
    if (cell.kind !== 'missing' && cell.text.trim() !== '') places.add(column);
  });
  return places;
}

function spreadMerge(filled: readonly Set<number>[], merge: MergedRange): void {
  if (!filled[merge.firstRow]?.has(merge.firstColumn)) return;
  for (let row = merge.firstRow; row <= Math.min(merge.lastRow, filled.length - 1); row++) {
    for (let column = merge.firstColumn; column <= merge.lastColumn; column++) filled[row]?.add(column);
  }
}

/** Cuts along blank rows and columns by turns until nothing is left to cut. */
function splitBlocks(filled: readonly Set<number>[], area: CellRange): CellRange[] {
  const bands = runs(area.firstRow, area.lastRow, (row) => hasCell(filled, { ...area, firstRow: row, lastRow: row }));
  const blocks: CellRange[] = [];
  for (const [firstRow, lastRow] of bands) {
    const used = usedColumns(filled, { ...area, firstRow, lastRow });
    const columns = runs(area.firstColumn, area.lastColumn, (column) => used.has(column));
    const isWhole = columns.length === 1 && bands.length === 1;
    for (const [firstColumn, lastColumn] of columns) {
      const block = { firstRow, lastRow, firstColumn, lastColumn };
      if (isWhole || columns.length === 1) blocks.push(block);
      else blocks.push(...splitBlocks(filled, block));
    }
  }
  return blocks;
}

/** The stretches of `from`..`to` in which every place is used. */
function runs(from: number, to: number, isUsed: (place: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  let start = -1;
  for (let place = from; place <= to + 1; place++) {
    const isIn = place <= to && isUsed(place);
    if (isIn && start < 0) start = place;
    else if (!isIn && start >= 0) {
      found.push([start, place - 1]);
      start = -1;
    }
  }
  return found;
}

function hasCell(filled: readonly Set<number>[], { firstRow, firstColumn, lastColumn }: CellRange): boolean {
  for (const column of filled[firstRow] ?? []) if (column >= firstColumn && column <= lastColumn) return true;
  return false;
}

function usedColumns(filled: readonly Set<number>[], { firstRow, lastRow, firstColumn, lastColumn }: CellRange) {
  const used = new Set<number>();
  for (let row = firstRow; row <= lastRow; row++) {
    for (const column of filled[row] ?? []) if (column >= firstColumn && column <= lastColumn) used.add(column);
  }
  return used;
}

/** Puts together what one table was cut into: blocks below without a header, blocks beside with the same rows. */
function joined(blocks: readonly CellRange[], rows: readonly PreviewRow[]): CellRange[] {
  const found: CellRange[] = [];
  for (const block of blocks) {
    const beside = found.findIndex(
      (other) =>
        other.firstRow === block.firstRow &&
        other.lastRow === block.lastRow &&
        block.firstColumn - other.lastColumn === 2,
    );
    if (beside >= 0 && !repeatsNames(found[beside] as CellRange, block, rows)) {
      found[beside] = { ...(found[beside] as CellRange), lastColumn: block.lastColumn };
      continue;
    }
    const above = found.findLastIndex(
      (other) => other.firstColumn <= block.lastColumn && other.lastColumn >= block.firstColumn,
    );
    const upper = found[above];
    if (upper && upper.lastRow > upper.firstRow && isInside(block, upper) && !hasHeader(block, rows)) {
      found[above] = { ...upper, lastRow: block.lastRow };
    } else found.push(block);
  }
  return found;
}

function isInside(block: CellRange, upper: CellRange): boolean {
  return block.firstColumn >= upper.firstColumn && block.lastColumn <= upper.lastColumn;
}

function cellsOf({ firstRow, lastRow, firstColumn, lastColumn }: CellRange, rows: readonly PreviewRow[]): PreviewRow[] {
  return rows.slice(firstRow, lastRow + 1).map((row) => row.slice(firstColumn, lastColumn + 1));
}

/** Whether a block of more than one row has names above its values. */
function hasHeader(block: CellRange, rows: readonly PreviewRow[]): boolean {
  return block.lastRow > block.firstRow && detectHeader(cellsOf(block, rows)).headerRows > 0;
}

/** Whether two blocks side by side have a name in common: then each is a table of its own. */
function repeatsNames(left: CellRange, right: CellRange, rows: readonly PreviewRow[]): boolean {
  const names = (block: CellRange) => detectHeader(cellsOf(block, rows)).originalNames.filter((name) => name !== '');
  const ofLeft = new Set(names(left));
  return names(right).some((name) => ofLeft.has(name));
}

/** Two rows and two columns at least, most of its cells filled: no title, note or signature. */
function isTable(filled: readonly Set<number>[], block: CellRange): boolean {
  const { firstRow, lastRow, firstColumn, lastColumn } = block;
  if (lastRow === firstRow || lastColumn === firstColumn) return false;
  let cells = 0;
  for (let row = firstRow; row <= lastRow; row++) {
    for (const column of filled[row] ?? []) if (column >= firstColumn && column <= lastColumn) cells++;
  }
  return cells * 3 >= (lastRow - firstRow + 1) * (lastColumn - firstColumn + 1) && cells >= 4;
}
