import {
  chunksAt,
  firstOutputAt,
  gradientsAt,
  leafBytes,
  leafCountsAt,
  leafSumsAt,
  leafTableAt,
  marginsAt,
  nodesAt,
  rowsAt,
  trainChunksAt,
} from './layout';
import { rowList, segmentAt } from './start-tree';
import { address, firstRowOf, word } from './words';

function leafTable(tree: i32): usize {
  return address(leafTableAt) + <usize>tree * <usize>word(nodesAt) * leafBytes;
}

/** Sums of gradient and hessian of the rows that a chunk has in each leaf of a tree, in double precision. */
export function sumLeaves(item: i32): void {
  const chunks = word(trainChunksAt);
  const tree = item / chunks;
  const chunk = item % chunks;
  const leaves = load<i32>(address(leafCountsAt) + ((<usize>tree) << 2));
  const output = <usize>(word(firstOutputAt) + tree);
  const gradients = address(gradientsAt) + ((output * <usize>word(rowsAt) + firstRowOf(chunk)) << 3);
  const sums = address(leafSumsAt) + ((<usize>item * <usize>word(nodesAt)) << 4);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const entry = leafTable(tree) + <usize>leaf * leafBytes;
    const segment = load<u32>(segmentAt(tree, load<i32>(entry), chunk));
    const from = rowList(tree, load<i32>(entry, 4), chunk) + ((<usize>(segment >>> 16)) << 1);
    const end = from + ((<usize>(segment & 0xffff)) << 1);
    let sum = f64x2.splat(0);
    for (let at = from; at < end; at += 2) {
      const pair = v128.load64_zero(gradients + ((<usize>load<u16>(at)) << 3));
      sum = f64x2.add(sum, f64x2.promote_low_f32x4(pair));
    }
    v128.store(sums + ((<usize>leaf) << 4), sum);
  }
}

/** Adds the values of the leaves of a tree to the margins of the rows of a chunk. */
export function updateMargins(item: i32): void {
  const chunks = word(chunksAt);
  const tree = item / chunks;
  const chunk = item % chunks;
  const leaves = load<i32>(address(leafCountsAt) + ((<usize>tree) << 2));
  const output = <usize>(word(firstOutputAt) + tree);
  const margins = address(marginsAt) + ((output * <usize>word(rowsAt) + firstRowOf(chunk)) << 3);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const entry = leafTable(tree) + <usize>leaf * leafBytes;
    const value = load<f64>(entry, 8);
    const segment = load<u32>(segmentAt(tree, load<i32>(entry), chunk));
    const from = rowList(tree, load<i32>(entry, 4), chunk) + ((<usize>(segment >>> 16)) << 1);
    const end = from + ((<usize>(segment & 0xffff)) << 1);
    for (let at = from; at < end; at += 2) {
      const place = margins + ((<usize>load<u16>(at)) << 3);
      store<f64>(place, load<f64>(place) + value);
    }
  }
}
