import type { BoostingOptions } from '../boosting-options.ts';
import type { GrownTree } from './grow-trees.ts';
import type { TreeTables } from './tree-tables.ts';

/** Finds the values of the leaves of some trees, with covers, and adds them to the margins. */
export function setLeafValues(tables: TreeTables, grown: readonly GrownTree[], options: BoostingOptions): void {
  const { objective, learningRate } = options;
  const leaves = grown.map(({ tree }) => tree.leaves().map((node) => ({ node, depth: tree.depths[node]! })));
  tables.setLeaves(leaves);
  const sums = tables.leafSums(leaves);
  const isQuantile = objective.kind === 'absolute' || objective.kind === 'quantile';
  const quantiles = isQuantile ? tables.residualQuantiles(leaves[0]!) : null;
  const values = grown.map(({ tree, nodes, units }, place) => {
    const toValue = units.hessian / units.gradient;
    return leaves[place]!.map(({ node }, leaf) => {
      const { gradient, hessian } = sums[place]![leaf]!;
      const best = quantiles === null ? leafValue(gradient, hessian, options) : quantiles[leaf]!;
      const { low, high } = nodes[node]!;
      const value = Math.min(high * toValue, Math.max(low * toValue, best)) * learningRate;
      tree.values[node] = value;
      tree.covers[node] = hessian;
      return value;
    });
  });
  for (const { tree } of grown) tree.fillInnerNodes();
  tables.addValues(values);
}

/** −G / (H + λ) with L1 taken off G (Chen and Guestrin 2016, equation 5), within the bound on leaves. */
function leafValue(gradient: number, hessian: number, { lambda, alpha, maxLeafValue }: BoostingOptions): number {
  const shrunk = Math.sign(gradient) * Math.max(0, Math.abs(gradient) - alpha);
  if (shrunk === 0) return 0;
  const value = -shrunk / (hessian + lambda);
  return maxLeafValue === 0 ? value : Math.min(maxLeafValue, Math.max(-maxLeafValue, value));
}
