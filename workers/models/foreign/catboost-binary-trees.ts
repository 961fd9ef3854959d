import { damagedModel } from '../model-reason.ts';
import type { BinaryQuestions } from './catboost-binary-questions.ts';
import type { FlatTable } from './flatbuffer.ts';
import type { JsonObject } from './json-values.ts';

/** Fields of TModelTrees. */
export const inTrees = {
  ...{ outputs: 0, splits: 1, sizes: 2, starts: 3, categories: 4, floats: 5, oneHots: 6, statistics: 7 },
  ...{ values: 8, weights: 9, steps: 10, leaves: 11, estimated: 13, scale: 14, bias: 15, biases: 16 },
} as const;

const mostOutputs = 10_000;
/** As read-catboost.ts takes them. */
const deepestTree = 16;
/** A step: how far it is to the left child and to the right one, 16 bits each. */
const stepBytes = 4;

interface Leaves {
  readonly outputs: number;
  readonly values: Float64Array;
  /** Empty where the file does not tell them. */
  readonly weights: Float64Array;
}

/** The trees, scale and biases as the JSON has them; splits are questions by their numbers. Throws MODEL_DAMAGED. */
export function binaryTrees(trees: FlatTable, questions: BinaryQuestions): JsonObject {
  const outputs = trees.whole(inTrees.outputs, 0);
  if (outputs < 1 || outputs > mostOutputs) throw damagedModel(`it has ${outputs} outputs`);
  const told = Array.from(trees.doubles(inTrees.biases));
  const biases = told.length > 0 ? told : new Array<number>(outputs).fill(trees.double(inTrees.bias, 0));
  if (biases.length !== outputs) throw damagedModel('a base score is missing');
  const leaves = { outputs, values: trees.doubles(inTrees.values), weights: trees.doubles(inTrees.weights) };
  const places = trees.wholes(inTrees.splits);
  const sizes = trees.wholes(inTrees.sizes);
  const starts = startsOf(sizes, trees.wholes(inTrees.starts), places.length);
  const steps = trees.structs(inTrees.steps, stepBytes);
  const scaleAndBias = { scale_and_bias: [trees.double(inTrees.scale, 1), biases] };
  const questionAt = (place: number): JsonObject => questions.at(places[place]!);
  if (steps.length === 0) {
    return { oblivious_trees: symmetricTrees(sizes, starts, leaves, questionAt), ...scaleAndBias };
  }
  if (steps.length / stepBytes !== places.length) throw damagedModel('the trees do not cover the nodes');
  const leafPlaces = trees.counts(inTrees.leaves);
  const nested = Array.from(sizes, (size, tree) =>
    nestedTree(starts[tree]!, size, steps, leafPlaces, leaves, questionAt),
  );
  return { trees: nested, ...scaleAndBias };
}

/** Where the splits of each tree begin; old files leave that to be counted. */
function startsOf(sizes: Int32Array, told: Int32Array, splits: number): Int32Array {
  let sum = 0;
  const starts = Int32Array.from(sizes, (size) => {
    sum += size;
    return sum - size;
  });
  const found = told.length > 0 ? told : starts;
  const isSound = sizes.every((size, tree) => size >= 0 && found[tree]! >= 0 && found[tree]! + size <= splits);
  if (found.length !== sizes.length || !isSound) throw damagedModel('the trees do not cover the nodes');
  return found;
}

/** Their leaves stand one tree behind the other. */
function symmetricTrees(
  sizes: Int32Array,
  starts: Int32Array,
  { outputs, values, weights }: Leaves,
  questionAt: (place: number) => JsonObject,
): JsonObject[] {
  let first = 0;
  return Array.from(sizes, (size, tree) => {
    if (size > deepestTree) throw damagedModel(`a symmetric tree is ${size} deep`);
    const from = first;
    first += 2 ** size;
    return {
      splits: Array.from({ length: size }, (_, at) => questionAt(starts[tree]! + at)),
      leaf_values: values.subarray(from * outputs, first * outputs),
      ...(weights.length > 0 ? { leaf_weights: weights.subarray(from, first) } : {}),
    };
  });
}

/** A side to which it is no step ends in the leaf of the node itself. Steps only lead forward, so children are made before parents. */
function nestedTree(
  start: number,
  size: number,
  steps: Buffer,
  leafPlaces: Uint32Array,
  { outputs, values, weights }: Leaves,
  questionAt: (place: number) => JsonObject,
): JsonObject {
  if (size === 0) throw damagedModel('a tree has no nodes');
  const leafOf = (node: number): JsonObject => {
    const from = leafPlaces[node] ?? Number.POSITIVE_INFINITY;
    if (from + outputs > values.length) throw damagedModel('it points outside itself');
    const value = outputs === 1 ? values[from] : values.subarray(from, from + outputs);
    return weights.length > 0 ? { value, weight: weights[Math.floor(from / outputs)] } : { value };
  };
  const made = new Array<JsonObject>(size);
  const isTaken = new Uint8Array(size);
  for (let at = size - 1; at >= 0; at--) {
    const node = start + at;
    const childAt = (step: number): JsonObject => {
      if (step === 0) return leafOf(node);
      const child = at + step;
      if (child >= size) throw damagedModel('a child lies outside its tree');
      // Were it taken twice, a few nodes would nest into endless many.
      if (isTaken[child] === 1) throw damagedModel('a node has two parents');
      isTaken[child] = 1;
      return made[child]!;
    };
    const [toLeft, toRight] = [steps.readUInt16LE(node * stepBytes), steps.readUInt16LE(node * stepBytes + 2)];
    made[at] =
      toLeft === 0 && toRight === 0
        ? leafOf(node)
        : { split: questionAt(node), left: childAt(toLeft), right: childAt(toRight) };
  }
  return made[0]!;
}
