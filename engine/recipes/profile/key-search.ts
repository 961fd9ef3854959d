/**
 * Whether a column was found, while a table is described group by group, that holds a value of its own in each row: then no
 * row equals another, and nobody need compare them.
 */
export class KeySearch {
  #left: number;
  #hasKey: boolean;
  readonly #waiting: { readonly groupsLeft: number; readonly resolve: (hasKey: boolean) => void }[] = [];

  /** `groups`: of columns, each of which is told of once; `hasKey`: one such column is known already. */
  constructor(groups: number, hasKey: boolean) {
    this.#left = groups;
    this.#hasKey = hasKey;
  }

  described(hasKey: boolean): void {
    this.#left--;
    this.#hasKey ||= hasKey;
    for (const { groupsLeft, resolve } of this.#waiting) {
      if (this.#hasKey || this.#left <= groupsLeft) resolve(this.#hasKey);
    }
  }

  /** Whether there is one, as soon as one is known or no more than `groupsLeft` groups are left. */
  untilLeft(groupsLeft: number): Promise<boolean> {
    if (this.#hasKey || this.#left <= groupsLeft) return Promise.resolve(this.#hasKey);
    return new Promise((resolve) => this.#waiting.push({ groupsLeft, resolve }));
  }
}
