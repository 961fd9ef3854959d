import type { ComparedCells } from '../cells/compared-cells.ts';
import { wordHash } from '../cells/word-hash.ts';

const registerBits = 12;
const registers = 2 ** registerBits;
const shares = Float64Array.from({ length: 34 }, (_, rank) => 2 ** -rank);

/**
 * About how many different values a column has, right within a few percent (HyperLogLog: Flajolet, Fusy, Gandouet & Meunier 2007),
 * few of them nearly exactly.
 */
export function distinctEstimate({ present, words }: ComparedCells): number {
  const longest = new Uint8Array(registers);
  for (let row = 0; row < present.length; row++) {
    if (present[row] === 0) continue;
    const low = words[2 * row] as number;
    const high = words[2 * row + 1] as number;
    const register = wordHash(0, low, high, 0xcc9e2d51, 0x1b873593) & (registers - 1);
    const rank = Math.clz32(wordHash(0, high, low, 0x239b961b, 0xab0e9789)) + 1;
    if (rank > (longest[register] as number)) longest[register] = rank;
  }
  let sum = 0;
  let empty = 0;
  for (const rank of longest) {
    sum += shares[rank] as number;
    if (rank === 0) empty++;
  }
  const estimate = ((0.7213 / (1 + 1.079 / registers)) * registers ** 2) / sum;
  return estimate <= 2.5 * registers && empty > 0 ? registers * Math.log(registers / empty) : estimate;
}
