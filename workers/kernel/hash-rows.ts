import { hashText } from './text-entries';

const factor: u64 = 0x9e3779b97f4a7c15;

/**
 * Sets the kinds of cells apart: the number 1, the text "1" and TRUE are different values. Those of what is no number are
 * doubles that are no number either.
 */
const salts: StaticArray<u64> = [
  0x7ff8000100000000, 0, 0x3c6ef37200000000, 0x7ff8000300000000, 0x6a09e66700000000, 0x71374491bb67ae85,
];
const text: i32 = 2;
const error: i32 = 5;

/** Hashes the texts of a dictionary to `target`, 8 bytes each. */
export function hashEntries(bytes: usize, offsets: usize, count: i32, target: usize): void {
  for (let entry = 0; entry < count; entry++) {
    const at = offsets + ((<usize>entry) << 2);
    const from = load<u32>(at);
    store<u64>(target + ((<usize>entry) << 3), hashText(bytes + <usize>from, <i32>(load<u32>(at, 4) - from)));
  }
}

/*
 * Mixing a cell into a row: a step that takes no two different cells to the same hash, and no two different hashes with the same
 * cell either. It stands in each loop in full.
 */

/** Mixes whole numbers of one kind into the hashes of `rows` rows. */
export function mixWholes(values: usize, kind: i32, rows: i32, hashes: usize): void {
  const salt = unchecked(salts[kind]);
  for (let row = 0; row < rows; row++) {
    const at = hashes + ((<usize>row) << 3);
    const hash = (load<u64>(at) ^ <u64>load<i32>(values + ((<usize>row) << 2)) ^ salt) * factor;
    store<u64>(at, hash ^ (hash >> 29));
  }
}

/** Mixes texts of one kind, by the hashes of their entries. */
export function mixCodes(codes: usize, entries: usize, kind: i32, rows: i32, hashes: usize): void {
  const salt = unchecked(salts[kind]);
  for (let row = 0; row < rows; row++) {
    const at = hashes + ((<usize>row) << 3);
    const entry = load<u64>(entries + ((<usize>load<u32>(codes + ((<usize>row) << 2))) << 3));
    const hash = (load<u64>(at) ^ entry ^ salt) * factor;
    store<u64>(at, hash ^ (hash >> 29));
  }
}

/** Mixes cells of any kind; numbers are whole ones, or doubles, of which 0 and −0 are one. Addresses of what there is not are 0. */
export function mixCells(
  kinds: usize,
  wholes: usize,
  doubles: usize,
  codes: usize,
  entries: usize,
  rows: i32,
  hashes: usize,
): void {
  for (let row = 0; row < rows; row++) {
    const kind = <i32>load<u8>(kinds + <usize>row);
    let cell: u64 = 0;
    if (kind === text || kind === error) {
      cell = load<u64>(entries + ((<usize>load<u32>(codes + ((<usize>row) << 2))) << 3));
    } else if (kind !== 0) {
      if (wholes !== 0) cell = <u64>load<i32>(wholes + ((<usize>row) << 2));
      else cell = reinterpret<u64>(load<f64>(doubles + ((<usize>row) << 3)) + 0.0);
    }
    const at = hashes + ((<usize>row) << 3);
    const hash = (load<u64>(at) ^ cell ^ unchecked(salts[kind])) * factor;
    store<u64>(at, hash ^ (hash >> 29));
  }
}
