import {
  chunksAt,
  movesGradientsAt,
  nodesAt,
  splitBytes,
  splitColumn,
  splitCountsAt,
  splitDepth,
  splitGoesLeft,
  splitLeft,
  splitNode,
  splitRight,
  splitTableAt,
} from './layout';
import { packedList, rowList, segmentAt } from './start-tree';
import { address, firstRowOf, isForValidation, word } from './words';

/** Carries out the splits of a tree on the rows of one chunk. */
export function partitionChunk(item: i32): void {
  const chunks = word(chunksAt);
  const tree = item / chunks;
  const chunk = item % chunks;
  const movesGradients = word(movesGradientsAt) !== 0 && !isForValidation(chunk);
  const count = load<i32>(address(splitCountsAt) + ((<usize>tree) << 2));
  const table = address(splitTableAt) + <usize>tree * (<usize>word(nodesAt) * splitBytes);
  for (let index = 0; index < count; index++) {
    const split = table + <usize>index * splitBytes;
    const node = load<i32>(split + splitNode);
    const depth = load<i32>(split + splitDepth);
    const segment = load<u32>(segmentAt(tree, node, chunk));
    const start = <usize>(segment >>> 16);
    const rows = <i32>(segment & 0xffff);
    const column = <usize>load<u32>(split + splitColumn) + firstRowOf(chunk);
    const from = rowList(tree, depth, chunk) + (start << 1);
    const to = rowList(tree, depth + 1, chunk) + (start << 1);
    let left: i32;
    if (movesGradients) {
      const packed = packedList(tree, depth, chunk) + (start << 3);
      const target = packedList(tree, depth + 1, chunk) + (start << 3);
      left = moveBoth(from, to, packed, target, rows, column, split + splitGoesLeft);
    } else {
      left = moveRows(from, to, rows, column, split + splitGoesLeft);
    }
    store<u32>(segmentAt(tree, load<i32>(split + splitLeft), chunk), ((<u32>start) << 16) | <u32>left);
    const right = ((<u32>(start + <usize>left)) << 16) | <u32>(rows - left);
    store<u32>(segmentAt(tree, load<i32>(split + splitRight), chunk), right);
  }
}

/*
 * Each row is written to both ends of what is left of its place, and one end moves on: no branch to guess. Rows of the right
 * child so stand in reversed order, the same for any number of threads.
 */

function moveRows(from: usize, to: usize, rows: i32, column: usize, goesLeft: usize): i32 {
  let low = to;
  let high = to + ((<usize>rows) << 1) - 2;
  const end = from + ((<usize>rows) << 1);
  for (let at = from; at < end; at += 2) {
    const row = load<u16>(at);
    const isLeft = <usize>load<u8>(goesLeft + <usize>load<u8>(column + <usize>row));
    store<u16>(low, row);
    store<u16>(high, row);
    low += isLeft << 1;
    high -= (isLeft ^ 1) << 1;
  }
  return <i32>((low - to) >> 1);
}

function moveBoth(
  from: usize,
  to: usize,
  packed: usize,
  target: usize,
  rows: i32,
  column: usize,
  goesLeft: usize,
): i32 {
  let low: usize = 0;
  let high: usize = <usize>rows - 1;
  for (let index: usize = 0; index < <usize>rows; index++) {
    const row = load<u16>(from + (index << 1));
    const pair = load<u64>(packed + (index << 3));
    const isLeft = <usize>load<u8>(goesLeft + <usize>load<u8>(column + <usize>row));
    store<u16>(to + (low << 1), row);
    store<u16>(to + (high << 1), row);
    store<u64>(target + (low << 3), pair);
    store<u64>(target + (high << 3), pair);
    low += isLeft;
    high -= isLeft ^ 1;
  }
  return <i32>low;
}
