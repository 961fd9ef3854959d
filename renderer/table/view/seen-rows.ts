/** The rows in sight (`endRow` not included). */
interface Seen {
  readonly firstRow: number;
  readonly endRow: number;
}

/** Which rows are in sight: it changes with every scroll, and only what shows it is drawn anew. */
export class SeenRows {
  #seen: Seen = { firstRow: 0, endRow: 0 };
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly current = (): Seen => this.#seen;

  show(firstRow: number, endRow: number): void {
    this.#seen = { firstRow, endRow };
    for (const listener of this.#listeners) listener();
  }
}
