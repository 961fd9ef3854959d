import type { ChangeTally } from '../../../contract/column-decision.ts';
import type { ImportChange } from '../../../contract/import-changes.ts';
import { reportLimits } from '../../../contract/import-changes.ts';
import { cellKind } from '../segment.ts';
import type { ReadValue } from './value-of-text.ts';

interface Counted {
  count: number;
  readonly rows: number[];
  /** Rows that were found at once; those noted one by one come after them. */
  found: Int32Array;
  /** What was read, by what was written. */
  readonly examples: Map<string, string>;
}

const noRows = new Int32Array(0);

/** Counts what was done to the cells of one column in one part, and keeps their first rows and some examples. */
export class ChangeCounter {
  readonly #keptRows: number;
  readonly #changes = new Map<ImportChange, Counted>();

  constructor(keptRows: number) {
    this.#keptRows = keptRows;
  }

  /** `cells` cells underwent `change`. */
  count(change: ImportChange, cells: number): void {
    this.#of(change).count += cells;
  }

  /** A cell of `row` was read; `written` tells what it was. */
  note(read: ReadValue, row: number, written: () => string): void {
    this.addExample(read, written);
    const { found, rows } = this.#of(read.change);
    if (found.length + rows.length < this.#keptRows) rows.push(row);
  }

  /** The changes counted so far, each with the number of its rows that are to be kept. */
  wantedRows(): { readonly change: ImportChange; readonly rows: number }[] {
    return [...this.#changes].map(([change, { count }]) => ({ change, rows: Math.min(count, this.#keptRows) }));
  }

  /** The first rows of a change, as many as are to be kept. */
  keepRows(change: ImportChange, rows: Int32Array): void {
    this.#of(change).found = rows;
  }

  /** What a text was read as; those that come first are kept. */
  addExample({ change, kind, value }: ReadValue, written: () => string): void {
    const { examples } = this.#of(change);
    if (examples.size < reportLimits.examples) examples.set(shortened(written()), readableValue(kind, value));
  }

  #of(change: ImportChange): Counted {
    let counted = this.#changes.get(change);
    if (!counted) {
      counted = { count: 0, rows: [], found: noRows, examples: new Map() };
      this.#changes.set(change, counted);
    }
    return counted;
  }

  tally(): ChangeTally[] {
    return [...this.#changes].map(([change, { count, rows, found, examples }]): ChangeTally => {
      const read = [...examples].map(([written, read]) => ({ written, read }));
      return { change, count, rows: rows.length === 0 ? found : Int32Array.of(...found, ...rows), examples: read };
    });
  }
}

export function shortened(text: string): string {
  return text.length > reportLimits.valueCharacters ? `${text.slice(0, reportLimits.valueCharacters)}…` : text;
}

/** A value as a person reads it: dates as ISO text, without a time of day where there is none; '' for a missing one. */
export function readableValue(kind: number, value: number): string {
  if (kind === cellKind.missing) return '';
  if (kind === cellKind.boolean) return value === 1 ? 'true' : 'false';
  if (kind !== cellKind.date) return String(value);
  const iso = new Date(value).toISOString();
  if (iso.endsWith('T00:00:00.000Z')) return iso.slice(0, 10);
  return iso.slice(0, iso.endsWith('.000Z') ? 19 : 23);
}
