// Programs are laid out by ../trees/explain/explain-program.ts.
import { goesRight } from './walk-rows';

/**
 * Adds the Shapley values of one tree for `rows` rows, a multiple of 16, to `amounts` (a column of doubles for each feature, of
 * `columnRows` rows, as are the columns of `slots`). `scratch` has a byte for each row and each question, edge and pattern.
 *
 * A program: how many questions, edges and groups; of each question its slot, code and set size; of each edge its question,
 * whether it is the left one, and the edge above of the same feature (−1: none); of each group how many bits and features, of
 * each bit a byte column (questions first, then edges), of each feature its place and where its table stands.
 */
export function explainRows(
  program: usize,
  slots: usize,
  setWords: usize,
  tables: usize,
  amounts: usize,
  columnRows: u32,
  rows: u32,
  scratch: usize,
): void {
  const questions = load<i32>(program);
  const edges = load<i32>(program, 4);
  const groups = load<i32>(program, 8);
  let at = program + 12;
  let column = scratch;
  for (let question = 0; question < questions; question++) {
    const slot = slots + ((<usize>load<u32>(at) * columnRows) << 2);
    const code = load<i32>(at, 4);
    if (code >= 0) compareRanks(slot, code, rows, column);
    else askSets(slot, code, load<i32>(at, 8), setWords, rows, column);
    at += 12;
    column += rows;
  }
  for (let edge = 0; edge < edges; edge++) {
    const asked = scratch + <usize>(load<u32>(at) * rows);
    const isLeft = load<i32>(at, 4);
    const above = load<i32>(at, 8);
    const aboveColumn = above < 0 ? 0 : scratch + <usize>((questions + above) * rows);
    passEdge(asked, isLeft, aboveColumn, rows, column);
    at += 12;
    column += rows;
  }
  for (let group = 0; group < groups; group++) {
    const bits = load<i32>(at);
    const features = load<i32>(at, 4);
    at += 8;
    gatherPattern(at, bits, scratch, rows, column);
    at += (<usize>bits) << 2;
    for (let feature = 0; feature < features; feature++) {
      const sums = amounts + ((<usize>load<u32>(at) * columnRows) << 3);
      addTable(column, tables + <usize>load<u32>(at, 4), sums, rows);
      at += 8;
    }
  }
}

/** All bits of a row's byte where its rank reaches `code`, else none. */
function compareRanks(slot: usize, code: i32, rows: u32, out: usize): void {
  const least = i32x4.splat(code);
  for (let row: usize = 0; row < rows; row += 16) {
    const from = slot + (row << 2);
    const first = i16x8.narrow_i32x4_s(i32x4.ge_s(v128.load(from), least), i32x4.ge_s(v128.load(from, 16), least));
    const second = i16x8.narrow_i32x4_s(i32x4.ge_s(v128.load(from, 32), least), i32x4.ge_s(v128.load(from, 48), least));
    v128.store(out + row, i8x16.narrow_i16x8_s(first, second));
  }
}

function askSets(slot: usize, code: i32, size: i32, setWords: usize, rows: u32, out: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    store<u8>(out + row, <u8>(0 - goesRight(load<i32>(slot + (row << 2)), code, size, setWords)));
  }
}

function passEdge(asked: usize, isLeft: i32, above: usize, rows: u32, out: usize): void {
  const turn = i8x16.splat(isLeft ? -1 : 0);
  for (let row: usize = 0; row < rows; row += 16) {
    const passes = v128.xor(v128.load(asked + row), turn);
    v128.store(out + row, above === 0 ? passes : v128.and(passes, v128.load(above + row)));
  }
}

function gatherPattern(columns: usize, bits: i32, scratch: usize, rows: u32, out: usize): void {
  for (let row: usize = 0; row < rows; row += 16) {
    let pattern = i8x16.splat(0);
    for (let bit = 0; bit < bits; bit++) {
      const column = scratch + <usize>(load<u32>(columns + ((<usize>bit) << 2)) * rows);
      pattern = v128.or(pattern, v128.and(v128.load(column + row), i8x16.splat(<i8>((<i32>1) << bit))));
    }
    v128.store(out + row, pattern);
  }
}

function addTable(patterns: usize, table: usize, sums: usize, rows: u32): void {
  for (let row: usize = 0; row < rows; row += 4) {
    const four = load<u32>(patterns + row);
    const to = sums + (row << 3);
    store<f64>(to, load<f64>(to) + load<f64>(table + ((<usize>(four & 255)) << 3)));
    store<f64>(to, load<f64>(to, 8) + load<f64>(table + ((<usize>((four >>> 8) & 255)) << 3)), 8);
    store<f64>(to, load<f64>(to, 16) + load<f64>(table + ((<usize>((four >>> 16) & 255)) << 3)), 16);
    store<f64>(to, load<f64>(to, 24) + load<f64>(table + ((<usize>(four >>> 24)) << 3)), 24);
  }
}
