import type { Arena } from './fit-memory.ts';

/** Histograms that nodes hold while their children may need them; as much memory as was wanted at once, up to a limit. */
export class HistogramPool {
  readonly #arena: Arena;
  readonly #bytes: number;
  readonly #most: number;
  readonly #free: number[] = [];
  #made = 0;

  /** Of `bytes` each; about `most` of them at most. */
  constructor(arena: Arena, bytes: number, most: number) {
    this.#arena = arena;
    this.#bytes = bytes;
    this.#most = most;
  }

  /** Address of a histogram of any content; 0 where the limit is reached. */
  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#made >= this.#most) return 0;
    return this.#make();
  }

  /** As `take`, but beyond the limit where nothing is free. */
  takeAnyway(): number {
    return this.#free.pop() ?? this.#make();
  }

  #make(): number {
    this.#made++;
    return this.#arena.take(this.#bytes);
  }

  /** Takes the histogram back from whoever holds it. */
  give(holder: { histogram: number }): void {
    if (holder.histogram !== 0) this.#free.push(holder.histogram);
    holder.histogram = 0;
  }
}
