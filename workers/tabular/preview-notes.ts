import type { ReadingNote } from '../../contract/reading-notes.ts';
import { type CellRange, rangeText } from './cell-range.ts';
import { totalLabelOf } from './interpret/total-labels.ts';
import type { PreviewRow } from './preview-cell.ts';

/** Ranges told one by one. */
const toldRanges = 10;

/** The note about merged cells; none where no cell is empty by them. */
export function mergedNotes(
  { ranges, emptyCells }: { readonly ranges: readonly CellRange[]; readonly emptyCells: number },
  isFilled: boolean,
): ReadingNote[] {
  if (ranges.length === 0) return [];
  const told = ranges.slice(0, toldRanges).map(rangeText);
  return [{ kind: 'mergedCells', ranges: told, count: ranges.length, cells: emptyCells, isFilled }];
}

/** Places among the first rows of a table of those that are called totals and hold a number. */
export function totalRowsAmong(rows: readonly PreviewRow[]): number[] {
  const found = rows.flatMap((row, place) => {
    const isCalled = row.some((cell) => cell?.kind === 'text' && totalLabelOf(cell.text) === 'sure');
    const hasNumber = row.some(
      (cell) => cell?.kind === 'number' || (cell?.kind === 'text' && /^\D{0,4}\d/.test(cell.text)),
    );
    return isCalled && hasNumber ? [place] : [];
  });
  return found.length <= Math.max(2, rows.length * 0.45) ? found : [];
}

/** The note about rows of totals, numbered as the file numbers them; none where there are none. */
export function totalNotes(places: readonly number[], firstDataRow: number, isSkipped: boolean): ReadingNote[] {
  if (places.length === 0) return [];
  return [{ kind: 'totalRows', rows: places.map((place) => firstDataRow + place + 1), isSkipped }];
}
