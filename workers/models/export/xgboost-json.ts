import type { ModelDocument } from '../../../contract/models/model-document.ts';
import { nodeFlag, type TreeEnsemble } from '../../trees/ensemble.ts';
import { unexportableModel } from '../model-reason.ts';
import { categoriesAt, encodingNotes, exportedEnsemble, levelsOf } from './exported-ensemble.ts';
import { type FloatingJson, jsonWithFloats } from './json-with-floats.ts';

/** XGBoost's sign for the parent of a root. */
const noParent = 2_147_483_647;

/** The layout is that of this version; later ones read it too. */
const writtenVersion = [1, 7, 4];

/**
 * A document as XGBoost saves models (doc/model.schema of its sources): the same margins from the same matrix of features, whose
 * making is told in the attribute `auspex`. Categories are codes by their level, what is missing or unseen is NaN.
 */
export function xgboostJson(document: ModelDocument): string {
  const { ensemble, omitted, scale, trees: order } = exportedEnsemble(document);
  const objective = objectiveOf(document);
  const levels = levelsOf(document);
  const innerTrees = order.map((tree) => writtenTree(ensemble, tree, scale, levels));
  const trees = [...innerTrees, ...constantTrees(ensemble, scale)].map((tree, id) => ({ ...tree, id }));
  const treeOutputs = [...order.map((tree) => ensemble.treeOutputs[tree]!), ...ensemble.baseScores.keys()];
  const isCategory = ({ encoding }: ModelDocument['features'][number]) => encoding.kind === 'category';
  const attributes: Record<string, string> = { auspex: encodingNotes(document) };
  if (omitted !== null) attributes.auspex_omitted = omitted;
  return jsonWithFloats({
    learner: {
      attributes,
      feature_names: featureNames(document),
      feature_types: document.features.map((feature) => (isCategory(feature) ? 'c' : 'float')),
      gradient_booster: {
        model: {
          gbtree_model_param: {
            num_parallel_tree: '1',
            num_trees: String(trees.length),
            size_leaf_vector: '0',
          },
          tree_info: treeOutputs,
          trees,
        },
        name: 'gbtree',
      },
      learner_model_param: {
        base_score: String(objective.neutralScore),
        boost_from_average: '0',
        num_class: ensemble.outputs > 1 ? String(ensemble.outputs) : '0',
        num_feature: String(ensemble.features),
        num_target: '1',
      },
      objective: objective.written,
    },
    version: writtenVersion,
  });
}

/** The objective that applies the document's link, and the base score whose margin is 0: real ones stand in trees of one leaf. */
function objectiveOf(document: ModelDocument): { written: FloatingJson; neutralScore: number } {
  const weight = { reg_loss_param: { scale_pos_weight: '1' } };
  if (document.task === 'multiclass') {
    if (document.link !== 'softmax') throw unexportableModel('it weighs each class against all others by itself');
    const classes = String(document.target.classes?.length ?? 0);
    return { written: { name: 'multi:softprob', softmax_multiclass_param: { num_class: classes } }, neutralScore: 0 };
  }
  if (document.link === 'step') return { written: { name: 'binary:hinge' }, neutralScore: 0 };
  if (document.task === 'binary') return { written: { name: 'binary:logistic', ...weight }, neutralScore: 0.5 };
  if (document.link === 'logistic') return { written: { name: 'reg:logistic', ...weight }, neutralScore: 0.5 };
  if (document.link === 'exponential') {
    const written = { name: 'count:poisson', poisson_regression_param: { max_delta_step: '0.7' } };
    return { written, neutralScore: 1 };
  }
  if (document.link === 'identity') return { written: { name: 'reg:squarederror', ...weight }, neutralScore: 0 };
  throw unexportableModel('it makes its numbers in a way that the format cannot hold');
}

/** Names as XGBoost takes them: without brackets and angles, each once. */
function featureNames(document: ModelDocument): string[] {
  const used = new Set<string>();
  return document.features.map(({ name }) => {
    const plain = name.replaceAll('[', '(').replaceAll(']', ')').replaceAll('<', '‹');
    let unique = plain;
    for (let copy = 2; used.has(unique); copy++) unique = `${plain} ${copy}`;
    used.add(unique);
    return unique;
  });
}

type WrittenTree = Readonly<Record<string, FloatingJson>>;

/** A tree of one leaf for each base score. */
function constantTrees(ensemble: TreeEnsemble, scale: number): WrittenTree[] {
  return Array.from(ensemble.baseScores, (score) => ({
    base_weights: Float32Array.of(0),
    ...noCategories,
    default_left: [0],
    left_children: [-1],
    loss_changes: Float32Array.of(0),
    parents: [noParent],
    right_children: [-1],
    split_conditions: Float32Array.of(score * scale),
    split_indices: [0],
    split_type: [0],
    sum_hessian: Float32Array.of(ensemble.covers[0] ?? 1),
    tree_param: treeParameters(ensemble, 1),
  }));
}

const noCategories = { categories: [], categories_nodes: [], categories_segments: [], categories_sizes: [] };

const treeParameters = (ensemble: TreeEnsemble, nodes: number) => ({
  num_deleted: '0',
  num_feature: String(ensemble.features),
  num_nodes: String(nodes),
  size_leaf_vector: '0',
});

function writtenTree(ensemble: TreeEnsemble, tree: number, scale: number, levels: readonly number[]): WrittenTree {
  const first = ensemble.treeStarts[tree]!;
  const count = ensemble.treeStarts[tree + 1]! - first;
  const nodes = Array.from({ length: count }, (_, place) => first + place);
  const isLeaf = (node: number) => ensemble.splitFeatures[node]! < 0;
  const hasFlag = (node: number, flag: number) => !isLeaf(node) && (ensemble.flags[node]! & flag) !== 0;
  const parents = new Array<number>(count).fill(noParent);
  const sets = { categories: [] as number[], nodes: [] as number[], segments: [] as number[], sizes: [] as number[] };
  for (const node of nodes) {
    if (isLeaf(node)) continue;
    parents[ensemble.leftNodes[node]! - first] = node - first;
    parents[ensemble.rightNodes[node]! - first] = node - first;
    if (!hasFlag(node, nodeFlag.category)) continue;
    // XGBoost refuses an empty set; one that asks for a category beyond all levels lets as few pass.
    const none = levels[ensemble.splitFeatures[node]!]!;
    const found = categoriesAt(ensemble, node);
    const categories = found.length > 0 ? found : [none];
    sets.nodes.push(node - first);
    sets.segments.push(sets.categories.length);
    sets.sizes.push(categories.length);
    sets.categories.push(...categories);
  }
  const conditionOf = (node: number) => {
    if (isLeaf(node)) return ensemble.values[node]! * scale;
    return hasFlag(node, nodeFlag.category) ? 0 : finiteSingle(ensemble.thresholds[node]!);
  };
  return {
    base_weights: Float32Array.from(nodes, (node) => ensemble.values[node]! * scale),
    categories: sets.categories,
    categories_nodes: sets.nodes,
    categories_segments: sets.segments,
    categories_sizes: sets.sizes,
    default_left: nodes.map((node) => (hasFlag(node, nodeFlag.missingLeft) ? 1 : 0)),
    left_children: nodes.map((node) => (isLeaf(node) ? -1 : ensemble.leftNodes[node]! - first)),
    loss_changes: Float32Array.from(nodes, (node) => ensemble.gains[node]!),
    parents,
    right_children: nodes.map((node) => (isLeaf(node) ? -1 : ensemble.rightNodes[node]! - first)),
    split_conditions: Float32Array.from(nodes, conditionOf),
    split_indices: nodes.map((node) => Math.max(0, ensemble.splitFeatures[node]!)),
    split_type: nodes.map((node) => (hasFlag(node, nodeFlag.category) ? 1 : 0)),
    sum_hessian: Float32Array.from(nodes, (node) => ensemble.covers[node]!),
    tree_param: treeParameters(ensemble, count),
  };
}

const largestSingle = 3.4028234663852886e38;

/** JSON has no infinity; every finite number is on the same side of the largest one. */
const finiteSingle = (threshold: number): number =>
  Math.max(-largestSingle, Math.min(largestSingle, Math.fround(threshold)));
