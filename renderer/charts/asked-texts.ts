import type { TextAsked } from './chart-messages.ts';

/**
 * The texts of one chart, which only the window's thread can make: what was answered once is known, what is not stands empty and
 * is missing until it is asked for.
 */
export class AskedTexts {
  readonly #ask: (round: number, asked: readonly TextAsked[]) => void;
  readonly #known = new Map<string, string>();
  readonly #missing = new Map<string, TextAsked>();
  #round = 0;
  #asked: readonly string[] = [];
  #answered: ((isAnswered: boolean) => void) | null = null;

  constructor(ask: (round: number, asked: readonly TextAsked[]) => void) {
    this.#ask = ask;
  }

  get isMissingSome(): boolean {
    return this.#missing.size > 0;
  }

  /** Stands for the function at `place` of the option. */
  maker(place: number): (...facts: unknown[]) => string {
    return (...facts) => {
      const plain = facts.slice(0, 2).map(plainFact);
      const key = JSON.stringify([place, plain]);
      const known = this.#known.get(key);
      if (known === undefined) this.#missing.set(key, { place, facts: plain });
      return known ?? '';
    };
  }

  /** Asks for all that is missing; false: something later was asked or all was forgotten before the answer came. */
  settle(): Promise<boolean> {
    this.#answered?.(false);
    this.#round += 1;
    this.#asked = [...this.#missing.keys()];
    this.#ask(this.#round, [...this.#missing.values()]);
    this.#missing.clear();
    return new Promise((resolve) => {
      this.#answered = resolve;
    });
  }

  answer(round: number, texts: readonly string[]): void {
    if (round !== this.#round) return;
    for (const [index, key] of this.#asked.entries()) this.#known.set(key, texts[index] ?? '');
    this.#answered?.(true);
    this.#answered = null;
  }

  /** Before another option, whose functions say other things. */
  forget(): void {
    this.#known.clear();
    this.#missing.clear();
    this.#answered?.(false);
    this.#answered = null;
    this.#round += 1;
  }
}

const factKeys = ['dataIndex', 'seriesIndex', 'seriesName', 'name', 'value', 'data', 'color'] as const;

/** What ECharts hands to a function of an option, without what cannot cross to another thread. */
export function plainFact(fact: unknown): unknown {
  if (Array.isArray(fact)) return fact.map(plainFact);
  if (typeof fact === 'function') return undefined;
  if (typeof fact !== 'object' || fact === null) return fact;
  const known = fact as Record<string, unknown>;
  return Object.fromEntries(factKeys.filter((key) => known[key] !== undefined).map((key) => [key, known[key]]));
}
