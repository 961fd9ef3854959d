/** One of several hashes of 32 bits of two words, told apart by `factor` (Appleby's MurmurHash3, its body and its end). */
export function wordHash(hash: number, one: number, other: number, factor: number, otherFactor: number): number {
  return spread(mixWord(mixWord(hash, one, factor), other, otherFactor));
}

function mixWord(hash: number, word: number, factor: number): number {
  let mixed = Math.imul(word, factor);
  mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x38b34ae5);
  const sum = hash ^ mixed;
  return (Math.imul((sum << 13) | (sum >>> 19), 5) + 0xe6546b64) | 0;
}

function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
