import type { ColumnProfile } from '../../../contract/profile.ts';

/** Gives columns `offset … offset + limit` of the whole list, in sheet order, and how many there are in all. */
export type ColumnWindow = (
  offset: number,
  limit: number,
) => Promise<{ readonly columns: readonly Pick<ColumnProfile, 'index'>[]; readonly total: number }>;

const windowSize = 60;

/**
 * The place in the list of the column that stands at `sheetIndex` in the sheet, or null where there is none. Blank
 * columns are not in the list, so the place is `sheetIndex` or less: it is tried first, then bisected for.
 */
export async function locateColumn(sheetIndex: number, window: ColumnWindow): Promise<number | null> {
  let low = 0;
  let high = sheetIndex;
  let guess = sheetIndex;
  while (low <= high) {
    const offset = Math.max(low, guess - windowSize / 2);
    const { columns, total } = await window(offset, windowSize);
    const first = columns[0];
    const last = columns.at(-1);
    if (!first || !last) {
      // Beyond the end of the list.
      high = Math.min(total, offset) - 1;
    } else {
      const found = columns.findIndex((column) => column.index === sheetIndex);
      if (found >= 0) return offset + found;
      if (first.index > sheetIndex) high = offset - 1;
      else if (last.index < sheetIndex) low = offset + columns.length;
      else return null;
    }
    guess = (low + high) >> 1;
  }
  return null;
}
