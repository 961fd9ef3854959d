import { sortedOrder } from '../sorted-order.ts';
import type { TargetForm } from '../target-form.ts';
import { shuffledStrata, strataOf } from './strata.ts';

const shares = [0.1, 0.2, 0.4, 0.7, 1];
/** A smaller set tells nothing. */
const fewestRows = 50;

/** Growing sets of `rows` for a learning curve, each in the next one, each with the shares of classes (or of values) of all. */
export function learningSteps(form: TargetForm, truth: Float64Array, rows: Uint32Array, seed: number): Uint32Array[] {
  const ranks = new Float64Array(rows.length);
  for (const places of shuffledStrata(strataOf(form, truth, rows), seed, 'learning curve')) {
    for (const [rank, place] of places.entries()) ranks[place] = (rank + 0.5) / places.length;
  }
  const order = sortedOrder(ranks);
  return shares
    .map((share) => Math.round(share * rows.length))
    .filter((count) => count >= fewestRows || count === rows.length)
    .map((count) =>
      order
        .slice(0, count)
        .map((place) => rows[place] as number)
        .sort(),
    );
}
