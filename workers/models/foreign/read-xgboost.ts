import { Fault } from '../../../contract/faults.ts';
import type { ModelDocument } from '../../../contract/models/model-document.ts';
import { nodeFlag, type TreeEnsemble } from '../../trees/ensemble.ts';
import type { LinearModel } from '../linear/linear-model.ts';
import { damagedModel, unsupportedModel } from '../model-reason.ts';
import { EnsembleBuilder } from './ensemble-builder.ts';
import type { ForeignModel } from './foreign-document.ts';
import { countAt, type JsonObject, listAt, numberAt, numbersAt, objectAt, textAt } from './json-values.ts';
import { xgboostColumns } from './xgboost-columns.ts';
import { xgboostObjective } from './xgboost-objective.ts';

const mostFeatures = 1_000_000;
const mostClasses = 10_000;
const [oldestVersion, newestVersion] = [1, 3];

/** Whether a parsed file is laid out as XGBoost's. */
export const isXgboost = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'learner' in value && 'version' in value;

/**
 * A model that XGBoost 1 to 3 saved as JSON or UBJSON (doc/model.schema of its sources). Throws MODEL_DAMAGED,
 * MODEL_VERSION_UNKNOWN, MODEL_UNSUPPORTED.
 */
export function readXgboost(value: unknown): ForeignModel {
  const file = objectAt(value, 'the file');
  const version = numbersAt(file.version, 'version', null);
  const major = version[0] ?? 0;
  if (!(major >= oldestVersion && major <= newestVersion)) {
    throw new Fault('MODEL_VERSION_UNKNOWN', { file: '', version: `XGBoost ${Array.from(version).join('.')}` });
  }
  const learner = objectAt(file.learner, 'learner');
  const parameters = objectAt(learner.learner_model_param, 'learner_model_param');
  const features = countAt(parameters.num_feature, 'num_feature', mostFeatures);
  const classes = countAt(parameters.num_class ?? 0, 'num_class', mostClasses);
  if (countAt(parameters.num_target ?? 1, 'num_target', mostClasses) > 1) {
    throw unsupportedModel('it predicts several targets at once');
  }
  const objective = xgboostObjective(textAt(objectAt(learner.objective, 'objective').name, 'objective'), classes);
  const outputs = Math.max(1, classes);
  const baseScores = baseScoresOf(parameters.base_score, outputs).map(objective.marginOf);
  const booster = objectAt(learner.gradient_booster, 'gradient_booster');
  return {
    origin: 'xgboost',
    task: objective.task,
    link: objective.link,
    classes: null,
    columns: xgboostColumns(learner, booster, features),
    predictor: readBooster(booster, features, outputs, baseScores),
    madeBy: Array.from(version).join('.'),
    options: { objective: objective.name },
    warnings: stoppedEarly(learner, booster, outputs),
  };
}

/** With early stopping the file holds the rounds behind the best one too. */
function stoppedEarly(learner: JsonObject, booster: JsonObject, outputs: number): ModelDocument['card']['warnings'] {
  if (learner.attributes === undefined) return [];
  const best = Number(objectAt(learner.attributes, 'attributes').best_iteration ?? Number.NaN) + 1;
  const { model = {} } = booster.gbtree === undefined ? booster : objectAt(booster.gbtree, 'gbtree');
  const { gbtree_model_param: counts = {} } = objectAt(model, 'model');
  const { num_parallel_tree: beside = 1, num_trees: trees = 0 } = objectAt(counts, 'gbtree_model_param');
  const rounds = Number(trees) / (outputs * Math.max(1, Number(beside)));
  return best > 0 && best < rounds ? [{ code: 'allRounds', values: { best, rounds } }] : [];
}

/** `5E-1` as long as there was one for all; `[5E-1,2E-1]` from version 3.1 on. */
function baseScoresOf(value: unknown, outputs: number): number[] {
  const text = typeof value === 'string' ? value.trim() : value;
  const isList = typeof text === 'string' && text.startsWith('[') && text.endsWith(']');
  const scores = isList
    ? text
        .slice(1, -1)
        .split(',')
        .map((score) => numberAt(score, 'base_score'))
    : [numberAt(text, 'base_score')];
  if (scores.length === 1) return new Array<number>(outputs).fill(scores[0]!);
  if (scores.length !== outputs) throw damagedModel(`base_score has ${scores.length} values`);
  return scores;
}

function readBooster(
  booster: JsonObject,
  features: number,
  outputs: number,
  baseScores: number[],
): ForeignModel['predictor'] {
  const name = textAt(booster.name, 'the name of the booster');
  if (name === 'gblinear') return { kind: 'linear', linear: readLinear(booster, features, outputs, baseScores) };
  if (name !== 'gbtree' && name !== 'dart') throw unsupportedModel(`its booster is ${name.slice(0, 100)}`);
  return { kind: 'trees', ensemble: readTrees(booster, name === 'dart', features, outputs, baseScores) };
}

/** The weights of a feature for all outputs stand side by side; behind the last feature stand the biases. */
function readLinear(booster: JsonObject, features: number, outputs: number, baseScores: number[]): LinearModel {
  const all = numbersAt(objectAt(booster.model, 'model').weights, 'weights', (features + 1) * outputs);
  const numbers = Float64Array.from(all, Math.fround);
  if (!numbers.every(Number.isFinite)) throw damagedModel('a weight is not finite');
  const biases = numbers.subarray(features * outputs);
  return {
    ...{ outputs, features },
    baseScores: Float64Array.from(baseScores, (score, output) => score + biases[output]!),
    weights: numbers.slice(0, features * outputs),
  };
}

function readTrees(
  booster: JsonObject,
  isDart: boolean,
  features: number,
  outputs: number,
  baseScores: number[],
): TreeEnsemble {
  const inner = isDart ? objectAt(booster.gbtree, 'gbtree') : booster;
  const model = objectAt(inner.model, 'model');
  const trees = listAt(model.trees, 'trees');
  const treeOutputs = numbersAt(model.tree_info, 'tree_info', trees.length);
  const drops = isDart ? numbersAt(booster.weight_drop, 'weight_drop', trees.length) : null;
  const builder = new EnsembleBuilder(features, outputs);
  trees.forEach((tree, place) => {
    addTree(builder, objectAt(tree, 'a tree'), treeOutputs[place]!, drops ? drops[place]! : 1);
  });
  return builder.build(baseScores, true);
}

function addTree(builder: EnsembleBuilder, tree: JsonObject, output: number, weight: number): void {
  const parameters = objectAt(tree.tree_param, 'tree_param');
  const count = countAt(parameters.num_nodes, 'num_nodes', 100_000_000);
  if (countAt(parameters.size_leaf_vector ?? 0, 'size_leaf_vector', mostClasses) > 1) {
    throw unsupportedModel('its leaves hold a value for each target');
  }
  const of = (name: string) => numbersAt(tree[name], name, count);
  const [left, right] = [of('left_children'), of('right_children')];
  const [indices, conditions, defaults] = [of('split_indices'), of('split_conditions'), of('default_left')];
  const told = (name: string) => (tree[name] === undefined ? new Float64Array(count) : of(name));
  const [covers, gains, expected] = [told('sum_hessian'), told('loss_changes'), told('base_weights')];
  const types = tree.split_type === undefined ? null : of('split_type');
  const sets = categorySets(tree);
  builder.addTree(output, count, (place) => {
    const isLeaf = left[place] === -1;
    if (!isLeaf && !(indices[place]! >= 0)) throw damagedModel(`a tree asks for feature ${indices[place]}`);
    const isCategory = !isLeaf && types?.[place] === 1;
    return {
      feature: isLeaf ? -1 : indices[place]!,
      threshold: Math.fround(conditions[place]!),
      left: left[place]!,
      right: right[place]!,
      flags: defaults[place] === 1 ? nodeFlag.missingLeft : 0,
      categories: isCategory ? (sets.get(place) ?? []) : null,
      // A leaf keeps its value, learning rate included, where an inner node keeps its threshold.
      value: Math.fround(isLeaf ? conditions[place]! : expected[place]!) * Math.fround(weight),
      cover: covers[place]!,
      gain: isLeaf ? 0 : gains[place]!,
    };
  });
}

/** Categories that go right, by node. */
function categorySets(tree: JsonObject): Map<number, ArrayLike<number>> {
  const sets = new Map<number, ArrayLike<number>>();
  if (tree.categories_nodes === undefined) return sets;
  const nodes = numbersAt(tree.categories_nodes, 'categories_nodes', null);
  const starts = numbersAt(tree.categories_segments, 'categories_segments', nodes.length);
  const sizes = numbersAt(tree.categories_sizes, 'categories_sizes', nodes.length);
  const categories = Array.from(numbersAt(tree.categories, 'categories', null));
  for (let at = 0; at < nodes.length; at++) {
    const [start, size] = [starts[at]!, sizes[at]!];
    if (!(start >= 0 && size >= 0 && start + size <= categories.length)) {
      throw damagedModel('a set of categories lies outside the file');
    }
    sets.set(nodes[at]!, categories.slice(start, start + size));
  }
  return sets;
}
