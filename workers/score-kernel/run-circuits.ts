// Circuits are laid out by ../trees/score/tree-circuit.ts.
import { blockRows, circuitHeadWords, planeBytes, stepWords, vectorBytes, vectorRows } from './layout';

/**
 * Adds the leaves of `trees` trees, whose circuits stand one after the other, to the margins of the rows of a block. The steps
 * of a circuit, each of which chooses between two planes by a third, write one plane after the other to `results`; what they
 * end in are the bits of the number of a row's leaf, which go to `leaves`.
 */
export function runCircuits(circuits: usize, trees: u32, results: usize, zeros: usize, leaves: usize): void {
  let at = circuits;
  for (let tree: u32 = 0; tree < trees; tree++) {
    const steps = <usize>load<u32>(at);
    const planes = load<u32>(at, 4);
    const values = <usize>load<u32>(at, 8);
    const margins = <usize>load<u32>(at, 12);
    at += circuitHeadWords * 4;
    const end = at + steps * (stepWords * 4);
    for (let result = results; at < end; at += stepWords * 4, result += planeBytes) {
      const condition = <usize>load<u32>(at);
      const one = <usize>load<u32>(at, 4);
      const other = <usize>load<u32>(at, 8);
      choose(condition, one, other, result, 0);
      choose(condition, one, other, result, 16);
      choose(condition, one, other, result, 32);
      choose(condition, one, other, result, 48);
    }
    if (planes > 0) numberLeaves(at, planes, zeros, leaves);
    else memory.fill(leaves, 0, blockRows);
    at += (<usize>planes) << 2;
    addLeaves(leaves, values, margins);
  }
}

function choose(condition: usize, one: usize, other: usize, result: usize, offset: usize): void {
  v128.store(
    result + offset,
    v128.bitselect(v128.load(one + offset), v128.load(other + offset), v128.load(condition + offset)),
  );
}

/** Where plane `place` of a list of `planes` addresses is; zeros beyond. */
function planeAt(list: usize, place: u32, planes: u32, zeros: usize): usize {
  return place < planes ? <usize>load<u32>(list + ((<usize>place) << 2)) : zeros;
}

/** Turns the planes of bits into a byte for each row: bytes of a row's bits are brought together, then transposed in words. */
function numberLeaves(list: usize, planes: u32, zeros: usize, leaves: usize): void {
  const at0 = planeAt(list, 0, planes, zeros);
  const at1 = planeAt(list, 1, planes, zeros);
  const at2 = planeAt(list, 2, planes, zeros);
  const at3 = planeAt(list, 3, planes, zeros);
  const at4 = planeAt(list, 4, planes, zeros);
  const at5 = planeAt(list, 5, planes, zeros);
  const at6 = planeAt(list, 6, planes, zeros);
  const at7 = planeAt(list, 7, planes, zeros);
  for (let from: usize = 0; from < <usize>planeBytes; from += vectorBytes) {
    const p0 = v128.load(at0 + from);
    const p1 = v128.load(at1 + from);
    const p2 = v128.load(at2 + from);
    const p3 = v128.load(at3 + from);
    const p4 = v128.load(at4 + from);
    const p5 = v128.load(at5 + from);
    const p6 = v128.load(at6 + from);
    const p7 = v128.load(at7 + from);
    const to = leaves + (from << 3);
    putHalf(lowBytes(p0, p1), lowBytes(p2, p3), lowBytes(p4, p5), lowBytes(p6, p7), to);
    putHalf(highBytes(p0, p1), highBytes(p2, p3), highBytes(p4, p5), highBytes(p6, p7), to + vectorRows / 2);
  }
}

function lowBytes(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

function highBytes(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

/** 64 rows: of each eight of them two bytes stand in each vector. */
function putHalf(a: v128, b: v128, c: v128, d: v128, to: usize): void {
  const abLow = v128.shuffle<u16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
  const cdLow = v128.shuffle<u16>(c, d, 0, 8, 1, 9, 2, 10, 3, 11);
  const abHigh = v128.shuffle<u16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
  const cdHigh = v128.shuffle<u16>(c, d, 4, 12, 5, 13, 6, 14, 7, 15);
  v128.store(to, transposed(v128.shuffle<u32>(abLow, cdLow, 0, 4, 1, 5)));
  v128.store(to, transposed(v128.shuffle<u32>(abLow, cdLow, 2, 6, 3, 7)), 16);
  v128.store(to, transposed(v128.shuffle<u32>(abHigh, cdHigh, 0, 4, 1, 5)), 32);
  v128.store(to, transposed(v128.shuffle<u32>(abHigh, cdHigh, 2, 6, 3, 7)), 48);
}

/** Both words as matrices of 8 × 8 bits, transposed (Warren, Hacker's Delight, 7-3). */
function transposed(bits: v128): v128 {
  const one = swapped(bits, 7, 0x00aa00aa00aa00aa);
  const two = swapped(one, 14, 0x0000cccc0000cccc);
  return swapped(two, 28, 0x00000000f0f0f0f0);
}

function swapped(bits: v128, distance: i32, mask: i64): v128 {
  const differing = v128.and(v128.xor(bits, i64x2.shr_u(bits, distance)), i64x2.splat(mask));
  return v128.xor(bits, v128.xor(differing, i64x2.shl(differing, distance)));
}

function addLeaves(leaves: usize, values: usize, margins: usize): void {
  let margin = margins;
  for (let at = leaves; at < leaves + blockRows; at += 8, margin += 64) {
    const eight = load<u64>(at);
    addPair(margin, values, eight, 0);
    addPair(margin + 16, values, eight, 16);
    addPair(margin + 32, values, eight, 32);
    addPair(margin + 48, values, eight, 48);
  }
}

/** Adds two leaves to two margins. */
function addPair(margin: usize, values: usize, leaves: u64, shift: u64): void {
  const first = values + ((<usize>((leaves >> shift) & 255)) << 3);
  const second = values + ((<usize>((leaves >> (shift + 8)) & 255)) << 3);
  const both = v128.load64_lane(second, v128.load64_zero(first), 1);
  v128.store(margin, f64x2.add(v128.load(margin), both));
}
