import type { TreeEnsemble } from '../ensemble.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import type { LeafGroup } from './leaf-groups.ts';
import type { PathEdges } from './path-edges.ts';

/** Shapley values of a group of leaves by pattern: of feature `features[i]`, at i × patterns + pattern. */
export interface GroupTable {
  readonly features: readonly number[];
  readonly table: Float64Array;
}

/** One feature of a leaf's path: the row passes it where the bits of `mask` are those of `wanted`. */
interface PathFeature {
  readonly feature: number;
  readonly share: number;
  readonly mask: number;
  readonly wanted: number;
}

/** Tabulates a group. Bit `i` of a pattern is its edge `i`; behind the edges stand the questions, 1 being the right child. */
export function groupTableOf(ensemble: TreeEnsemble, edges: PathEdges, group: LeafGroup): GroupTable {
  const paths = group.leaves.map((leaf) => pathOf(ensemble, edges, group, leaf));
  const features = [...new Set(paths.flatMap((path) => path.map(({ feature }) => feature)))].sort((a, b) => a - b);
  const patterns = 2 ** (group.edges.length + group.questions.length);
  const table = new Float64Array(features.length * patterns);
  group.leaves.forEach((leaf, place) => {
    const path = paths[place]!;
    const amounts = leafAmounts(path, ensemble.values[edges.first + leaf]!);
    const starts = Int32Array.from(path, ({ feature }) => features.indexOf(feature) * patterns);
    const masks = Int32Array.from(path, ({ mask }) => mask);
    const wanted = Int32Array.from(path, (own) => own.wanted);
    for (let pattern = 0; pattern < patterns; pattern++) {
      let own = 0;
      for (let at = 0; at < masks.length; at++) if ((pattern & masks[at]!) === wanted[at]!) own |= 1 << at;
      for (let at = 0; at < masks.length; at++) table[starts[at]! + pattern]! += amounts[own * masks.length + at]!;
    }
  });
  return { features, table };
}

function pathOf(ensemble: TreeEnsemble, edges: PathEdges, group: LeafGroup, leaf: number): PathFeature[] {
  const { first, parents, features, shares } = edges;
  const found = new Map<number, { share: number; mask: number; wanted: number }>();
  // Upwards, so that the first edge of a feature is its last one.
  for (let edge = leaf; edge > 0; edge = parents[edge]!) {
    const question = group.questions.indexOf(parents[edge]!);
    if (question < 0) break;
    const feature = features[edge]!;
    const bit = 1 << (group.edges.length + question);
    const isRight = ensemble.rightNodes[first + parents[edge]!] === first + edge;
    const own = found.get(feature) ?? { share: shares[edge]!, mask: 0, wanted: 0 };
    own.mask |= bit;
    if (isRight) own.wanted |= bit;
    found.set(feature, own);
  }
  group.edges.forEach((edge, place) => {
    const feature = features[edge]!;
    const own = found.get(feature) ?? { share: shares[edge]!, mask: 0, wanted: 0 };
    own.mask |= 1 << place;
    own.wanted |= 1 << place;
    found.set(feature, own);
  });
  return [...found].map(([feature, rest]) => ({ feature, ...rest }));
}

/**
 * Shapley values of one leaf, at (bits of the features that are passed) × features + feature: the same integral as in
 * explain-paths.ts, once for each subset.
 */
function leafAmounts(path: readonly PathFeature[], value: number): Float64Array {
  const count = path.length;
  const amounts = new Float64Array(2 ** count * count);
  const { points, weights } = gaussLegendre(Math.max(1, Math.ceil(count / 2)));
  // Of each feature, failed and passed: its factor, and what its own amount has in place of it.
  const factors = new Float64Array(count * 2);
  const shares = new Float64Array(count * 2);
  for (let point = 0; point < points.length; point++) {
    for (let at = 0; at < count; at++) {
      const { share } = path[at]!;
      factors[at * 2] = share * (1 - points[point]!);
      factors[at * 2 + 1] = share + (1 - share) * points[point]!;
      shares[at * 2] = -share / factors[at * 2]!;
      shares[at * 2 + 1] = (1 - share) / factors[at * 2 + 1]!;
    }
    for (let subset = 0; subset < 2 ** count; subset++) {
      let product = value * weights[point]!;
      for (let at = 0; at < count; at++) product *= factors[at * 2 + ((subset >> at) & 1)]!;
      for (let at = 0; at < count; at++)
        amounts[subset * count + at]! += product * shares[at * 2 + ((subset >> at) & 1)]!;
    }
  }
  return amounts;
}
