import type { Committer } from './committer.ts';
import type { Settlement } from './job-queue.ts';

interface Gathered {
  readonly settlements: Settlement[];
  nowMs: number;
  readonly haveCounted: Promise<boolean[]>;
}

/** Settlements that have nothing to write alongside: those of the same moment are written by the same statements. */
export class PlainEnds {
  readonly #committer: Committer;
  readonly #settle: (settlements: readonly Settlement[], nowMs: number) => boolean[];
  #gathered: Gathered | null = null;

  constructor(committer: Committer, settle: (settlements: readonly Settlement[], nowMs: number) => boolean[]) {
    this.#committer = committer;
    this.#settle = settle;
  }

  async add(settlements: readonly Settlement[], nowMs: number): Promise<boolean[]> {
    this.#gathered ??= this.#gather();
    const gathered = this.#gathered;
    const from = gathered.settlements.length;
    gathered.settlements.push(...settlements);
    gathered.nowMs = Math.max(gathered.nowMs, nowMs);
    return (await gathered.haveCounted).slice(from, from + settlements.length);
  }

  #gather(): Gathered {
    const settlements: Settlement[] = [];
    const gathered: Gathered = {
      settlements,
      nowMs: 0,
      haveCounted: this.#committer.write(
        () => {
          if (this.#gathered === gathered) this.#gathered = null;
          return this.#settle(settlements, gathered.nowMs);
        },
        { durability: 'behind' },
      ),
    };
    return gathered;
  }
}
