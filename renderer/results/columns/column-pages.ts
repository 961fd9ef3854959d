import type { ColumnProfile } from '../../../contract/profile.ts';

/** Columns `offset … offset + limit` of a list, and how many it has in all. */
export type LoadColumns = (
  offset: number,
  limit: number,
  signal: AbortSignal,
) => Promise<{ readonly columns: readonly ColumnProfile[]; readonly total: number }>;

export const columnsPerPage = 50;
const defaultCapacity = 10;

/**
 * A list of columns that is read page by page as it comes into sight and forgets the pages seen longest ago, so that
 * 16,384 columns take no more room than a few hundred.
 */
export class ColumnPages {
  readonly #pages = new Map<number, readonly ColumnProfile[]>();
  readonly #onTheWay = new Set<number>();
  readonly #load: LoadColumns;
  readonly #onChange: () => void;
  readonly #capacity: number;
  readonly #stop = new AbortController();
  #total: number | null = null;
  #error: unknown = null;

  constructor(load: LoadColumns, onChange: () => void, capacity = defaultCapacity) {
    this.#load = load;
    this.#onChange = onChange;
    this.#capacity = capacity;
  }

  /** How many columns the list has; null until the first page is here. */
  get total(): number | null {
    return this.#total;
  }

  /** What the last failed call threw; null when all is well. */
  get error(): unknown {
    return this.#error;
  }

  get pageCount(): number {
    return this.#pages.size;
  }

  /** The column at a place of the list, or undefined while it is not here. */
  at(place: number): ColumnProfile | undefined {
    return this.#pages.get(Math.floor(place / columnsPerPage))?.[place % columnsPerPage];
  }

  /** Sees to it that the places `first … last` (both included) come, and stay while others are forgotten. */
  want(first: number, last: number): void {
    const end = this.#total === null ? last : Math.min(last, this.#total - 1);
    for (let page = Math.floor(first / columnsPerPage); page * columnsPerPage <= Math.max(end, 0); page += 1) {
      const held = this.#pages.get(page);
      if (held) {
        this.#pages.delete(page);
        this.#pages.set(page, held);
      } else if (!this.#onTheWay.has(page)) {
        void this.#fetch(page);
      }
    }
  }

  /** Ends what is on its way; nothing changes any more. */
  dispose(): void {
    this.#stop.abort();
  }

  async #fetch(page: number): Promise<void> {
    const { signal } = this.#stop;
    this.#onTheWay.add(page);
    try {
      const { columns, total } = await this.#load(page * columnsPerPage, columnsPerPage, signal);
      if (signal.aborted) return;
      this.#total = total;
      this.#error = null;
      this.#pages.set(page, columns);
      for (const oldest of this.#pages.keys()) {
        if (this.#pages.size <= this.#capacity) break;
        this.#pages.delete(oldest);
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    } finally {
      this.#onTheWay.delete(page);
    }
    this.#onChange();
  }
}
