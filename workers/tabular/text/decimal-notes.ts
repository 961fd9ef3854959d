import type { ChangeTally, ColumnTally } from '../../../contract/column-decision.ts';
import type { ImportChange } from '../../../contract/import-changes.ts';
import { reportLimits } from '../../../contract/import-changes.ts';
import { readableValue, shortened } from '../interpret/change-counter.ts';
import { cellKind } from '../segment.ts';

type Change = Extract<ImportChange, 'grouped' | 'decimalComma'>;

interface Noted {
  readonly rows: number[];
  readonly examples: Map<string, string>;
}

/** The first cells of each column whose numbers are written with a decimal comma, or with points between thousands. */
export class DecimalNotes {
  readonly #noted = new Map<number, Record<Change, Noted>>();

  /** `value`: the number that `written` was read as. */
  note(column: number, row: number, change: Change, written: string, value: number): void {
    let ofColumn = this.#noted.get(column);
    if (!ofColumn) {
      const nothing = (): Noted => ({ rows: [], examples: new Map() });
      ofColumn = { grouped: nothing(), decimalComma: nothing() };
      this.#noted.set(column, ofColumn);
    }
    const { examples, rows } = ofColumn[change];
    rows.push(row);
    if (examples.size < reportLimits.examples) examples.set(shortened(written), readableValue(cellKind.number, value));
  }

  /** What was done to the cells of each column; `countOf` gives how many cells underwent a change. */
  tallies(countOf: (column: number, change: Change) => number): ColumnTally[] {
    const columns = [...this.#noted].sort(([one], [other]) => one - other);
    return columns.map(([column, ofColumn]) => {
      const changes = (['grouped', 'decimalComma'] as const).flatMap((change): ChangeTally[] => {
        const { examples, rows } = ofColumn[change];
        if (rows.length === 0) return [];
        const read = [...examples].map(([written, read]) => ({ written, read }));
        return [{ change, count: countOf(column, change), rows: Int32Array.from(rows), examples: read }];
      });
      return { column, changes, unfittingRows: new Int32Array(0) };
    });
  }
}
