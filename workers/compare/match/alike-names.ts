import { bigrams, isPart, partLikeness, plainName } from './name-likeness.ts';

/** A name, and its pairs of neighbouring characters, each with its number among equal ones. */
interface TakenName {
  readonly plain: string;
  readonly grams: readonly string[];
}

/**
 * Finds among many names those like another one, as `nameLikeness` counts: pairs of characters are looked up, so that ten thousand
 * names against ten thousand take no more than seconds.
 */
export class AlikeNames {
  readonly #names: readonly TakenName[];
  /** Names by the pairs of characters that they have. */
  readonly #places = new Map<string, number[]>();
  /** By name: pairs of characters that it shares with the one that is looked for. */
  readonly #shared: Uint32Array;

  constructor(names: readonly string[]) {
    this.#names = names.map(taken);
    this.#shared = new Uint32Array(names.length);
    for (const [index, { grams }] of this.#names.entries()) {
      for (const gram of grams) {
        const places = this.#places.get(gram);
        if (places) places.push(index);
        else this.#places.set(gram, [index]);
      }
    }
  }

  /** Hands the names that are alike by `least` or more to `take`, in their order; what `take` answers is the least from there on. */
  find(name: string, least: number, take: (index: number, likeness: number) => number): void {
    const wanted = taken(name);
    const shared = this.#shared.fill(0);
    for (const gram of wanted.grams) {
      for (const index of this.#places.get(gram) ?? []) shared[index] = (shared[index] as number) + 1;
    }
    let limit = least;
    for (let index = 0; index < shared.length; index++) {
      const count = shared[index] as number;
      if (count === 0) continue;
      const likeness = likenessOf(wanted, this.#names[index]!, count);
      if (likeness >= limit) limit = take(index, likeness);
    }
  }
}

function likenessOf(one: TakenName, other: TakenName, shared: number): number {
  const dice = (2 * shared) / (one.grams.length + other.grams.length);
  // One name can only be a part of the other where all of its pairs are shared.
  if (dice >= partLikeness || shared < Math.min(one.grams.length, other.grams.length)) return dice;
  return isPart(one.plain, other.plain) ? partLikeness : dice;
}

function taken(name: string): TakenName {
  const plain = plainName(name);
  const counts = new Map<string, number>();
  const grams = bigrams(plain).map((gram) => {
    const count = counts.get(gram) ?? 0;
    counts.set(gram, count + 1);
    return `${gram}${count}`;
  });
  return { plain, grams };
}
