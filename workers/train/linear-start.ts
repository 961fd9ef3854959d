import { fitLinear, type LinearChoices } from '../evaluate/baseline/linear.ts';
import { furthestDeviations, type LinearTerm } from '../evaluate/baseline/linear-terms.ts';
import type { TargetForm } from '../evaluate/target-form.ts';
import { nodeFlag, type TreeEnsemble } from '../trees/ensemble.ts';
import { ensembleOfTrees } from '../trees/fit/ensemble-of-trees.ts';
import { GrowingTree } from '../trees/fit/growing-tree.ts';
import type { TrainingSet } from '../trees/training-set.ts';

/** The steps of a number's straight line have one of so many equal parts of the rows at most, and of its width: 192 steps are the most. */
const parts = { rows: 128, width: 64 };
const largestSingle = 3.4028234663852886e38;

/**
 * A linear model of the rows to train on, written as trees: of each feature one staircase for each output, so that whatever reads
 * trees reads it too. Beyond the values it learned from it stays level. null where no column can tell anything.
 */
export function linearStart(form: TargetForm, set: TrainingSet, choices: LinearChoices): TreeEnsemble | null {
  const model = fitLinear(form, set.features, set.target, set.trainRows, choices);
  if (model === null) return null;
  const { middle, scale, terms, weights } = model;
  const width = terms.weights + 1;
  const outputs = weights.length / width;
  const hessians = hessiansOf(form, set);
  const trees: GrowingTree[] = [];
  for (const term of terms.terms) {
    const steps = term.kind === 'number' ? stepsOfNumber(term, set) : stepsOfCategory(term, set);
    for (let output = 0; output < outputs; output++) {
      trees.push(staircase(term, steps, weights.subarray(output * width), scale, output, hessians[output]!));
    }
  }
  const constants = Float64Array.from({ length: outputs }, (_, output) => {
    return middle + scale * weights[output * width + width - 1]!;
  });
  return ensembleOfTrees(trees, constants, set.features.length);
}

/** What the weights of a term meet in a stretch of rows: the sum of its terms is `weight × factor`. */
interface Step {
  readonly rows: number;
  /** Place among the weights of an output, and how often it counts; −1: none. */
  readonly weight: number;
  readonly factor: number;
  /** Of a number, where the next step begins; of a category its code. */
  readonly bound: number;
}

interface Steps {
  readonly rising: readonly Step[];
  /** Where what is missing stands: among the steps, or beside them. */
  readonly missingAt: number;
  readonly missing: Step | null;
}

type NumberTerm = Extract<LinearTerm, { kind: 'number' }>;
type CategoryTerm = Extract<LinearTerm, { kind: 'category' }>;

/** Stretches of the values, each with their mean. */
function stepsOfNumber({ column, deviation, hasMissing, mean, weight }: NumberTerm, set: TrainingSet): Steps {
  const feature = set.features[column]!;
  const values = feature.kind === 'number' ? feature.values : new Float64Array(0);
  const present: number[] = [];
  for (const row of set.trainRows) if (Number.isFinite(values[row]!)) present.push(Math.fround(values[row]!));
  const sorted = Float32Array.from(present).sort();
  const rising: Step[] = [];
  let from = 0;
  const rows = Math.ceil(sorted.length / parts.rows);
  const width = (sorted.at(-1)! - sorted[0]!) / parts.width;
  while (from < sorted.length) {
    let to = from + 1;
    while (
      to < sorted.length &&
      (sorted[to] === sorted[to - 1] || (to - from < rows && sorted[to]! < sorted[from]! + width))
    )
      to++;
    let sum = 0;
    for (let at = from; at < to; at++) sum += clamped((sorted[at]! - mean) / deviation);
    const bound = to < sorted.length ? between(sorted[to - 1]!, sorted[to]!) : largestSingle;
    rising.push({ rows: to - from, weight, factor: deviation > 0 ? sum / (to - from) : 0, bound });
    from = to;
  }
  const middle = rising.findIndex(({ bound }) => mean < bound);
  if (!hasMissing) return { rising, missingAt: Math.max(0, middle), missing: null };
  const missing = { rows: set.trainRows.length - sorted.length, weight: weight + 1, factor: 1, bound: -largestSingle };
  return { rising, missingAt: -1, missing };
}

const clamped = (deviations: number): number =>
  Math.min(furthestDeviations, Math.max(-furthestDeviations, deviations || 0));

/** A single-precision number above `low`, at most `high`, near the middle. */
function between(low: number, high: number): number {
  const middle = Math.fround(low + (high - low) / 2);
  return middle > low ? middle : high;
}

/** First all levels without a weight, then each one that has. */
function stepsOfCategory({ column, weights }: CategoryTerm, set: TrainingSet): Steps {
  const feature = set.features[column]!;
  const codes = feature.kind === 'category' ? feature.codes : new Int32Array(0);
  const counts = new Float64Array(weights.length);
  let others = 0;
  for (const row of set.trainRows) {
    const code = codes[row]!;
    if (code >= 0 && weights[code]! >= 0) counts[code]!++;
    else others++;
  }
  const own = Array.from(weights.keys())
    .filter((code) => weights[code]! >= 0)
    .map((code): Step => ({ rows: counts[code]!, weight: weights[code]!, factor: 1, bound: code }));
  return { rising: [{ rows: others, weight: -1, factor: 0, bound: -1 }, ...own], missingAt: 0, missing: null };
}

function staircase(
  term: LinearTerm,
  { missing, missingAt, rising }: Steps,
  weights: Float64Array,
  scale: number,
  output: number,
  hessian: number,
): GrowingTree {
  const tree = new GrowingTree(output);
  const leafValue = ({ factor, weight }: Step) => (weight < 0 ? 0 : scale * factor * weights[weight]!);
  const levels = term.kind === 'category' ? term.weights.length : 0;
  const fill = (node: number, from: number, to: number): void => {
    if (to - from <= 1) {
      const step = rising[from];
      tree.values[node] = step ? leafValue(step) : 0;
      tree.covers[node] = (step?.rows ?? 0) * hessian;
      return;
    }
    const half = (from + to) >> 1;
    const depth = tree.depths[node]! + 1;
    tree.splitFeatures[node] = term.column;
    tree.flags[node] = missingAt < half ? nodeFlag.missingLeft : 0;
    if (term.kind === 'number') tree.thresholds[node] = rising[half - 1]!.bound;
    else {
      tree.flags[node]! |= nodeFlag.category;
      const set = new Uint32Array((levels + 31) >> 5);
      for (const { bound } of rising.slice(half, to)) set[bound >> 5]! |= 1 << (bound & 31);
      tree.sets[node] = set;
    }
    const left = tree.addLeaf(depth);
    const right = tree.addLeaf(depth);
    tree.leftNodes[node] = left;
    tree.rightNodes[node] = right;
    fill(left, from, half);
    fill(right, half, to);
  };
  const root = tree.addLeaf(0);
  if (missing === null) fill(root, 0, rising.length);
  else {
    // What is missing goes left, all else right: no number is less than that.
    tree.splitFeatures[root] = term.column;
    tree.flags[root] = nodeFlag.missingLeft;
    tree.thresholds[root] = -largestSingle;
    const left = tree.addLeaf(1);
    const right = tree.addLeaf(1);
    tree.leftNodes[root] = left;
    tree.rightNodes[root] = right;
    tree.values[left] = leafValue(missing);
    tree.covers[left] = missing.rows * hessian;
    fill(right, 0, rising.length);
  }
  tree.fillInnerNodes();
  fillGains(tree);
  return tree;
}

/** What each split takes off the loss of a parabola with the hessians of the rows: as gains of boosted trees are reckoned. */
function fillGains(tree: GrowingTree): void {
  const squares = (node: number) => tree.covers[node]! * tree.values[node]! ** 2;
  for (let node = 0; node < tree.size; node++) {
    if (tree.splitFeatures[node]! < 0) continue;
    tree.gains[node] = Math.max(0, squares(tree.leftNodes[node]!) + squares(tree.rightNodes[node]!) - squares(node));
  }
}

/** Hessian of a row, by output, where all rows have the shares of their classes. */
function hessiansOf(form: TargetForm, set: TrainingSet): number[] {
  if (form.task === 'regression') return [1];
  const shares = new Array<number>(form.classes).fill(0);
  for (const row of set.trainRows) shares[set.target[row]!]! += 1 / set.trainRows.length;
  if (form.task === 'binary') return [shares[0]! * shares[1]!];
  return shares.map((share) => 2 * share * (1 - share));
}
