import { nodeFlag } from '../../trees/ensemble.ts';
import { damagedModel, unsupportedModel } from '../model-reason.ts';
import { catboostLoss } from './catboost-loss.ts';
import { type CatboostSplit, nestedNodes } from './catboost-nested-tree.ts';
import { EnsembleBuilder, type ForeignNode } from './ensemble-builder.ts';
import type { ForeignModel } from './foreign-document.ts';
import { countAt, type JsonObject, listAt, numberAt, numbersAt, objectAt } from './json-values.ts';
import { nextSingle } from './next-double.ts';

const mostFeatures = 1_000_000;
const deepestTree = 16;

/** Whether a parsed file is laid out as CatBoost's. */
export const isCatboost = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'features_info' in value &&
  ('oblivious_trees' in value || 'trees' in value);

interface FloatFeature {
  readonly column: number;
  readonly name: string;
  /** NaN passes every border, or none. */
  readonly isNanAbove: boolean;
}

/**
 * A model that CatBoost saved as JSON (catboost/libs/model/model_export/json_model_helpers.cpp of its sources), of numbers
 * only: its statistics of categories are made of hashes that a table does not hold. Throws MODEL_DAMAGED, MODEL_UNSUPPORTED.
 */
export function readCatboost(value: unknown): ForeignModel {
  const file = objectAt(value, 'the file');
  const info = objectAt(file.features_info, 'features_info');
  for (const kind of ['categorical_features', 'ctrs', 'text_features', 'embedding_features']) {
    const list = info[kind];
    if (Array.isArray(list) && list.length > 0)
      throw unsupportedModel('it uses categories, texts or embeddings of CatBoost');
  }
  const features = listAt(info.float_features, 'float_features').map((feature) =>
    floatFeature(objectAt(feature, 'a feature')),
  );
  const columns = columnsOf(features);
  const [scale, bias] = scaleAndBias(file.scale_and_bias);
  const outputs = bias.length;
  const loss = catboostLoss(file.model_info, outputs);
  const builder = new EnsembleBuilder(columns.length, outputs);
  const featureOf = (split: CatboostSplit): Pick<ForeignNode, 'feature' | 'threshold' | 'flags'> => {
    const type = split.split_type ?? 'FloatFeature';
    if (type !== 'FloatFeature')
      throw unsupportedModel(`its trees have splits of the type ${String(type).slice(0, 40)}`);
    const feature = features[countAt(split.float_feature_index, 'float_feature_index', mostFeatures)];
    if (!feature) throw damagedModel('a split asks for a feature that does not exist');
    const threshold = nextSingle(numberAt(split.border, 'border'));
    return { feature: feature.column, threshold, flags: feature.isNanAbove ? 0 : nodeFlag.missingLeft };
  };
  for (const tree of listAt(file.oblivious_trees ?? [], 'oblivious_trees')) {
    addSymmetricTree(builder, objectAt(tree, 'a tree'), outputs, scale, featureOf);
  }
  for (const tree of listAt(file.trees ?? [], 'trees')) {
    for (let output = 0; output < outputs; output++) {
      const nodes = nestedNodes(objectAt(tree, 'a tree'), output, outputs, scale, featureOf);
      builder.addTree(output, nodes.length, (place) => nodes[place]!);
    }
  }
  return {
    origin: 'catboost',
    task: loss.task,
    link: loss.link,
    classes: loss.classes,
    columns,
    predictor: { kind: 'trees', ensemble: builder.build(bias, true) },
    madeBy: loss.madeBy,
    options: { objective: loss.name },
  };
}

function floatFeature(feature: JsonObject): FloatFeature {
  const column = countAt(feature.flat_feature_index ?? feature.feature_index, 'flat_feature_index', mostFeatures - 1);
  const name = typeof feature.feature_id === 'string' && feature.feature_id !== '' ? feature.feature_id : `f${column}`;
  const treatment = feature.nan_value_treatment ?? 'AsIs';
  if (treatment !== 'AsIs' && treatment !== 'AsFalse' && treatment !== 'AsTrue') {
    throw damagedModel('nan_value_treatment has an unknown value');
  }
  return { column, name, isNanAbove: treatment === 'AsTrue' };
}

function columnsOf(features: readonly FloatFeature[]): ForeignModel['columns'] {
  const count = features.reduce((most, { column }) => Math.max(most, column + 1), 0);
  // Each feature is a column, so there are no more columns than the file has room for.
  if (count !== features.length) throw damagedModel(`it has ${features.length} features for ${count} columns`);
  const names = new Array<string>(count);
  for (const { column, name } of features) names[column] = name;
  if (new Set(names).size !== count) throw damagedModel('two features have the same name');
  return names.map((name) => ({ name, levels: null }));
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
  featureOf: (split: CatboostSplit) => Pick<ForeignNode, 'feature' | 'threshold' | 'flags'>,
): void {
  const splits = listAt(tree.splits ?? [], 'splits').map((split) => featureOf(objectAt(split, 'a split')));
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
      const shared = { categories: null, cover: covers[place]!, gain: 0 };
      if (place >= leaves - 1) {
        const value = values[leafPlaces[place - leaves + 1]! * outputs + output]! * scale;
        return { ...shared, feature: -1, threshold: 0, left: 0, right: 0, flags: 0, value };
      }
      const split = splits[Math.floor(Math.log2(place + 1))]!;
      return { ...shared, ...split, left: 2 * place + 1, right: 2 * place + 2, value: 0 };
    });
  }
}
