import { Fault } from '../../../contract/faults.ts';
import type { TrainingWarning } from '../../../contract/train/training-texts.ts';
import { seededRandom } from '../seeded-random.ts';
import { sortedOrder } from '../sorted-order.ts';
import { foldCodes, foldsFromCodes } from './fold-codes.ts';
import type { DealtFolds, FoldOrder } from './fold-order.ts';
import { type Strata, strataOf } from './strata.ts';

/** A fold that has so many times the rows of another one is worth a word. */
const unevenFrom = 2;

/**
 * Whole groups to one side each; folds alike in size and, as far as whole groups allow, in the shares of the classes. Few groups make few
 * folds, and two no holdout.
 */
export function dealGroups(order: FoldOrder, groups: Int32Array): DealtFolds {
  const { form, rows, seed, truth } = order;
  const strata = strataOf(form, truth, rows);
  const members = placesByGroup(rows, groups);
  if (members.length < 2) throw new Fault('TRAINING_TOO_FEW_GROUPS', { groups: members.length, folds: order.folds });
  const holdoutShare = members.length > 2 ? order.holdoutShare : 0;
  const folds = Math.min(order.folds, members.length - (holdoutShare > 0 ? 1 : 0));
  const codes = new Int32Array(rows.length);
  let remaining = members;
  if (holdoutShare > 0) {
    const sides = spread(members, strata, [holdoutShare, 1 - holdoutShare], [1, folds], seed);
    for (const place of members.filter((_, group) => sides[group] === 0).flatMap((places) => [...places])) {
      codes[place] = foldCodes.heldOut;
    }
    remaining = members.filter((_, group) => sides[group] === 1);
  }
  const even = new Array<number>(folds).fill(1);
  const sides = spread(remaining, strata, even, even, seed + 1);
  const sizes = new Array<number>(folds).fill(0);
  for (const [group, places] of remaining.entries()) {
    const fold = sides[group] as number;
    sizes[fold] = (sizes[fold] as number) + places.length;
    for (const place of places) codes[place] = fold;
  }
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
  const warnings: TrainingWarning[] = [
    ...(folds < order.folds ? [{ code: 'fewGroups', values: { groups: members.length, folds } } as const] : []),
    ...(holdoutShare < order.holdoutShare ? [{ code: 'noHoldoutByGroup', values: {} } as const] : []),
    ...(largest > unevenFrom * smallest ? [{ code: 'unevenGroups', values: { smallest, largest } } as const] : []),
  ];
  return { ...foldsFromCodes(rows, codes, folds), warnings };
}

function placesByGroup(rows: Uint32Array, groups: Int32Array): Uint32Array[] {
  const known = new Map<number, number[]>();
  const alone: number[][] = [];
  for (let place = 0; place < rows.length; place++) {
    const group = groups[rows[place] as number] as number;
    if (group < 0) {
      alone.push([place]);
      continue;
    }
    const places = known.get(group);
    if (places) places.push(place);
    else known.set(group, [place]);
  }
  return [...known.values(), ...alone].map((places) => Uint32Array.from(places));
}

/**
 * The side of each group. Large groups choose first, each the side where Σ n² ∕ (weight × all rows of the stratum) over
 * the strata grows least; that sum is smallest where every side has its share of every stratum. `fewest`: groups that each
 * side gets at least.
 */
function spread(
  groups: readonly Uint32Array[],
  strata: Strata,
  weights: readonly number[],
  fewest: readonly number[],
  seed: number,
): Int32Array {
  const totals = new Float64Array(strata.count);
  for (const places of groups) for (const place of places) add(totals, strata.codes[place] as number, 1);
  const counts = weights.map(() => new Float64Array(strata.count));
  const given = weights.map(() => 0);
  const random = seededRandom(seed, 'groups');
  const shuffled = random.shuffle(Uint32Array.from(groups, (_, group) => group));
  const bySize = sortedOrder(Float64Array.from(shuffled, (group) => -(groups[group] as Uint32Array).length));
  const sides = new Int32Array(groups.length);
  for (const [rank, at] of bySize.entries()) {
    const group = shuffled[at] as number;
    const own = new Map<number, number>();
    for (const place of groups[group] as Uint32Array) {
      const stratum = strata.codes[place] as number;
      own.set(stratum, (own.get(stratum) ?? 0) + 1);
    }
    const open = missing(given, fewest);
    const mustFill = sum(open) >= groups.length - rank;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let side = 0; side < weights.length; side++) {
      if (mustFill && open[side] === 0) continue;
      let growth = 0;
      for (const [stratum, rows] of own) {
        const there = (counts[side] as Float64Array)[stratum] as number;
        growth += (2 * there * rows + rows * rows) / ((totals[stratum] as number) * (weights[side] as number));
      }
      if (growth < least) [best, least] = [side, growth];
    }
    sides[group] = best;
    given[best] = (given[best] as number) + 1;
    for (const [stratum, rows] of own) add(counts[best] as Float64Array, stratum, rows);
  }
  return sides;
}

const missing = (given: readonly number[], fewest: readonly number[]) =>
  given.map((count, side) => Math.max(0, (fewest[side] as number) - count));
const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

function add(counts: Float64Array, at: number, amount: number): void {
  counts[at] = (counts[at] as number) + amount;
}
