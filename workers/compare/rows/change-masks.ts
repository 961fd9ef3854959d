import type { ComparedCells } from '../cells/compared-cells.ts';
import { unpaired } from './pair-rows.ts';

const bitsPerWord = 32;

/** Which of the compared columns changed in which rows of the later table: a bit for each column and row. */
export class ChangeMasks {
  readonly #rows: number;
  readonly #words: number;
  readonly #masks: Uint32Array;

  constructor(rows: number, columns: number) {
    this.#rows = rows;
    this.#words = Math.ceil(columns / bitsPerWord);
    this.#masks = new Uint32Array(rows * this.#words);
  }

  /**
   * Compares a column's cells in the rows that belong together, and notes as `column` where they differ; gives how many do.
   * Missing equals missing. `tolerance`: numbers that differ by no more count as equal.
   */
  compare(
    column: number,
    { earlier, later }: { readonly earlier: ComparedCells; readonly later: ComparedCells },
    earlierOf: Int32Array,
    tolerance: number,
  ): number {
    const bit = (1 << (column % bitsPerWord)) >>> 0;
    const word = Math.floor(column / bitsPerWord);
    const { present, words } = later;
    const { present: earlierPresent, words: earlierWords } = earlier;
    const isTolerant = tolerance > 0 && later.isNumeric;
    let changed = 0;
    for (let row = 0; row < this.#rows; row++) {
      const before = earlierOf[row] as number;
      if (before === unpaired) continue;
      const isPresent = present[row] as number;
      if (isPresent === earlierPresent[before]) {
        if (isPresent === 0) continue;
        if (words[2 * row] === earlierWords[2 * before] && words[2 * row + 1] === earlierWords[2 * before + 1])
          continue;
        if (isTolerant && isWithin(tolerance, later.numbers[row] as number, earlier.numbers[before] as number))
          continue;
      }
      const at = row * this.#words + word;
      this.#masks[at] = ((this.#masks[at] as number) | bit) >>> 0;
      changed++;
    }
    return changed;
  }

  /** Rows in which something changed, rising. */
  changedRows(): Uint32Array {
    const isChanged = (row: number): boolean => {
      for (let word = 0; word < this.#words; word++) if (this.#masks[row * this.#words + word] !== 0) return true;
      return false;
    };
    let count = 0;
    for (let row = 0; row < this.#rows; row++) if (isChanged(row)) count++;
    const rows = new Uint32Array(count);
    let next = 0;
    for (let row = 0; row < this.#rows; row++) if (isChanged(row)) rows[next++] = row;
    return rows;
  }

  /** The columns that changed in a row, rising, joined to one text that is the same for the same columns. */
  namesIn(row: number, names: readonly string[]): string {
    const mask = this.#masks.subarray(row * this.#words, (row + 1) * this.#words);
    const key = mask.join();
    const known = this.#joined.get(key);
    if (known !== undefined) return known;
    const isSet = (column: number) => ((mask[Math.floor(column / bitsPerWord)]! >>> (column % bitsPerWord)) & 1) === 1;
    const text = names.filter((_, column) => isSet(column)).join(', ');
    if (this.#joined.size < rememberedNames) this.#joined.set(key, text);
    return text;
  }

  readonly #joined = new Map<string, string>();
}

const rememberedNames = 10_000;

function isWithin(tolerance: number, one: number, other: number): boolean {
  // What rounding adds to a difference of decimals must not make 1.01 and 1 differ by more than 0.01.
  const slack = 4.5e-16 * Math.max(Math.abs(one), Math.abs(other));
  const difference = Math.abs(one - other);
  return Number.isFinite(difference) && difference <= tolerance + slack;
}
