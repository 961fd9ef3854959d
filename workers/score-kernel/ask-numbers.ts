// Planes of questions for numbers; ../trees/score/number-questions.ts lays them out.
import { blockRows, doubleForm, planeBytes, singleForm } from './layout';

/**
 * Writes the rows of a column to `values` as doubles, with NaN for what is missing. `rounds`: to single precision first;
 * `missingIsZero` and `zeroWidth` (zeros up to so far from 0 are missing; below 0: none) as the nodes of an ensemble tell.
 */
export function readNumbers(
  raw: usize,
  form: i32,
  rounds: i32,
  missingIsZero: i32,
  zeroWidth: f64,
  values: usize,
): void {
  for (let row: usize = 0; row < <usize>blockRows; row++) {
    let value: f64;
    if (form === singleForm) value = <f64>load<f32>(raw + (row << 2));
    else if (form === doubleForm) value = load<f64>(raw + (row << 3));
    else value = codeAsNumber(load<i32>(raw + (row << 2)));
    if (rounds) value = <f64>(<f32>value);
    if (missingIsZero && isNaN(value)) value = 0;
    if (abs(value) <= zeroWidth) value = NaN;
    store<f64>(values + (row << 3), value);
  }
}

function codeAsNumber(code: i32): f64 {
  return code < 0 ? NaN : <f64>code;
}

function setBit(plane: usize, row: usize): void {
  const at = plane + (row >> 3);
  store<u8>(at, load<u8>(at) | ((<u8>1) << (<u8>(row & 7))));
}

/**
 * Answers, for each threshold in ascending order, which rows are not below it: planes 1 to `count` at `planes`. Plane 0 is of no
 * use, and the one behind the last has the rows that are missing, which are in no other. There are `2 × half − 1` places of
 * thresholds, filled up with NaN.
 */
export function askThresholds(values: usize, thresholds: usize, half: usize, count: usize, planes: usize): void {
  memory.fill(planes, 0, (count + 2) * planeBytes);
  const missing = count + 1;
  for (let row: usize = 0; row < <usize>blockRows; row += 4) {
    const at = values + (row << 3);
    const a = load<f64>(at);
    const b = load<f64>(at, 8);
    const c = load<f64>(at, 16);
    const d = load<f64>(at, 24);
    let ofA = thresholds;
    let ofB = thresholds;
    let ofC = thresholds;
    let ofD = thresholds;
    for (let step = half << 3; step >= 8; step >>= 1) {
      const look = step - 8;
      ofA += step & (0 - <usize>(load<f64>(ofA + look) <= a));
      ofB += step & (0 - <usize>(load<f64>(ofB + look) <= b));
      ofC += step & (0 - <usize>(load<f64>(ofC + look) <= c));
      ofD += step & (0 - <usize>(load<f64>(ofD + look) <= d));
    }
    setBit(planes + planeOf(ofA - thresholds, a, missing), row);
    setBit(planes + planeOf(ofB - thresholds, b, missing), row + 1);
    setBit(planes + planeOf(ofC - thresholds, c, missing), row + 2);
    setBit(planes + planeOf(ofD - thresholds, d, missing), row + 3);
  }
  let a = i64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (let plane = planes + count * planeBytes; plane > planes; plane -= planeBytes) {
    a = v128.or(a, v128.load(plane));
    b = v128.or(b, v128.load(plane, 16));
    c = v128.or(c, v128.load(plane, 32));
    d = v128.or(d, v128.load(plane, 48));
    v128.store(plane, a);
    v128.store(plane, b, 16);
    v128.store(plane, c, 32);
    v128.store(plane, d, 48);
  }
}

/** How far the plane lies that a row belongs to, by where its search ended (eight bytes a threshold). */
function planeOf(found: usize, value: f64, missing: usize): usize {
  return select<usize>(missing, found >> 3, isNaN(value)) * planeBytes;
}

/** Writes planes with the missing rows added: `pairs` has, `count` times, the address of a plane and that of the new one. */
export function addMissing(pairs: usize, count: u32, missing: usize): void {
  const a = v128.load(missing);
  const b = v128.load(missing, 16);
  const c = v128.load(missing, 32);
  const d = v128.load(missing, 48);
  const end = pairs + ((<usize>count) << 3);
  for (let pair = pairs; pair < end; pair += 8) {
    const from = <usize>load<u32>(pair);
    const to = <usize>load<u32>(pair, 4);
    v128.store(to, v128.or(a, v128.load(from)));
    v128.store(to, v128.or(b, v128.load(from, 16)), 16);
    v128.store(to, v128.or(c, v128.load(from, 32)), 32);
    v128.store(to, v128.or(d, v128.load(from, 48)), 48);
  }
}
