import type { TreeEnsemble } from '../ensemble.ts';

/**
 * The edges of one tree as the Shapley values of its paths need them. Edge `i` leads to node `first + i`; edge 0 stands for the
 * root. On a path on which a feature is asked several times, only its last edge counts, with what all of them together say.
 */
export interface PathEdges {
  readonly first: number;
  readonly count: number;
  /** Parent of each edge's node, relative to `first`. */
  readonly parents: Int32Array;
  /** Feature that the parent asks for; −1 for the root. */
  readonly features: Int32Array;
  /** Nearest edge above of the same feature; −1: none. */
  readonly sameAbove: Int32Array;
  /** Share of the training rows that all questions for the feature, down to here, would let pass. */
  readonly shares: Float64Array;
  /** Most features that are asked for on one path. */
  readonly longestPath: number;
  /** Leaf value averaged over the training rows. */
  readonly expected: number;
}

/** A share of nothing would make the products of a path vanish for good. */
const smallestShare = 1e-12;

/** Prepares tree `tree`. Children stand after their parents, so one pass down and one up see each node once. */
export function pathEdgesOf(ensemble: TreeEnsemble, tree: number): PathEdges {
  const first = ensemble.treeStarts[tree]!;
  const count = ensemble.treeStarts[tree + 1]! - first;
  const parents = new Int32Array(count).fill(-1);
  const features = new Int32Array(count).fill(-1);
  const sameAbove = new Int32Array(count).fill(-1);
  const shares = new Float64Array(count).fill(1);
  const reach = new Float64Array(count);
  const lengths = new Int32Array(count);
  reach[0] = 1;
  let longestPath = 0;
  let expected = 0;
  for (let edge = 0; edge < count; edge++) {
    const node = first + edge;
    const feature = ensemble.splitFeatures[node]!;
    if (feature < 0) {
      expected += reach[edge]! * ensemble.values[node]!;
      longestPath = Math.max(longestPath, lengths[edge]!);
      continue;
    }
    let above = edge;
    while (above >= 0 && features[above] !== feature) above = parents[above]!;
    const left = ensemble.leftNodes[node]!;
    const right = ensemble.rightNodes[node]!;
    const total = ensemble.covers[left]! + ensemble.covers[right]!;
    for (const child of [left, right]) {
      const share = Math.max(total > 0 ? ensemble.covers[child]! / total : 0.5, smallestShare);
      const place = child - first;
      parents[place] = edge;
      features[place] = feature;
      sameAbove[place] = above;
      shares[place] = share * (above >= 0 ? shares[above]! : 1);
      reach[place] = reach[edge]! * share;
      lengths[place] = lengths[edge]! + (above >= 0 ? 0 : 1);
    }
  }
  return { first, count, parents, features, sameAbove, shares, longestPath, expected };
}
