import { nodeFlag, type TreeEnsemble } from '../trees/ensemble.ts';
import { damagedModel } from './model-reason.ts';

/** No path of a sound model is longer; scoring and explaining take time by it. */
const deepestPath = 512;

/**
 * Proves that an ensemble can be walked: every index is in range, children stand behind their parents in the same tree and have
 * one parent each, nothing that is added or compared is NaN. Throws MODEL_DAMAGED.
 */
export function checkEnsemble(ensemble: TreeEnsemble): void {
  const { treeStarts, treeOutputs, splitFeatures, outputs } = ensemble;
  const nodes = splitFeatures.length;
  const trees = treeStarts.length - 1;
  if (trees < 0 || treeStarts[0] !== 0 || treeStarts[trees] !== nodes)
    throw damagedModel('the trees do not cover the nodes');
  if (treeOutputs.length !== trees) throw damagedModel('the trees have no outputs');
  if (ensemble.baseScores.length !== outputs) throw damagedModel('a base score is missing');
  if (!ensemble.baseScores.every(Number.isFinite)) throw damagedModel('a base score is not finite');
  for (const [name, { length }] of Object.entries(ensemble).filter(([, value]) => ArrayBuffer.isView(value)) as [
    string,
    { length: number },
  ][]) {
    if (!perTree.has(name) && length !== nodes) throw damagedModel(`${name} has ${length} values for ${nodes} nodes`);
  }
  const depths = new Uint16Array(nodes);
  const parents = new Uint8Array(nodes);
  for (let tree = 0; tree < trees; tree++) {
    const first = treeStarts[tree]!;
    const end = treeStarts[tree + 1]!;
    if (end <= first) throw damagedModel(`tree ${tree} has no nodes`);
    if (treeOutputs[tree]! >= outputs) throw damagedModel(`tree ${tree} adds to an output that does not exist`);
    for (let node = first; node < end; node++) {
      if (node > first && parents[node] !== 1) throw damagedModel(`node ${node - first} of tree ${tree} has no parent`);
      checkNode(ensemble, node, end, parents, depths);
    }
  }
}

const perTree = new Set(['baseScores', 'treeStarts', 'treeOutputs', 'setWords']);

function checkNode(ensemble: TreeEnsemble, node: number, end: number, parents: Uint8Array, depths: Uint16Array): void {
  const feature = ensemble.splitFeatures[node]!;
  if (Number.isNaN(ensemble.covers[node]!) || ensemble.covers[node]! < 0)
    throw damagedModel('a node has no sound cover');
  if (!Number.isFinite(ensemble.values[node]!)) throw damagedModel('a leaf has no finite value');
  if (feature === -1) return;
  if (feature < 0 || feature >= ensemble.features) throw damagedModel(`feature ${feature} does not exist`);
  const depth = depths[node]! + 1;
  if (depth > deepestPath) throw damagedModel(`a tree is deeper than ${deepestPath}`);
  for (const child of [ensemble.leftNodes[node]!, ensemble.rightNodes[node]!]) {
    if (child <= node || child >= end) throw damagedModel('a node has a child outside its tree, or above itself');
    if (parents[child] !== 0) throw damagedModel('a node has two parents');
    parents[child] = 1;
    depths[child] = depth;
  }
  if ((ensemble.flags[node]! & nodeFlag.category) === 0) {
    if (Number.isNaN(ensemble.thresholds[node]!)) throw damagedModel('a threshold is not a number');
  } else if (ensemble.setStarts[node]! + ensemble.setSizes[node]! > ensemble.setWords.length) {
    throw damagedModel('a set of categories lies outside the file');
  }
}
