import type { Conformal } from '../../../contract/models/model-document.ts';
import type { TargetForm } from '../target-form.ts';
import { halvesOf } from './halves.ts';

interface ClassSetOrder {
  readonly form: TargetForm;
  /** Class places. */
  readonly truth: Float64Array;
  /** Made without the rows they are for, rows × classes. */
  readonly probabilities: Float64Array;
  readonly coverage: number;
  readonly seed: number;
  /** Code of each row's group: whole groups set or test. */
  readonly groups?: Int32Array | null;
}

/**
 * Sets of classes that hold the true one with the promised chance: the likeliest, as long as those before it sum to no more than the threshold
 * (adaptive sets of Romano, Sesia & Candès 2020 without their draw, so that a set is never empty; where the likeliest class
 * alone is right more often than promised, sets have one class and the coverage is more). `width`: classes in a set, on average.
 */
export function conformalSets(order: ClassSetOrder): { conformal: Conformal; width: number } {
  const { coverage, form, probabilities, truth } = order;
  const { classes } = form;
  const before = truth.map((place, row) => sumBefore(probabilities, row * classes, classes, place));
  const setThreshold = thresholdOf(before, coverage);
  let inside = 0;
  let judged = 0;
  for (const { setting, testing } of halvesOf(order)) {
    const threshold = thresholdOf(
      setting.map((row) => before[row] as number),
      coverage,
    );
    for (const row of testing) if ((before[row] as number) <= threshold) inside++;
    judged += testing.length;
  }
  let size = 0;
  for (let offset = 0; offset < probabilities.length; offset += classes) {
    size += classSetOf(probabilities, offset, classes, setThreshold).length;
  }
  const observedCoverage = judged > 0 ? inside / judged : null;
  const conformal = { coverage, observedCoverage, below: 0, above: 0, setThreshold };
  return { conformal, width: size / Math.max(1, truth.length) };
}

/** What the classes likelier than `place` sum to; of equally likely ones the first counts as likelier. */
export function sumBefore(probabilities: Float64Array, offset: number, classes: number, place: number): number {
  const own = probabilities[offset + place] as number;
  let sum = 0;
  for (let other = 0; other < classes; other++) {
    const probability = probabilities[offset + other] as number;
    if (probability > own || (probability === own && other < place)) sum += probability;
  }
  return sum;
}

/** The classes of one row's set, the likeliest first. */
export function classSetOf(probabilities: Float64Array, offset: number, classes: number, threshold: number): number[] {
  const places = Array.from({ length: classes }, (_, place) => place);
  return places
    .map((place) => ({ place, before: sumBefore(probabilities, offset, classes, place) }))
    .filter(({ before }) => before <= threshold)
    .sort((one, other) => one.before - other.before || one.place - other.place)
    .map(({ place }) => place);
}

/** The k-th smallest of n with k = ⌈(n + 1) × coverage⌉ (Romano et al. 2020, eq. 5). */
function thresholdOf(scores: ArrayLike<number>, coverage: number): number {
  const sorted = Float64Array.from(scores).sort();
  const rank = Math.ceil((sorted.length + 1) * coverage - 1e-9);
  return rank > sorted.length ? 1 : (sorted[rank - 1] as number);
}
