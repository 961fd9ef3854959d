import type { ChangeTally, ColumnTally } from '../../../contract/column-decision.ts';
import type { ImportChange } from '../../../contract/import-changes.ts';
import { reportLimits } from '../../../contract/import-changes.ts';
import { cellKind } from '../segment.ts';
import type { ReadValue } from './value-of-text.ts';

interface Counted {
  count: number;
  readonly rows: number[];
  /** What was read, by what was written. */
  readonly examples: Map<string, string>;
}

/** Counts what was done to the cells of one column in one part, and keeps their first rows and some examples. */
export class ChangeCounter {
  readonly #keptRows: number;
  readonly #changes = new Map<ImportChange, Counted>();
  readonly #unfittingRows: number[] = [];
  /** Whether rows of a change are still wanted; null: to be looked at. */
  #wanted: boolean | null = null;

  constructor(keptRows: number) {
    this.#keptRows = keptRows;
  }

  /** `cells` cells underwent `change`. */
  count(change: ImportChange, cells: number): void {
    this.#of(change).count += cells;
    this.#wanted = null;
  }

  /** A cell of `row` was read; `written` tells what it was. */
  note({ change, kind, value }: ReadValue, row: number, written: () => string): void {
    const counted = this.#of(change);
    if (counted.examples.size < reportLimits.examples) {
      counted.examples.set(shortened(written()), readableValue(kind, value));
    }
    if (counted.rows.length >= this.#keptRows) return;
    counted.rows.push(row);
    if (counted.rows.length === Math.min(counted.count, this.#keptRows)) this.#wanted = null;
  }

  noteUnfitting(row: number): void {
    if (this.#unfittingRows.length < this.#keptRows) this.#unfittingRows.push(row);
  }

  /** Whether rows that come now may still be kept, those of texts that stay where `unfittingToo`. */
  wantsRows(unfittingToo: boolean): boolean {
    if (unfittingToo && this.#unfittingRows.length < this.#keptRows) return true;
    this.#wanted ??= [...this.#changes.values()].some(
      ({ rows, count }) => rows.length < Math.min(count, this.#keptRows),
    );
    return this.#wanted;
  }

  #of(change: ImportChange): Counted {
    let counted = this.#changes.get(change);
    if (!counted) {
      counted = { count: 0, rows: [], examples: new Map() };
      this.#changes.set(change, counted);
    }
    return counted;
  }

  tally(): Pick<ColumnTally, 'changes' | 'unfittingRows'> {
    const changes = [...this.#changes].map(([change, { count, rows, examples }]): ChangeTally => {
      return { change, count, rows, examples: [...examples].map(([written, read]) => ({ written, read })) };
    });
    return { changes, unfittingRows: this.#unfittingRows };
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
