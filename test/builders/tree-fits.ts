import {
  type BoostingObjective,
  type BoostingOptions,
  defaultBoostingOptions,
} from '../../workers/trees/boosting-options.ts';
import type { FeatureColumn } from '../../workers/trees/feature-column.ts';
import type { FitMemory } from '../../workers/trees/fit/fit-memory.ts';
import type { FitHooks, FitResult } from '../../workers/trees/fit/fit-result.ts';
import { leadFit } from '../../workers/trees/fit/lead-fit.ts';
import type { TrainingSet } from '../../workers/trees/training-set.ts';
import { createRandom } from './random.ts';

/** A memory for one fit. */
export function fitControl(): FitMemory {
  return new WebAssembly.Memory({ initial: 16, maximum: 65_536, shared: true });
}

/** Columns of numbers, NaN where missing. */
export const numbers = (...columns: readonly (readonly number[])[]): FeatureColumn[] =>
  columns.map((values) => ({ kind: 'number', values: Float64Array.from(values) }));

/** A column of categories, −1 where missing. */
export const categories = (codes: readonly number[]): FeatureColumn => ({
  kind: 'category',
  codes: Int32Array.from(codes),
  levels: Math.max(0, ...codes) + 1,
});

/** A set whose first rows are trained on and whose last `validation` rows validate. */
export function trainingSet(
  features: readonly FeatureColumn[],
  target: ArrayLike<number>,
  { validation = 0, weights = null }: { validation?: number; weights?: readonly number[] | null } = {},
): TrainingSet {
  const rows = target.length;
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  return {
    rows,
    features,
    target: Float64Array.from(target),
    weights: weights === null ? null : Float64Array.from(weights),
    trainRows: all.slice(0, rows - validation),
    validationRows: all.slice(rows - validation),
  };
}

/** Fits on this thread alone. */
export function fitAlone(
  set: TrainingSet,
  objective: BoostingObjective,
  changes: Partial<BoostingOptions> = {},
  hooks: FitHooks = {},
): FitResult {
  return leadFit(fitControl(), set, { ...defaultBoostingOptions(objective), ...changes }, hooks);
}

/** A mixed table: smooth numbers, whole numbers with gaps, categories with gaps; a margin that depends on them. */
export function mixedTable(
  rows: number,
  seed: number,
): { readonly features: FeatureColumn[]; readonly margins: Float64Array; readonly random: () => number } {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const smooth = Array.from({ length: rows }, normal);
  const other = Array.from({ length: rows }, normal);
  const whole = Array.from({ length: rows }, () => (random() < 0.15 ? Number.NaN : Math.floor(random() * 7)));
  const codes = Array.from({ length: rows }, () => (random() < 0.1 ? -1 : Math.floor(random() * 9)));
  const margins = Float64Array.from(
    smooth,
    (value, row) =>
      Math.sin(2 * value) +
      (Number.isNaN(whole[row]!) ? 0.8 : whole[row]! / 5) * (other[row]! > 0 ? 1 : -0.5) +
      ((codes[row]! * 5) % 9) / 6,
  );
  return { features: [...numbers(smooth, other, whole), categories(codes)], margins, random };
}
