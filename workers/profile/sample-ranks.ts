import { type Kernel, threadKernel } from '../kernel-instance.ts';
import type { NumericView } from './number-series.ts';
import { Ranker } from './rank-values.ts';
import { putWholes, valuesAt, type WholeRange } from './sample-numbers.ts';
import type { SampleRoom } from './sample-room.ts';

const digits = 1 << 11;

/** Dense ranks of a column, by addresses in the kernel's memory. */
export interface DenseRanks {
  /** For each row the place of its number among the distinct ones, −1 where it has none. */
  readonly codes: number;
  /** How many rows have each distinct number. */
  readonly counts: number;
  readonly distinct: number;
  /** Rows with a number. */
  readonly total: number;
}

/** Ranks columns in the rows of a sample (ascending) one after another. */
export class SampleRanks {
  readonly #kernel: Kernel = threadKernel();
  readonly #sample: SampleRoom;
  readonly #rows: number;
  readonly #room: readonly number[];
  readonly #values: number;
  readonly #marks: number;
  readonly #total: number;
  readonly #ranker: Ranker;

  constructor(sample: SampleRoom) {
    const { length } = sample.sample;
    this.#sample = sample;
    this.#rows = length;
    const { call } = this.#kernel;
    this.#values = this.#words(length);
    this.#marks = call.allocate(length);
    this.#total = call.allocate(4);
    this.#room = [...Array.from({ length: 4 }, () => this.#words(length)), this.#words(digits)];
    this.#ranker = new Ranker(length);
  }

  rank(views: readonly NumericView[]): DenseRanks {
    const codes = this.#words(this.#rows);
    const counts = this.#words(this.#rows);
    const range = putWholes(views, this.#sample, this.#values, this.#marks);
    if (range) return this.#rankWholes(range, codes, counts);
    const ranks = this.#ranker.rank(valuesAt(views, this.#sample));
    this.#kernel.words.set(ranks.codes, codes >> 2);
    this.#kernel.words.set(ranks.counts, counts >> 2);
    return { codes, counts, distinct: ranks.counts.length, total: ranks.total };
  }

  #rankWholes({ minimum, maximum }: WholeRange, codes: number, counts: number): DenseRanks {
    const { call } = this.#kernel;
    const range = maximum - minimum;
    const [rows = 0, keys = 0, spareRows = 0, spareKeys = 0, starts = 0] = this.#room;
    const room = [rows, keys, spareRows, spareKeys, starts] as const;
    const source = [this.#values, this.#marks, this.#rows, minimum, range] as const;
    const distinct = call.rankWholes(...source, codes, counts, this.#total, ...room);
    return { codes, counts, distinct, total: this.#kernel.words[this.#total >> 2] as number };
  }

  #words(count: number): number {
    return this.#kernel.call.allocate(count * 4 + 4);
  }
}
