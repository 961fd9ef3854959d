import {
  chunkRows,
  chunksAt,
  firstOutputAt,
  gradientsAt,
  header,
  nodesAt,
  packedListsAt,
  rowListsAt,
  rowsAt,
  segmentsAt,
  startSumsAt,
  trainChunksAt,
  unitBytes,
  unitsAt,
} from './layout';
import { address, firstRowOf, isForValidation, rowsOfChunk, word } from './words';

/** Where the rows of a chunk stand in the list of a tree; there are two lists, for the depths that are even and odd. */
export function rowList(tree: i32, depth: i32, chunk: i32): usize {
  const list = <usize>(tree * 2 + (depth & 1)) * <usize>word(rowsAt);
  return address(rowListsAt) + ((list + firstRowOf(chunk)) << 1);
}

/** Where the packed gradients of the rows of a chunk stand, in the order of the list. */
export function packedList(tree: i32, depth: i32, chunk: i32): usize {
  const list = <usize>(tree * 2 + (depth & 1)) * <usize>word(trainChunksAt) * chunkRows;
  return address(packedListsAt) + ((list + firstRowOf(chunk)) << 3);
}

/** The place of a node's rows within the list of a chunk: the first in the upper half of the word, their number in the lower. */
export function segmentAt(tree: i32, node: i32, chunk: i32): usize {
  return address(segmentsAt) + ((<usize>(tree * word(nodesAt) + node) * <usize>word(chunksAt) + <usize>chunk) << 2);
}

/**
 * Puts all rows of a chunk into the root of a tree, with gradient and hessian as whole numbers: the gradient is the upper half of
 * a word and the hessian, never negative, the lower, so that one addition adds both, exactly and in any order.
 */
export function startTree(item: i32): void {
  const chunks = word(chunksAt);
  const tree = item / chunks;
  const chunk = item % chunks;
  const count = rowsOfChunk(chunk);
  const rows = rowList(tree, 0, chunk);
  for (let row = 0; row < count; row++) store<u16>(rows + ((<usize>row) << 1), <u16>row);
  store<u32>(segmentAt(tree, 0, chunk), <u32>count);
  if (isForValidation(chunk)) return;
  const output = <usize>(word(firstOutputAt) + tree);
  const gradients = address(gradientsAt) + ((output * <usize>word(rowsAt) + firstRowOf(chunk)) << 3);
  const packed = packedList(tree, 0, chunk);
  const scales = v128.load(header + unitsAt + <usize>tree * unitBytes);
  let sum: i64 = 0;
  for (let row = 0; row < count; row += 2) {
    const at = (<usize>row) << 3;
    const pairs = v128.load(gradients + at);
    const upper = i8x16.shuffle(pairs, pairs, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
    const first = i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(f64x2.mul(f64x2.promote_low_f32x4(pairs), scales)));
    const second = i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(f64x2.mul(f64x2.promote_low_f32x4(upper), scales)));
    const both = i64x2.replace_lane(first, 1, i64x2.extract_lane(second, 0));
    v128.store(packed + at, both);
    sum += i64x2.extract_lane(both, 0);
    if (row + 1 < count) sum += i64x2.extract_lane(both, 1);
  }
  store<i64>(address(startSumsAt) + ((<usize>item) << 3), sum);
}
