import { sampleSeedAt, sampleShareAt, weightsAt } from './layout';
import { address, word } from './words';

/** What the gradients of two rows are multiplied with: their weights, and 0 for one that is not drawn or stands behind the last. */
export function factorsOf(first: usize, row: i32, count: i32): v128 {
  const weights = address(weightsAt);
  const share = <u32>word(sampleShareAt);
  let factors = f64x2.splat(1);
  if (weights !== 0) factors = v128.load(weights + ((first + <usize>row) << 3));
  if (row + 1 === count) factors = f64x2.replace_lane(factors, 1, 0);
  if (share !== 0) {
    const number = <u32>first + <u32>row;
    if (mix(number) >= share) factors = f64x2.replace_lane(factors, 0, 0);
    if (mix(number + 1) >= share) factors = f64x2.replace_lane(factors, 1, 0);
  }
  return factors;
}

/** A number of 32 bits that looks random, the same for a row and a round; the finaliser of MurmurHash 3 over both. */
function mix(row: u32): u32 {
  let bits = row * 0x9e3779b1 + <u32>word(sampleSeedAt);
  bits = (bits ^ (bits >>> 16)) * 0x85ebca6b;
  bits = (bits ^ (bits >>> 13)) * 0xc2b2ae35;
  return bits ^ (bits >>> 16);
}
