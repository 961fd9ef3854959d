import { nodeFlag, type TreeEnsemble } from '../ensemble.ts';
import { GrowingTree } from './growing-tree.ts';

/** Trees of a fit as an ensemble. */
export function ensembleOfTrees(
  trees: readonly GrowingTree[],
  baseScores: Float64Array,
  features: number,
): TreeEnsemble {
  const starts = new Uint32Array(trees.length + 1);
  trees.forEach((tree, index) => {
    starts[index + 1] = starts[index]! + tree.size;
  });
  const nodes = starts[trees.length]!;
  const sets = trees.flatMap((tree) => tree.sets);
  const setStarts = new Uint32Array(nodes);
  const setSizes = new Uint32Array(nodes);
  const setWords: number[] = [];
  sets.forEach((set, node) => {
    if (set === null) return;
    setStarts[node] = setWords.length;
    setSizes[node] = set.length;
    for (const word of set) setWords.push(word);
  });
  const joined = <T extends { set(values: ArrayLike<number>, at: number): void }>(
    target: T,
    partOf: (tree: GrowingTree) => readonly number[],
  ): T => {
    trees.forEach((tree, index) => {
      target.set(partOf(tree), starts[index]!);
    });
    return target;
  };
  const shifted = (partOf: (tree: GrowingTree) => readonly number[]) => {
    const target = joined(new Uint32Array(nodes), partOf);
    trees.forEach((tree, index) => {
      const start = starts[index]!;
      for (let node = 0; node < tree.size; node++) if (tree.splitFeatures[node]! >= 0) target[start + node]! += start;
    });
    return target;
  };
  return {
    outputs: baseScores.length,
    features,
    baseScores: baseScores.slice(),
    roundsToSingle: true,
    treeStarts: starts,
    treeOutputs: Uint16Array.from(trees, (tree) => tree.output),
    splitFeatures: joined(new Int32Array(nodes), (tree) => tree.splitFeatures),
    thresholds: joined(new Float64Array(nodes), (tree) => tree.thresholds),
    leftNodes: shifted((tree) => tree.leftNodes),
    rightNodes: shifted((tree) => tree.rightNodes),
    flags: joined(new Uint8Array(nodes), (tree) => tree.flags),
    setStarts,
    setSizes,
    setWords: Uint32Array.from(setWords),
    values: joined(new Float64Array(nodes), (tree) => tree.values),
    covers: joined(new Float64Array(nodes), (tree) => tree.covers),
    gains: joined(new Float64Array(nodes), (tree) => tree.gains),
  };
}

/** The trees of an ensemble that a fit has made. */
export function treesOfEnsemble(ensemble: TreeEnsemble): readonly GrowingTree[] {
  return Array.from(ensemble.treeOutputs, (output, index) => {
    const tree = new GrowingTree(output);
    const start = ensemble.treeStarts[index]!;
    const end = ensemble.treeStarts[index + 1]!;
    const depths = new Map<number, number>([[start, 0]]);
    for (let node = start; node < end; node++) {
      const depth = depths.get(node) ?? 0;
      const own = tree.addLeaf(depth);
      const feature = ensemble.splitFeatures[node]!;
      tree.splitFeatures[own] = feature;
      tree.values[own] = ensemble.values[node]!;
      tree.covers[own] = ensemble.covers[node]!;
      tree.gains[own] = ensemble.gains[node]!;
      tree.flags[own] = ensemble.flags[node]!;
      tree.thresholds[own] = ensemble.thresholds[node]!;
      if (feature < 0) continue;
      tree.leftNodes[own] = ensemble.leftNodes[node]! - start;
      tree.rightNodes[own] = ensemble.rightNodes[node]! - start;
      depths.set(ensemble.leftNodes[node]!, depth + 1).set(ensemble.rightNodes[node]!, depth + 1);
      if ((ensemble.flags[node]! & nodeFlag.category) !== 0) {
        const from = ensemble.setStarts[node]!;
        tree.sets[own] = ensemble.setWords.slice(from, from + ensemble.setSizes[node]!);
      }
    }
    return tree;
  });
}
