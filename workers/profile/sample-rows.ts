/** Mulberry32: a small generator with 32 bits of state, good enough to draw rows, and the same on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * `wanted` of the rows 0 … `rows` − 1, ascending, each set of that size equally likely and fixed by `seed`; all rows
 * when there are no more. Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S).
 */
export function sampleRows(rows: number, wanted: number, seed: number): Uint32Array {
  if (rows <= wanted) return Uint32Array.from({ length: rows }, (_, row) => row);
  const random = createRandom(seed);
  const sample = new Uint32Array(wanted);
  let taken = 0;
  for (let row = 0; taken < wanted; row++) {
    if ((rows - row) * random() < wanted - taken) sample[taken++] = row;
  }
  return sample;
}
