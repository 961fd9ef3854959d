import { fitLinear, predictLinear } from '../baseline/linear.ts';
import type { ColumnCells } from '../column-cells.ts';
import { valueFigures } from '../metrics/value-figures.ts';
import type { SampledTarget } from './sampled-table.ts';

const rowLimit = 4000;
const fewestRows = 60;
const columnLimit = 80;
/** Share of the spread beyond which nothing is left to foretell. */
const exact = 0.9999;
/** Share of the largest effect from which a column is part of the formula. */
const partShare = 0.02;

/**
 * Names of the columns that a number is reckoned from, such as the parts of a total: together, but not each alone, they give it
 * exactly. Empty where none do.
 */
export function exactFormula(target: SampledTarget, columns: readonly ColumnCells[]): string[] {
  const numbers = columns.filter((cells) => cells.kind === 'number').slice(0, columnLimit);
  const places = Uint32Array.from(target.rows.keys()).slice(0, rowLimit);
  if (target.form.task !== 'regression' || numbers.length < 2 || places.length < fewestRows) return [];
  const features = numbers.map((cells) => ({
    kind: 'number' as const,
    values: Float64Array.from(
      target.rows.subarray(0, rowLimit),
      (row) => (cells as { values: Float64Array }).values[row] as number,
    ),
  }));
  const learning = places.filter((place) => place % 2 === 0);
  const testing = places.filter((place) => place % 2 === 1);
  const model = fitLinear(target.form, features, target.truth, learning, { seed: target.seed });
  if (model === null) return [];
  const truth = Float64Array.from(testing, (place) => target.truth[place] as number);
  const { r2 } = valueFigures(truth, predictLinear(model, features, testing));
  if (r2 === null || r2 < exact) return [];
  const effects = model.terms.terms.map((term) => ({
    name: numbers[term.column]?.name ?? '',
    effect: term.kind === 'number' ? Math.abs(model.weights[term.weight] as number) : 0,
  }));
  const largest = Math.max(...effects.map(({ effect }) => effect));
  return effects.filter(({ effect }) => effect >= partShare * largest).map(({ name }) => name);
}
