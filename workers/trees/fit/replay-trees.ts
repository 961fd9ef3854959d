import type { BinnedFeature } from './binned-feature.ts';
import type { GrowingTree } from './growing-tree.ts';
import { fillGoesLeft, splitOfNode } from './split-choice.ts';
import type { RowSplit, TreeTables } from './tree-tables.ts';

/** Adds the leaves of finished trees to the margins, tree after tree: the same sums as when they were fitted. */
export function replayTrees(tables: TreeTables, binned: readonly BinnedFeature[], trees: readonly GrowingTree[]): void {
  for (const tree of trees) {
    tables.start(tree.output, 1);
    const deepest = Math.max(...tree.depths);
    for (let depth = 0; depth < deepest; depth++) tables.partition([splitsAt(tree, depth, binned)], false);
    const leaves = tree.leaves();
    tables.setLeaves([leaves.map((node) => ({ node, depth: tree.depths[node]! }))]);
    tables.addValues([leaves.map((node) => tree.values[node]!)]);
  }
}

function splitsAt(tree: GrowingTree, depth: number, binned: readonly BinnedFeature[]): readonly RowSplit[] {
  const nodes = [...tree.splitFeatures.keys()].filter(
    (node) => tree.depths[node] === depth && tree.splitFeatures[node]! >= 0,
  );
  return nodes.map((node) => {
    const feature = tree.splitFeatures[node]!;
    const split = splitOfNode(tree, node, binned[feature]!);
    return {
      node,
      left: tree.leftNodes[node]!,
      right: tree.rightNodes[node]!,
      depth,
      feature,
      fillGoesLeft: (goesLeft: Uint8Array, at: number) => fillGoesLeft(goesLeft, at, split),
    };
  });
}
