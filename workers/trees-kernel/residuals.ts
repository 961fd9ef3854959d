import {
  gradientsAt,
  marginsAt,
  quantileAt,
  residualAnswer,
  residualBytes,
  residualsAt,
  residualTableAt,
  targetsAt,
  trainChunksAt,
} from './layout';
import { rowList, segmentAt } from './start-tree';
import { address, double, firstRowOf, word } from './words';

/**
 * The quantile of what is missing to the targets in a leaf: with absolute and pinball losses, whose hessians say nothing, it
 * is the best value of the leaf (Friedman 2001, section 4.4). Rows count by their weights, which stand as their hessians.
 */
export function findResidualQuantile(item: i32): void {
  const entry = address(residualTableAt) + <usize>item * residualBytes;
  const tree = load<i32>(entry);
  const node = load<i32>(entry, 4);
  const pairs = address(residualsAt) + ((<usize>load<u32>(entry, 8)) << 4);
  const depth = load<i32>(entry, 12);
  let count: i32 = 0;
  let total: f64 = 0;
  for (let chunk = 0; chunk < word(trainChunksAt); chunk++) {
    const segment = load<u32>(segmentAt(tree, node, chunk));
    const from = rowList(tree, depth, chunk) + ((<usize>(segment >>> 16)) << 1);
    const end = from + ((<usize>(segment & 0xffff)) << 1);
    const first = firstRowOf(chunk);
    for (let at = from; at < end; at += 2) {
      const row = (first + <usize>load<u16>(at)) << 3;
      const weight = <f64>load<f32>(address(gradientsAt) + row);
      if (weight <= 0) continue;
      const residual = load<f64>(address(targetsAt) + row) - load<f64>(address(marginsAt) + row);
      store<f64>(pairs + ((<usize>count) << 4), residual);
      store<f64>(pairs + ((<usize>count) << 4), weight, 8);
      total += weight;
      count++;
    }
  }
  store<f64>(entry + residualAnswer, count === 0 ? 0 : select(pairs, count, total * double(quantileAt)));
}

/** The least value up to which the weights reach `wanted`: Hoare's selection, with the middle of three as the pivot. */
function select(pairs: usize, count: i32, wanted: f64): f64 {
  let low = 0;
  let high = count - 1;
  let below: f64 = 0;
  while (low < high) {
    const pivot = middleOf(valueAt(pairs, low), valueAt(pairs, (low + high) >> 1), valueAt(pairs, high));
    let left = low;
    let right = high;
    let sum: f64 = 0;
    while (left <= right) {
      while (valueAt(pairs, left) < pivot) left++;
      while (valueAt(pairs, right) > pivot) right--;
      if (left > right) break;
      swap(pairs, left, right);
      left++;
      right--;
    }
    // Now low…right are not above the pivot, left…high not below; between them stand at most pivots.
    for (let index = low; index <= right; index++) sum += load<f64>(pairs + ((<usize>index) << 4), 8);
    if (below + sum >= wanted) {
      if (right === high) break;
      high = right;
    } else {
      below += sum;
      if (left > right + 1) {
        const own = load<f64>(pairs + ((<usize>(right + 1)) << 4), 8);
        if (below + own >= wanted) return pivot;
        below += own;
      }
      low = left;
    }
    if (high < low) break;
  }
  return valueAt(pairs, min(low, count - 1));
}

function valueAt(pairs: usize, index: i32): f64 {
  return load<f64>(pairs + ((<usize>index) << 4));
}

function middleOf(a: f64, b: f64, c: f64): f64 {
  return max(min(a, b), min(max(a, b), c));
}

function swap(pairs: usize, left: i32, right: i32): void {
  const first = pairs + ((<usize>left) << 4);
  const second = pairs + ((<usize>right) << 4);
  const pair = v128.load(first);
  v128.store(first, v128.load(second));
  v128.store(second, pair);
}
