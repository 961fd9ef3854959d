import { damagedModel } from '../model-reason.ts';
import type { JsonObject } from './json-values.ts';

/**
 * All questions that the trees of a file may ask, by their numbers. A feature has one for each of its borders or categories, far more than
 * are asked, so each is made when it is.
 */
export class BinaryQuestions {
  readonly #features: { readonly first: number; readonly make: (place: number) => JsonObject }[] = [];
  readonly #made = new Map<number, JsonObject>();
  #count = 0;

  /** Adds the `count` questions of a feature behind those of the features before. */
  add(count: number, make: (place: number) => JsonObject): void {
    if (count > 0) this.#features.push({ first: this.#count, make });
    this.#count += count;
  }

  /** The question as a split of the JSON. Throws MODEL_DAMAGED. */
  at(number: number): JsonObject {
    let question = this.#made.get(number);
    if (!question) {
      question = this.#make(number);
      this.#made.set(number, question);
    }
    return question;
  }

  #make(number: number): JsonObject {
    if (!(number >= 0 && number < this.#count)) throw damagedModel('a split asks for a feature that does not exist');
    let [low, high] = [0, this.#features.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#features[middle]!.first <= number) low = middle;
      else high = middle - 1;
    }
    const { first, make } = this.#features[low]!;
    return { ...make(number - first), split_index: number };
  }
}
