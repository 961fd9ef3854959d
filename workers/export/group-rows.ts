import { Fault } from '../../contract/faults.ts';
import { isoDateText } from '../explore/parquet/cell-text.ts';
import type { StoredFile } from '../explore/parquet/stored-file.ts';
import type { CellColumn } from '../tabular/cell-column.ts';
import { cellKind, dictionaryText } from '../tabular/segment.ts';
import type { LayoutGroup } from './layout.ts';
import { StoredRows } from './stored-rows.ts';
import type { TruthWords } from './worded-cells.ts';

const sliceRows = 65_536;
/** More groups than anyone opens one by one. */
export const maxGroups = 100_000;

export interface GroupedRows {
  /** Row numbers of the table, group after group. */
  readonly order: Uint32Array;
  readonly groups: readonly LayoutGroup[];
}

/** A value of the column: what a person reads, and what it is sorted by. */
interface GroupKey {
  readonly label: string | null;
  readonly value: number | string | null;
}

/**
 * Puts the rows that have the same value in `column` next to each other: numbers and dates rising, texts as `locale`
 * sorts them with numbers in them by value, the rows with an empty cell last; within a group as in `order` (null: all rows as
 * they stand). Throws EXPORT_TOO_MANY_GROUPS.
 */
export function groupRows(
  file: StoredFile,
  column: { readonly place: number; readonly words?: TruthWords | undefined },
  order: Uint32Array | null,
  locale: string,
  throwIfCancelled: () => void,
): GroupedRows {
  const numbers = new GroupNumbers();
  const groupOfRow = new Uint32Array(file.rows);
  for (const slice of new StoredRows(file, [column]).slices(0, file.rows, sliceRows)) {
    throwIfCancelled();
    numbers.fill(slice.cells[0]!, slice.from, slice.to, groupOfRow, slice.firstRow);
  }
  const rows = order ?? Uint32Array.from({ length: file.rows }, (_, row) => row);
  const counts = new Float64Array(numbers.keys.length);
  for (const row of rows) {
    const group = groupOfRow[row] as number;
    counts[group] = (counts[group] as number) + 1;
  }
  const sorted = sortedGroups(numbers.keys, locale).filter((group) => (counts[group] as number) > 0);
  const nextOf = new Float64Array(counts.length);
  let next = 0;
  for (const group of sorted) {
    nextOf[group] = next;
    next += counts[group] as number;
  }
  const grouped = new Uint32Array(rows.length);
  for (const row of rows) {
    const group = groupOfRow[row] as number;
    const at = nextOf[group] as number;
    grouped[at] = row;
    nextOf[group] = at + 1;
  }
  return {
    order: grouped,
    groups: sorted.map((group) => ({ label: numbers.keys[group]!.label, rows: counts[group] as number })),
  };
}

function sortedGroups(keys: readonly GroupKey[], locale: string): number[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const rank = ({ value }: GroupKey) => (value === null ? 2 : typeof value === 'number' ? 0 : 1);
  return Array.from(keys.keys()).sort((one, other) => {
    const [first, second] = [keys[one]!, keys[other]!];
    if (typeof first.value === 'number' && typeof second.value === 'number') return first.value - second.value;
    if (typeof first.value === 'string' && typeof second.value === 'string') {
      return collator.compare(first.value, second.value) || one - other;
    }
    return rank(first) - rank(second);
  });
}

/** Numbers the values of a column in the order in which they come. */
class GroupNumbers {
  readonly keys: GroupKey[] = [];
  readonly #byLabel = new Map<string | null, number>();
  #dictionary: CellColumn['dictionary'] = null;
  /** Number + 1 of each entry of the dictionary in use. */
  #ofEntry = new Uint32Array(0);
  readonly #ofNumber = new Map<number, number>();

  fill(
    { kinds, numbers, codes, dictionary }: CellColumn,
    from: number,
    to: number,
    target: Uint32Array,
    at: number,
  ): void {
    if (dictionary !== this.#dictionary) {
      this.#dictionary = dictionary;
      this.#ofEntry = new Uint32Array(dictionary?.count ?? 0);
    }
    for (let row = from; row < to; row++) {
      const kind = kinds[row] as number;
      let group: number;
      if (kind === cellKind.missing) group = this.#number(null, null);
      else if (kind === cellKind.text || kind === cellKind.error) group = this.#ofText(codes?.[row] as number);
      else group = this.#ofValue(numbers?.[row] as number, kind);
      target[at + row - from] = group;
    }
  }

  #ofText(code: number): number {
    const known = this.#ofEntry[code] as number;
    if (known > 0) return known - 1;
    const text = dictionaryText(this.#dictionary!, code);
    const number = text.trim() === '' ? this.#number(null, null) : this.#number(text, text);
    this.#ofEntry[code] = number + 1;
    return number;
  }

  #ofValue(value: number, kind: number): number {
    const known = this.#ofNumber.get(value);
    if (known !== undefined) return known;
    const label =
      kind === cellKind.date ? isoDateText(value) : kind === cellKind.boolean ? String(value === 1) : String(value);
    const number = Number.isNaN(value) ? this.#number(null, null) : this.#number(label, value);
    this.#ofNumber.set(value, number);
    return number;
  }

  #number(label: string | null, value: number | string | null): number {
    let number = this.#byLabel.get(label);
    if (number === undefined) {
      if (this.keys.length === maxGroups) throw new Fault('EXPORT_TOO_MANY_GROUPS', { limit: maxGroups });
      number = this.keys.push({ label, value }) - 1;
      this.#byLabel.set(label, number);
    }
    return number;
  }
}
