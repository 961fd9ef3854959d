import { chunkBytes, chunkRows, chunkTableAt, header } from './layout';

/** The whole number of the header at `at`. */
export function word(at: usize): i32 {
  return load<i32>(header + at);
}

/** The address that stands in the header at `at`. */
export function address(at: usize): usize {
  return <usize>load<u32>(header + at);
}

/** The double of the header at `at`. */
export function double(at: usize): f64 {
  return load<f64>(header + at);
}

/** Rows of a chunk. */
export function rowsOfChunk(chunk: i32): i32 {
  return load<i32>(address(chunkTableAt) + <usize>chunk * chunkBytes, 4);
}

/** Whether a chunk holds rows for validation. */
export function isForValidation(chunk: i32): bool {
  return load<i32>(address(chunkTableAt) + <usize>chunk * chunkBytes, 8) !== 0;
}

/** Number of the first row of a chunk: chunks lie at equal distances. */
export function firstRowOf(chunk: i32): usize {
  return <usize>chunk * chunkRows;
}
