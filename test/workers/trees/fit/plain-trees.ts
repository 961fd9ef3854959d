import type { BoostingOptions } from '../../../../workers/trees/boosting-options.ts';
import type { TrainingSet } from '../../../../workers/trees/training-set.ts';

interface Sums {
  readonly gradient: number;
  readonly hessian: number;
}

interface PlainSplit {
  readonly gain: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly direction: number;
}

/** Gradient and hessian of each output of a row. */
export type PlainObjective = (margins: readonly number[], target: number) => readonly Sums[];

export const plainObjectives: Readonly<Record<string, PlainObjective>> = {
  squared: ([margin], target) => [{ gradient: margin! - target, hessian: 1 }],
  logistic: ([margin], target) => {
    const chance = 1 / (1 + Math.exp(-margin!));
    return [{ gradient: chance - target, hessian: chance * (1 - chance) }];
  },
  poisson: ([margin], target) => [{ gradient: Math.exp(margin!) - target, hessian: Math.exp(margin!) }],
  softmax: (margins, target) => {
    const total = margins.reduce((sum, margin) => sum + Math.exp(margin), 0);
    return margins.map((margin, output) => {
      const chance = Math.exp(margin) / total;
      return { gradient: chance - (output === target ? 1 : 0), hessian: 2 * chance * (1 - chance) };
    });
  },
};

/** Boosting by the book, level by level, in doubles and without bins or histograms; answers the margins of the rows by output. */
export function plainMargins(
  set: TrainingSet,
  options: BoostingOptions,
  objective: PlainObjective,
  baseScores: ArrayLike<number>,
): number[][] {
  const rows = Array.from(set.trainRows);
  const margins = Array.from(baseScores, (base) => Array.from({ length: set.rows }, () => base));
  for (let round = 0; round < options.rounds; round++) {
    const sums = Array.from({ length: set.rows }, (_, row) =>
      objective(
        margins.map((ofOutput) => ofOutput[row]!),
        set.target[row]!,
      ).map(({ gradient, hessian }) => {
        const weight = set.weights?.[row] ?? 1;
        return { gradient: gradient * weight, hessian: hessian * weight };
      }),
    );
    margins.forEach((ofOutput, output) => {
      const sumOf = (row: number) => sums[row]![output]!;
      grow(set, options, rows, 0, [-Infinity, Infinity], sumOf, (leaf, value) => {
        for (const row of leaf) ofOutput[row]! += options.learningRate * value;
      });
    });
  }
  return margins;
}

type SumOf = (row: number) => Sums;
type Bounds = readonly [low: number, high: number];

function total(rows: readonly number[], sumOf: SumOf): Sums {
  return rows.reduce(
    (sum, row) => ({
      gradient: sum.gradient + sumOf(row).gradient,
      hessian: sum.hessian + sumOf(row).hessian,
    }),
    { gradient: 0, hessian: 0 },
  );
}

function leafValue({ gradient, hessian }: Sums, { lambda, alpha }: BoostingOptions, [low, high]: Bounds): number {
  const shrunk = Math.sign(gradient) * Math.max(0, Math.abs(gradient) - alpha);
  return Math.min(high, Math.max(low, -shrunk / (hessian + lambda)));
}

function scoreOf(sums: Sums, options: BoostingOptions, bounds: Bounds): number {
  const value = leafValue(sums, options, bounds);
  const { lambda, alpha } = options;
  return -(2 * sums.gradient * value + (sums.hessian + lambda) * value ** 2 + 2 * alpha * Math.abs(value));
}

function grow(
  set: TrainingSet,
  options: BoostingOptions,
  rows: readonly number[],
  depth: number,
  bounds: Bounds,
  sumOf: SumOf,
  onLeaf: (rows: readonly number[], value: number) => void,
): void {
  const best = depth < options.maxDepth ? bestPlainSplit(set, options, rows, bounds, sumOf) : null;
  if (best === null) {
    onLeaf(rows, leafValue(total(rows, sumOf), options, bounds));
    return;
  }
  let left = bounds;
  let right = bounds;
  if (best.direction !== 0) {
    const values = [best.left, best.right].map((part) => leafValue(total(part, sumOf), options, bounds));
    const middle = (values[0]! + values[1]!) / 2;
    left = best.direction > 0 ? [bounds[0], middle] : [middle, bounds[1]];
    right = best.direction > 0 ? [middle, bounds[1]] : [bounds[0], middle];
  }
  grow(set, options, best.left, depth + 1, left, sumOf, onLeaf);
  grow(set, options, best.right, depth + 1, right, sumOf, onLeaf);
}

/** Tries every cut of every number, with what is missing on either side, and every set of categories. */
export function bestPlainSplit(
  set: TrainingSet,
  options: BoostingOptions,
  rows: readonly number[],
  bounds: Bounds,
  sumOf: SumOf,
): PlainSplit | null {
  const own = scoreOf(total(rows, sumOf), options, bounds);
  let best: PlainSplit | null = null;
  set.features.forEach((feature, place) => {
    const direction = options.monotone?.[place] ?? 0;
    const valueAt = (row: number) =>
      feature.kind === 'number'
        ? Math.fround(feature.values[row]!)
        : feature.codes[row]! < 0
          ? Number.NaN
          : feature.codes[row]!;
    const values = [...new Set(rows.map(valueAt).filter((value) => !Number.isNaN(value)))].sort((a, b) => a - b);
    const cuts = feature.kind === 'number' ? values.map((value) => (other: number) => other <= value) : setsOf(values);
    for (const isLeft of cuts) {
      for (const isMissingLeft of [false, true]) {
        const goesLeft = (row: number) => (Number.isNaN(valueAt(row)) ? isMissingLeft : isLeft(valueAt(row)));
        const left = rows.filter(goesLeft);
        const right = rows.filter((row) => !goesLeft(row));
        const sums = [total(left, sumOf), total(right, sumOf)] as const;
        if (left.length === 0 || right.length === 0) continue;
        if (Math.min(sums[0].hessian, sums[1].hessian) < options.minChildWeight) continue;
        const children = sums.map((part) => leafValue(part, options, bounds));
        if (direction !== 0 && direction * (children[1]! - children[0]!) < 0) continue;
        const gain = scoreOf(sums[0], options, bounds) + scoreOf(sums[1], options, bounds) - own;
        if (gain > Math.max(1e-9, best?.gain ?? 0)) best = { gain, left, right, direction };
      }
    }
  });
  return best;
}

function setsOf(values: readonly number[]): ((value: number) => boolean)[] {
  return Array.from({ length: 2 ** values.length - 1 }, (_, bits) => {
    return (value: number) => ((bits + 1) & (1 << values.indexOf(value))) !== 0;
  });
}
