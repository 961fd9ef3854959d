import type { ColumnCells } from '../column-cells.ts';
import { sampleOf } from '../seeded-random.ts';
import type { TargetForm } from '../target-form.ts';

/** More rows would not tell leaks apart any better. */
const rowLimit = 20_000;
/** Cells that are looked at in all; of a table with many columns fewer rows. */
const cellLimit = 4_000_000;
const fewestRows = 2000;

/** The target of the rows that leaks are looked for in. */
export interface SampledTarget {
  readonly form: TargetForm;
  readonly classNames: readonly string[];
  /** By place in the sample. */
  readonly truth: Float64Array;
  /** Row numbers of the table, rising. */
  readonly rows: Uint32Array;
  readonly seed: number;
}

export function sampledTarget(
  form: TargetForm,
  truth: Float64Array,
  rows: Uint32Array,
  seed: number,
  classNames: readonly string[],
  columns: number,
): SampledTarget {
  const limit = Math.min(rowLimit, Math.max(fewestRows, Math.floor(cellLimit / Math.max(1, columns))));
  const sample = sampleOf(rows, limit, seed, 'leaks');
  return { form, classNames, rows: sample, truth: Float64Array.from(sample, (row) => truth[row] as number), seed };
}

/** The cells of the sample: numbers with NaN, or codes with −1. */
export function sampledCells(cells: ColumnCells, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => {
    if (cells.kind !== 'text') return cells.values[row] as number;
    const code = cells.codes[row] as number;
    return code < 0 ? Number.NaN : code;
  });
}
