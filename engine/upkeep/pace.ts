import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work of this length is not noticed by anybody who waits for the same thread, though V8 clears up in its midst. */
export const stretchMs = 4;

/** Lets others have their turn in the midst of long work. */
export class Pace {
  #beganAtMs = performance.now();

  /** Gives the turn away if this stretch of work has been long enough. */
  async rest(): Promise<void> {
    if (performance.now() - this.#beganAtMs < stretchMs) return;
    await nextTurn();
    this.#beganAtMs = performance.now();
  }
}

/** How many things are done at a time so that it takes about as long as wished: it learns from how long it took. */
export class SliceSize {
  readonly #least: number;
  readonly #most: number;
  readonly #wishedMs: number;
  #size: number;

  constructor(least: number, most: number, wishedMs = stretchMs) {
    this.#least = least;
    this.#most = most;
    this.#wishedMs = wishedMs;
    this.#size = least;
  }

  get current(): number {
    return Math.round(this.#size);
  }

  /** Notes that the last slice took this long. */
  took(durationMs: number): void {
    const factor = Math.min(2, Math.max(0.25, this.#wishedMs / Math.max(durationMs, 0.01)));
    this.#size = Math.min(this.#most, Math.max(this.#least, this.#size * factor));
  }
}
