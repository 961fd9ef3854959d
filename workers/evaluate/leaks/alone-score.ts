import { valueFigures } from '../metrics/value-figures.ts';
import { seededRandom } from '../seeded-random.ts';
import { sortedOrder } from '../sorted-order.ts';
import type { SampledTarget } from './sampled-table.ts';

/** Levels that the numbers of a column are put into. */
const binCount = 64;
/** Fewer rows of a class in a half leave its area to chance. */
const fewestOfClass = 4;
/** Neighbours to each side whose mean foretells a number. */
const neighbours = 2;

export interface AloneScore {
  /** AUC (of several classes their mean, one against the rest) or R², 0..1. */
  readonly score: number;
  /** The class that is told apart best; null for a number. */
  readonly bestClass: { readonly place: number; readonly score: number } | null;
}

/**
 * How well one column foretells the target by itself: what the target is like at each of its values, learned on one half of the
 * rows and scored on the other, and the other way round. `cells`: numbers or codes of the sample, NaN missing. null where too few
 * rows tell.
 */
export function aloneScore(target: SampledTarget, cells: Float64Array, isNumber: boolean): AloneScore | null {
  const { form, rows, seed } = target;
  const random = seededRandom(seed, 'halves of leaks');
  const sides = Uint8Array.from(rows, () => random.below(2));
  const scores = [0, 1].flatMap((side) => {
    const learning = placesOf(sides, 1 - side);
    const testing = placesOf(sides, side);
    const scored =
      form.task === 'regression'
        ? numberScore(target, cells, isNumber, learning, testing)
        : classScore(target, cells, isNumber, learning, testing);
    return scored === null ? [] : [scored];
  });
  if (scores.length === 0) return null;
  const byClass = scores[0]?.byClass.map((_, place) => mean(scores.map((one) => one.byClass[place] ?? Number.NaN)));
  let bestClass: AloneScore['bestClass'] = null;
  for (const [place, score] of (byClass ?? []).entries()) {
    if (score > (bestClass?.score ?? 0)) bestClass = { place, score };
  }
  return { score: mean(scores.map(({ score }) => score)), bestClass };
}

interface HalfScore {
  readonly score: number;
  /** NaN where a class cannot be judged. */
  readonly byClass: number[];
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

function placesOf(sides: Uint8Array, side: number): Uint32Array {
  const places: number[] = [];
  for (let place = 0; place < sides.length; place++) if (sides[place] === side) places.push(place);
  return Uint32Array.from(places);
}

function classScore(
  { form: { classes }, truth }: SampledTarget,
  cells: Float64Array,
  isNumber: boolean,
  learning: Uint32Array,
  testing: Uint32Array,
): HalfScore | null {
  const levelOf = levelsOf(cells, isNumber, learning);
  const learned = countLevels(learning, levelOf, truth, classes);
  const tested = [...countLevels(testing, levelOf, truth, classes)];
  const prior = new Float64Array(classes);
  for (const place of learning) add(prior, truth[place] as number, 1 / learning.length);
  const shares = tested.map(([level]) => {
    const own = learned.get(level);
    if (!own) return prior;
    const rows = own.reduce((sum, count) => sum + count, 0);
    return own.map((count, place) => (count + (prior[place] as number)) / (rows + 1));
  });
  const counts = tested.map(([, own]) => own);
  const byClass = Array.from({ length: classes }, (_, place) =>
    // Of two classes one area is the other.
    classes === 2 && place === 0 ? Number.NaN : areaOfLevels(place, shares, counts, testing.length),
  );
  const judged = byClass.filter((score) => !Number.isNaN(score));
  return judged.length > 0 ? { score: mean(judged), byClass } : null;
}

/** Rows of each class by level. */
function countLevels(
  places: Uint32Array,
  levelOf: (place: number) => number,
  truth: Float64Array,
  classes: number,
): Map<number, Float64Array> {
  const counts = new Map<number, Float64Array>();
  for (const place of places) {
    const level = levelOf(place);
    const own = counts.get(level) ?? new Float64Array(classes);
    counts.set(level, own);
    add(own, truth[place] as number, 1);
  }
  return counts;
}

/** The area under the ROC curve of one class where all rows of a level have one score; NaN with too few rows. */
function areaOfLevels(
  place: number,
  shares: readonly Float64Array[],
  counts: readonly Float64Array[],
  rows: number,
): number {
  const order = sortedOrder(Float64Array.from(shares, (share) => share[place] as number));
  let [hits, falls, pairs] = [0, 0, 0];
  for (let from = 0; from < order.length; ) {
    const share = shares[order[from] as number]?.[place];
    let [tiedHits, tied] = [0, 0];
    for (; from < order.length && shares[order[from] as number]?.[place] === share; from++) {
      const own = counts[order[from] as number] as Float64Array;
      tiedHits += own[place] as number;
      tied += own.reduce((sum, count) => sum + count, 0);
    }
    pairs += tiedHits * (falls + (tied - tiedHits) / 2);
    hits += tiedHits;
    falls += tied - tiedHits;
  }
  return Math.min(hits, rows - hits) >= fewestOfClass ? pairs / hits / falls : Number.NaN;
}

function add(counts: Float64Array, at: number, amount: number): void {
  counts[at] = (counts[at] as number) + amount;
}

function numberScore(
  { truth }: SampledTarget,
  cells: Float64Array,
  isNumber: boolean,
  learning: Uint32Array,
  testing: Uint32Array,
): HalfScore | null {
  const levelOf = levelsOf(cells, isNumber, learning);
  const middle = mean(Array.from(learning, (place) => truth[place] as number));
  const sums = new Map<number, { rows: number; sum: number }>();
  for (const place of learning) {
    const level = sums.get(levelOf(place)) ?? { rows: 0, sum: 0 };
    sums.set(levelOf(place), { rows: level.rows + 1, sum: level.sum + (truth[place] as number) });
  }
  const truths = Float64Array.from(testing, (place) => truth[place] as number);
  const byLevel = Float64Array.from(testing, (place) => {
    const { rows, sum } = sums.get(levelOf(place)) ?? { rows: 0, sum: 0 };
    return (sum + middle / 2) / (rows + 0.5);
  });
  const { r2 } = valueFigures(truths, byLevel);
  if (r2 === null) return null;
  const finer = isNumber ? (valueFigures(truths, byNeighbours(truth, cells, learning, testing, middle)).r2 ?? 0) : 0;
  return { score: Math.max(0, r2, finer), byClass: [] };
}

/** The mean of the rows nearest in the column: finer than bins where the column follows the target closely. */
function byNeighbours(
  truth: Float64Array,
  cells: Float64Array,
  learning: Uint32Array,
  testing: Uint32Array,
  middle: number,
): Float64Array {
  const present = learning.filter((place) => !Number.isNaN(cells[place] as number));
  const order = sortedOrder(Float64Array.from(present, (place) => cells[place] as number));
  const keys = Float64Array.from(order, (at) => cells[present[at] as number] as number);
  const targets = Float64Array.from(order, (at) => truth[present[at] as number] as number);
  return Float64Array.from(testing, (place) => {
    const key = cells[place] as number;
    if (Number.isNaN(key) || keys.length === 0) return middle;
    const at = firstNotBelow(keys, key);
    const near = targets.subarray(Math.max(0, at - neighbours), Math.min(keys.length, at + neighbours));
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

/** The level of each place: a code or number itself, or, of many different numbers, the stretch of equal rows it lies in. */
function levelsOf(cells: Float64Array, isNumber: boolean, learning: Uint32Array): (place: number) => number {
  const missing = -1;
  const own = (place: number) => {
    const cell = cells[place] as number;
    return Number.isNaN(cell) ? missing : cell;
  };
  if (!isNumber) return own;
  const sorted = Float64Array.from(learning, (place) => cells[place] as number)
    .filter((cell) => !Number.isNaN(cell))
    .sort();
  const edges = new Set<number>();
  for (let bin = 1; bin < binCount; bin++) edges.add(sorted[Math.floor((bin * sorted.length) / binCount)] ?? 0);
  const rising = Float64Array.from(edges).sort();
  return (place) => {
    const cell = cells[place] as number;
    if (Number.isNaN(cell)) return missing;
    const at = firstNotBelow(rising, cell);
    // A frequent value is a level of its own, beside those between it and the next.
    return rising[at] === cell ? at + 0.5 : at;
  };
}

/** The first place of a rising array whose value is not below `value`. */
function firstNotBelow(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
