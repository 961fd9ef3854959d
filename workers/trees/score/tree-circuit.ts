import { mostPlanes } from '../../score-kernel/layout.ts';
import type { TreeEnsemble } from '../ensemble.ts';

/** Leaves of a tree at most: a leaf's number is a byte. */
export const mostLeaves = 2 ** mostPlanes;

/**
 * A tree as steps over planes of bits, a bit for each row: from the answers to its questions they make the bits of the number of
 * each row's leaf.
 */
export interface TreeCircuit {
  /** In threes: the plane of a condition, that which counts where it is 1, that which counts where it is 0. */
  readonly steps: readonly number[];
  /** The planes of the bits of the leaf's number, the lowest first. */
  readonly bits: readonly number[];
  /** Values of leaves by number. */
  readonly values: Float64Array;
}

/** Names of planes: those of questions are their numbers, what a step makes stands far above. */
export const firstResult = 2 ** 24;
/** A plane of zeros, and one of ones. */
export const zeros = -1;
export const ones = -2;
/** No row that gets here has a leaf for which the bit counts. */
const any = -3;

/**
 * The circuit of tree `tree` of at most `mostLeaves` leaves. Bit by bit, a node is either what both children have, or its
 * question chooses between them. A shallow tree numbers its leaves by the ways to them, so that a node's question is itself the
 * bit of its level and nothing is left to choose below a leaf; a deep one numbers them from left to right.
 */
export function circuitOf(ensemble: TreeEnsemble, tree: number, planeOfNode: Int32Array): TreeCircuit {
  const first = ensemble.treeStarts[tree]!;
  const count = ensemble.treeStarts[tree + 1]! - first;
  const { depth, depths, leavesBelow } = shapeOf(ensemble, first, count);
  const leaves = leavesBelow[0]!;
  const isShallow = depth <= mostPlanes;
  const width = isShallow ? depth : Math.ceil(Math.log2(leaves));
  const values = new Float64Array(2 ** width);
  const planes = new Int32Array(count * width);
  const numbers = leafNumbersOf(ensemble, first, leavesBelow, isShallow ? depths : null, depth);
  const steps: number[] = [];
  let results = 0;
  for (let node = count - 1; node >= 0; node--) {
    const condition = planeOfNode[first + node]!;
    const at = node * width;
    if (condition < 0) {
      const free = isShallow ? width - depths[node]! : 0;
      const number = numbers[node]!;
      values.fill(ensemble.values[first + node]!, number, number + 2 ** free);
      for (let bit = 0; bit < width; bit++) planes[at + bit] = bit < free ? any : (number >> bit) & 1 ? ones : zeros;
      continue;
    }
    const left = (ensemble.leftNodes[first + node]! - first) * width;
    const right = (ensemble.rightNodes[first + node]! - first) * width;
    for (let bit = 0; bit < width; bit++) {
      const one = planes[right + bit]!;
      const other = planes[left + bit]!;
      if (one === other || other === any) planes[at + bit] = one;
      else if (one === any) planes[at + bit] = other;
      else if (one === ones && other === zeros) planes[at + bit] = condition;
      else {
        planes[at + bit] = firstResult + results++;
        steps.push(condition, one, other);
      }
    }
  }
  const bits = Array.from(planes.subarray(0, width), (plane) => (plane === any ? zeros : plane));
  return { steps, bits, values };
}

interface TreeShape {
  readonly depth: number;
  readonly depths: Uint16Array;
  readonly leavesBelow: Uint16Array;
}

function shapeOf(ensemble: TreeEnsemble, first: number, count: number): TreeShape {
  const depths = new Uint16Array(count);
  const leavesBelow = new Uint16Array(count);
  let depth = 0;
  for (let node = 0; node < count; node++) {
    depth = Math.max(depth, depths[node]!);
    if (ensemble.splitFeatures[first + node]! < 0) continue;
    depths[ensemble.leftNodes[first + node]! - first] = depths[node]! + 1;
    depths[ensemble.rightNodes[first + node]! - first] = depths[node]! + 1;
  }
  for (let node = count - 1; node >= 0; node--) {
    const isLeaf = ensemble.splitFeatures[first + node]! < 0;
    leavesBelow[node] = isLeaf
      ? 1
      : leavesBelow[ensemble.leftNodes[first + node]! - first]! +
        leavesBelow[ensemble.rightNodes[first + node]! - first]!;
  }
  return { depth, depths, leavesBelow };
}

/** The lowest number of the leaves below each node: by the ways to them, at the depths given, or from left to right. */
function leafNumbersOf(
  ensemble: TreeEnsemble,
  first: number,
  leavesBelow: Uint16Array,
  depths: Uint16Array | null,
  depth: number,
): Uint16Array {
  const numbers = new Uint16Array(leavesBelow.length);
  for (let node = 0; node < numbers.length; node++) {
    if (ensemble.splitFeatures[first + node]! < 0) continue;
    const left = ensemble.leftNodes[first + node]! - first;
    numbers[left] = numbers[node]!;
    const beside = depths ? 2 ** (depth - depths[left]!) : leavesBelow[left]!;
    numbers[ensemble.rightNodes[first + node]! - first] = numbers[node]! + beside;
  }
  return numbers;
}
