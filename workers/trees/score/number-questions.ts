import { nodeFlag, type TreeEnsemble } from '../ensemble.ts';

/** Questions for one feature of numbers, as nodes that treat zeros and what is missing alike ask them. */
export interface NumberQuestions {
  readonly feature: number;
  /** Bits of `nodeFlag`: how zeros and missing values are read. */
  readonly reading: number;
  /** Ascending, each once. Plane `firstPlane + i + 1` has the rows that are not below threshold `i`. */
  readonly thresholds: Float64Array;
  readonly firstPlane: number;
  /** Planes in turns: one of those above, and one that has the missing rows besides. */
  readonly pairs: Int32Array;
  /** Planes that are taken from `firstPlane` on. */
  readonly planes: number;
}

/** Bits of a node that decide how a number is read. */
export const readingBits = nodeFlag.zeroIsMissing | nodeFlag.missingIsZero;

/** Lays out the questions of `nodes`, which all look at one feature in one way, and writes down the plane of each. */
export function numberQuestionsOf(
  ensemble: TreeEnsemble,
  nodes: readonly number[],
  firstPlane: number,
  planeOfNode: Int32Array,
): NumberQuestions {
  const feature = ensemble.splitFeatures[nodes[0]!]!;
  const reading = ensemble.flags[nodes[0]!]! & readingBits;
  const thresholds = different(Float64Array.from(nodes, (node) => ensemble.thresholds[node]!).sort());
  // Where missing values count as zeros, none are missing.
  const canMiss = reading !== nodeFlag.missingIsZero;
  const withMissing = new Int32Array(thresholds.length);
  const pairs: number[] = [];
  // Behind the planes of the thresholds stands that of the missing rows.
  let next = firstPlane + thresholds.length + 2;
  for (const node of nodes) {
    const at = placeOf(thresholds, ensemble.thresholds[node]!);
    const plane = firstPlane + at + 1;
    if (!canMiss || (ensemble.flags[node]! & nodeFlag.missingLeft) !== 0) {
      planeOfNode[node] = plane;
      continue;
    }
    if (withMissing[at] === 0) {
      pairs.push(plane, next);
      withMissing[at] = next++;
    }
    planeOfNode[node] = withMissing[at]!;
  }
  return { feature, reading, thresholds, firstPlane, pairs: Int32Array.from(pairs), planes: next - firstPlane };
}

function different(sorted: Float64Array): Float64Array {
  return sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
}

/** Place of a threshold that is there. */
function placeOf(thresholds: Float64Array, threshold: number): number {
  let low = 0;
  let high = thresholds.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (thresholds[middle]! < threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
