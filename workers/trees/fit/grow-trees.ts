import { type BoostingOptions, leavesOf } from '../boosting-options.ts';
import type { BinnedFeature } from './binned-feature.ts';
import { GrowingTree } from './growing-tree.ts';
import type { HistogramPool } from './histogram-pool.ts';
import type { HistogramSearch, NodePair } from './histogram-search.ts';
import { middleOfChildren } from './monotone-bounds.ts';
import { OpenNode } from './open-node.ts';
import type { PackedUnits } from './packed-units.ts';
import { fillGoesLeft, writeSplit } from './split-choice.ts';
import type { RowSplit, TreeTables } from './tree-tables.ts';

/** What trees grow with. */
export interface Growth {
  readonly tables: TreeTables;
  readonly search: HistogramSearch;
  readonly pool: HistogramPool;
  readonly binned: readonly BinnedFeature[];
  readonly options: BoostingOptions;
}

/** A tree with its nodes as they grew. */
export interface GrownTree {
  readonly tree: GrowingTree;
  readonly nodes: OpenNode[];
  readonly units: PackedUnits;
}

/**
 * Grows `count` trees side by side, from output `first` on, after their rows have been put into the roots: split features,
 * gains and bounds; leaf values are found afterwards.
 */
export function growTrees(
  growth: Growth,
  first: number,
  units: readonly PackedUnits[],
  throwIfCancelled: () => void,
): readonly GrownTree[] {
  const { tables, search, pool, options } = growth;
  const grown = units.map((unit, tree) => {
    const sums = tables.rootSums(tree);
    const open = new OpenNode(tree, 0, 0, tables.rowsOf(tree, 0), sums.gradient, sums.hessian, -Infinity, Infinity);
    const growing = new GrowingTree(first + tree);
    growing.addLeaf(0);
    return { tree: growing, nodes: [open], units: unit };
  });
  const leaves = leavesOf(options);
  const leavesLeft = grown.map(() => leaves - 1);
  if (leaves > 1) search.search(grown.map(({ nodes }) => ({ summed: nodes[0]!, rest: null })));
  const frontiers = grown.map(({ nodes }) => [...nodes]);
  for (;;) {
    throwIfCancelled();
    const chosen = frontiers.map((frontier, tree) => chooseSplits(growth, grown[tree]!, frontier, leavesLeft[tree]!));
    if (chosen.every((nodes) => nodes.length === 0)) break;
    chosen.forEach((nodes, tree) => {
      leavesLeft[tree]! -= nodes.length;
    });
    splitNodes(growth, grown, frontiers, chosen, leavesLeft);
  }
  for (const { nodes } of grown) for (const node of nodes) pool.give(node);
  return grown;
}

/** The nodes to split next; the others of the frontier that never will be are left out of it and give up their histograms. */
function chooseSplits(growth: Growth, grown: GrownTree, frontier: OpenNode[], leavesLeft: number): readonly OpenNode[] {
  const { options, pool } = growth;
  const { gradient, hessian } = grown.units;
  const toLoss = hessian / (gradient * gradient);
  const ready: OpenNode[] = [];
  for (const node of frontier) {
    if (node.split !== null && node.split.gain * toLoss > options.minSplitGain) ready.push(node);
    else pool.give(node);
  }
  ready.sort((a, b) => b.split!.gain - a.split!.gain || a.node - b.node);
  const taken = ready.splice(0, options.growth === 'leaf' ? Math.min(1, leavesLeft) : leavesLeft);
  frontier.length = 0;
  if (options.growth === 'leaf') frontier.push(...ready);
  else for (const node of ready) pool.give(node);
  return taken.sort((a, b) => a.node - b.node);
}

function splitNodes(
  growth: Growth,
  grown: readonly GrownTree[],
  frontiers: readonly OpenNode[][],
  chosen: readonly (readonly OpenNode[])[],
  leavesLeft: readonly number[],
): void {
  const { tables, search, pool, options } = growth;
  const isLast = (node: OpenNode) => node.depth + 1 >= options.maxDepth || leavesLeft[node.tree] === 0;
  const splits = chosen.map((nodes, tree) => nodes.map((node) => addChildren(growth, grown[tree]!, node)));
  tables.partition(
    splits,
    chosen.some((nodes) => nodes.some((node) => !isLast(node))),
  );
  const pairs: NodePair[] = [];
  chosen.forEach((nodes, tree) => {
    nodes.forEach((parent, index) => {
      const { left, right } = splits[tree]![index]!;
      const [first, second] = openChildren(growth, grown[tree]!, parent, left, right);
      if (isLast(parent)) {
        pool.give(parent);
        return;
      }
      const [small, large] = first.rows <= second.rows ? [first, second] : [second, first];
      frontiers[tree]!.push(first, second);
      if (parent.histogram === 0) pairs.push({ summed: small, rest: null }, { summed: large, rest: null });
      else {
        large.histogram = parent.histogram;
        parent.histogram = 0;
        pairs.push({ summed: small, rest: large });
      }
    });
  });
  search.search(pairs);
}

/** Puts a node's split into its tree. */
function addChildren({ binned }: Growth, { tree, units }: GrownTree, node: OpenNode): RowSplit {
  const split = node.split!;
  writeSplit(tree, node.node, split, binned[split.feature]!);
  tree.gains[node.node] = (split.gain * units.hessian) / (units.gradient * units.gradient);
  const left = tree.addLeaf(node.depth + 1);
  const right = tree.addLeaf(node.depth + 1);
  tree.leftNodes[node.node] = left;
  tree.rightNodes[node.node] = right;
  const { feature } = split;
  const fill = (goesLeft: Uint8Array, at: number) => fillGoesLeft(goesLeft, at, split);
  return { node: node.node, left, right, depth: node.depth, feature, fillGoesLeft: fill };
}

function openChildren(
  { tables, options }: Growth,
  { nodes, units }: GrownTree,
  parent: OpenNode,
  left: number,
  right: number,
): readonly [OpenNode, OpenNode] {
  const { feature, gradient, hessian } = parent.split!;
  const rows = tables.rowsOf(parent.tree, left);
  const restGradient = parent.gradient - gradient;
  const restHessian = parent.hessian - hessian;
  const direction = options.monotone?.[feature] ?? 0;
  let { low: leftLow, high: leftHigh, low: rightLow, high: rightHigh } = parent;
  if (direction !== 0) {
    const middle = middleOfChildren(parent, gradient, hessian, units);
    if (direction > 0) {
      leftHigh = middle;
      rightLow = middle;
    } else {
      leftLow = middle;
      rightHigh = middle;
    }
  }
  const { tree } = parent;
  const depth = parent.depth + 1;
  const first = new OpenNode(tree, left, depth, rows, gradient, hessian, leftLow, leftHigh);
  const restRows = parent.rows - rows;
  const second = new OpenNode(tree, right, depth, restRows, restGradient, restHessian, rightLow, rightHigh);
  nodes.push(first, second);
  return [first, second];
}
