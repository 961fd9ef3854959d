import type { TableView } from '../../../contract/table-view.ts';
import type { ColumnStatistics } from '../../../contract/tables.ts';

export type LoadFigures = (
  view: TableView,
  columns: number[],
  signal: AbortSignal,
) => Promise<readonly ColumnStatistics[]>;

/** Few enough that the first figures come soon. */
const columnsAtOnce = 4;

/** What the columns in sight hold within the view on screen, read a few at a time. */
export class ColumnFigures {
  readonly #load: LoadFigures;
  readonly #onChange: () => void;
  #known = new Map<number, ColumnStatistics>();
  #failed = new Set<number>();
  #wanted: readonly number[] = [];
  #view: TableView | null = null;
  #rowsKey = '';
  #loading: AbortController | null = null;

  constructor(load: LoadFigures, onChange: () => void) {
    this.#load = load;
    this.#onChange = onChange;
  }

  of(place: number): ColumnStatistics | undefined {
    return this.#known.get(place);
  }

  /** Figures of this view's rows from now on. Another order of the same rows changes none. */
  show(view: TableView): void {
    const rowsKey = JSON.stringify([view.filters, view.search]);
    this.#view = view;
    if (rowsKey === this.#rowsKey) return;
    this.#rowsKey = rowsKey;
    this.#known = new Map();
    this.#failed = new Set();
    this.#loading?.abort();
    this.#loading = null;
    this.#next();
  }

  /** The columns in sight, the most wanted first. */
  want(places: readonly number[]): void {
    this.#wanted = places;
    this.#next();
  }

  close(): void {
    this.#loading?.abort();
    this.#wanted = [];
    this.#view = null;
  }

  #next(): void {
    const view = this.#view;
    if (this.#loading || !view) return;
    const missing = this.#wanted.filter((place) => !this.#known.has(place) && !this.#failed.has(place));
    if (missing.length > 0) void this.#read(view, missing.slice(0, columnsAtOnce));
  }

  async #read(view: TableView, places: number[]): Promise<void> {
    const loading = new AbortController();
    this.#loading = loading;
    try {
      for (const figures of await this.#load(view, places, loading.signal)) {
        if (loading.signal.aborted) return;
        this.#known.set(figures.column, figures);
      }
    } catch {
      // A head without figures says enough; the rows tell what is wrong.
      for (const place of places) this.#failed.add(place);
    }
    if (loading.signal.aborted) return;
    this.#loading = null;
    this.#onChange();
    this.#next();
  }
}
