/**
 * A line in which owners take turns: of those who wait, the one served longest ago is next, and each owner's items stay
 * in their order. So a small job gets through between the many orders of a large one.
 */
export class FairLine<T> {
  /** Owners in the order of their turns; a map keeps the order in which keys were added. */
  readonly #waiting = new Map<string, T[]>();

  push(owner: string, item: T): void {
    const items = this.#waiting.get(owner);
    if (items) items.push(item);
    else this.#waiting.set(owner, [item]);
  }

  /** Takes the next out of the line. */
  shift(): T | undefined {
    const [turn] = this.#waiting;
    if (!turn) return undefined;
    const [owner, items] = turn;
    const item = items.shift();
    this.#waiting.delete(owner);
    if (items.length > 0) this.#waiting.set(owner, items);
    return item;
  }

  /** Takes `item` out of the line wherever it stands. */
  remove(owner: string, item: T): void {
    const items = this.#waiting.get(owner)?.filter((one) => one !== item);
    if (items && items.length > 0) this.#waiting.set(owner, items);
    else this.#waiting.delete(owner);
  }

  /** Takes all out, in their order of turns. */
  clear(): T[] {
    const all: T[] = [];
    for (let item = this.shift(); item !== undefined; item = this.shift()) all.push(item);
    return all;
  }
}
