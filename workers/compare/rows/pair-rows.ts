import type { RowIds } from '../cells/row-words.ts';

/** Which rows of two tables belong together. */
export interface PairedRows {
  /** By row of the later table: its row in the earlier one, or `unpaired`. */
  readonly earlierOf: Int32Array;
  /** Rows of the earlier table without a partner, rising. */
  readonly removed: Uint32Array;
  /** Rows of the later table without a partner, rising. */
  readonly added: Uint32Array;
}

export const unpaired = -1;

/** Pairs rows with the same number in their order: the first with the first, the second with the second. */
export function pairRows({ earlier, later, size }: RowIds): PairedRows {
  const heads = new Int32Array(size).fill(unpaired);
  const nexts = new Int32Array(earlier.length);
  for (let row = earlier.length - 1; row >= 0; row--) {
    const id = earlier[row] as number;
    nexts[row] = heads[id] as number;
    heads[id] = row;
  }
  const earlierOf = new Int32Array(later.length);
  let added = 0;
  for (let row = 0; row < later.length; row++) {
    const id = later[row] as number;
    const partner = heads[id] as number;
    earlierOf[row] = partner;
    if (partner === unpaired) added++;
    else heads[id] = nexts[partner] as number;
  }
  const isPaired = new Uint8Array(earlier.length);
  for (const row of earlierOf) if (row !== unpaired) isPaired[row] = 1;
  return {
    earlierOf,
    added: placesWhere(later.length, added, (row) => earlierOf[row] === unpaired),
    removed: placesWhere(earlier.length, earlier.length - later.length + added, (row) => isPaired[row] === 0),
  };
}

function placesWhere(rows: number, count: number, isWanted: (row: number) => boolean): Uint32Array {
  const places = new Uint32Array(count);
  let next = 0;
  for (let row = 0; row < rows; row++) if (isWanted(row)) places[next++] = row;
  return places;
}
