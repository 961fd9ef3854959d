import { damagedModel } from '../model-reason.ts';
import { CatboostFeatures } from './catboost-features.ts';
import { catboostLoss } from './catboost-loss.ts';
import { nestedNodes } from './catboost-nested-tree.ts';
import type { CatboostQuestion, CatboostSplit } from './catboost-question.ts';
import { EnsembleBuilder } from './ensemble-builder.ts';
import type { ForeignModel } from './foreign-document.ts';
import { type JsonObject, listAt, numberAt, numbersAt, objectAt } from './json-values.ts';

const deepestTree = 16;

/** Whether a parsed file is laid out as CatBoost's. */
export const isCatboost = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'features_info' in value &&
  ('oblivious_trees' in value || 'trees' in value);

/**
 * A model that CatBoost saved as JSON (catboost/libs/model/model_export/json_model_helpers.cpp of its sources). Throws MODEL_DAMAGED,
 * MODEL_UNSUPPORTED.
 */
export function readCatboost(value: unknown): ForeignModel {
  const file = objectAt(value, 'the file');
  const features = new CatboostFeatures(objectAt(file.features_info, 'features_info'), file.ctr_data);
  const { columns, statistics } = features;
  const [scale, bias] = scaleAndBias(file.scale_and_bias);
  const outputs = bias.length;
  const loss = catboostLoss(file.model_info, outputs);
  const builder = new EnsembleBuilder(columns.length + (statistics?.tables.length ?? 0), outputs);
  const questionOf = (split: CatboostSplit) => features.questionOf(split);
  for (const tree of listAt(file.oblivious_trees ?? [], 'oblivious_trees')) {
    addSymmetricTree(builder, objectAt(tree, 'a tree'), outputs, scale, questionOf);
  }
  for (const tree of listAt(file.trees ?? [], 'trees')) {
    for (let output = 0; output < outputs; output++) {
      const nodes = nestedNodes(objectAt(tree, 'a tree'), output, outputs, scale, questionOf);
      builder.addTree(output, nodes.length, (place) => nodes[place]!);
    }
  }
  return {
    origin: 'catboost',
    task: loss.task,
    link: loss.link,
    classes: loss.classes,
    columns,
    predictor: { kind: 'trees', ensemble: builder.build(bias, true), ...(statistics ? { statistics } : {}) },
    madeBy: loss.madeBy,
    options: { objective: loss.name },
  };
}

function scaleAndBias(value: unknown): readonly [number, number[]] {
  if (value === undefined) return [1, [0]];
  const [scale, bias] = listAt(value, 'scale_and_bias');
  const biases = Array.isArray(bias) ? bias : [bias];
  if (biases.length < 1 || biases.length > 10_000) throw damagedModel('scale_and_bias has no bias');
  return [numberAt(scale, 'scale'), biases.map((one) => numberAt(one, 'bias'))];
}

/** A tree that asks the same question on each level: bit `i` of a leaf's place tells the answer to split `i`. */
function addSymmetricTree(
  builder: EnsembleBuilder,
  tree: JsonObject,
  outputs: number,
  scale: number,
  questionOf: (split: CatboostSplit) => CatboostQuestion,
): void {
  const splits = listAt(tree.splits ?? [], 'splits').map((split) => questionOf(objectAt(split, 'a split')));
  const depth = splits.length;
  if (depth > deepestTree) throw damagedModel(`a symmetric tree is ${depth} deep`);
  const leaves = 2 ** depth;
  const values = numbersAt(tree.leaf_values, 'leaf_values', leaves * outputs);
  const weights = tree.leaf_weights === undefined ? null : numbersAt(tree.leaf_weights, 'leaf_weights', leaves);
  // Covers of all nodes as in a heap: node `i` has the children 2i + 1 and 2i + 2, the last split is asked first.
  const covers = new Float64Array(2 * leaves - 1);
  // Upwards from a leaf: the root, which asks split 0, gives the lowest bit.
  const leafOf = (node: number): number => {
    let leaf = 0;
    for (let at = node; at > 0; at = (at - 1) >> 1) leaf = leaf * 2 + (at % 2 === 0 ? 1 : 0);
    return leaf;
  };
  const leafPlaces = Uint32Array.from({ length: leaves }, (_, place) => leafOf(leaves - 1 + place));
  for (let node = covers.length - 1; node >= 0; node--) {
    const isLeaf = node >= leaves - 1;
    covers[node] = isLeaf
      ? (weights?.[leafPlaces[node - leaves + 1]!] ?? 1)
      : covers[2 * node + 1]! + covers[2 * node + 2]!;
  }
  for (let output = 0; output < outputs; output++) {
    builder.addTree(output, covers.length, (place) => {
      const shared = { cover: covers[place]!, gain: 0 };
      if (place >= leaves - 1) {
        const value = values[leafPlaces[place - leaves + 1]! * outputs + output]! * scale;
        return { ...shared, feature: -1, threshold: 0, left: 0, right: 0, flags: 0, categories: null, value };
      }
      const split = splits[Math.floor(Math.log2(place + 1))]!;
      return { ...shared, ...split, left: 2 * place + 1, right: 2 * place + 2, value: 0 };
    });
  }
}
