/**
 * Puts `wanted` of the rows 0 … `rows` − 1, rising, to `target`: selection sampling (Knuth, The Art of Computer Programming
 * 2, 3.4.2, algorithm S) with the numbers of Mulberry32.
 */
export function sampleRows(rows: i32, wanted: i32, seed: i32, target: usize): void {
  let state = seed;
  let taken = 0;
  for (let row = 0; taken < wanted; row++) {
    state = state + 0x6d2b79f5;
    let bits = (state ^ <i32>(<u32>state >>> 15)) * (state | 1);
    bits ^= bits + (bits ^ <i32>(<u32>bits >>> 7)) * (bits | 61);
    const random = <f64>(<u32>(bits ^ <i32>(<u32>bits >>> 14))) / 4294967296.0;
    if (<f64>(rows - row) * random < <f64>(wanted - taken)) {
      store<u32>(target + ((<usize>taken) << 2), row);
      taken++;
    }
  }
}
