/** A number of 32 bits that looks random, the same for the same numbers; the finaliser of MurmurHash 3 over each. */
export function mixedSeed(...numbers: readonly number[]): number {
  let bits = 0x9e3779b9;
  for (const number of numbers) {
    bits = Math.imul(bits ^ number, 0x85ebca6b) + 0x165667b1;
    bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    bits ^= bits >>> 16;
  }
  return bits >>> 0;
}

/** Draws a share of the features, one at least; null where all are wanted. A draw depends on nothing but its seed. */
export function drawFeatures(features: number, share: number, seed: number): readonly boolean[] | null {
  const wanted = Math.max(1, Math.round(features * share));
  if (wanted >= features) return null;
  const order = Array.from({ length: features }, (_, feature) => feature);
  order.sort((a, b) => mixedSeed(seed, a) - mixedSeed(seed, b) || a - b);
  const chosen = Array.from({ length: features }, () => false);
  for (const feature of order.slice(0, wanted)) chosen[feature] = true;
  return chosen;
}
