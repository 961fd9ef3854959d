/** A page of a long list, and how long the list is. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface PagedListOptions<T> {
  readonly load: (offset: number, limit: number, signal: AbortSignal) => Promise<ListPage<T>>;
  readonly keyOf: (item: T) => string;
  /** Something can be shown that could not before. */
  readonly onChange: () => void;
  /** Every item in sight and beyond has moved down by so many places (up where negative); told before `onChange`. */
  readonly onShifted?: (places: number) => void;
  /** Between two readings of what is in sight, while the list keeps changing. */
  readonly rereadEveryMs?: number;
}

export const pageLength = 50;
/** More would only queue up behind one another in the archive. */
const mostAtOnce = 2;
/** What is held at most; the rest is read again when it comes in sight. */
const capacity = 3000;
/** Read beyond both ends of what is in sight, so that items that moved a little are found again. */
const margin = 30;
const longestPage = 1000;

interface Held<T> {
  readonly item: T;
  /** The reading it comes from; older ones are shown until they are read anew. */
  readonly reading: number;
}

/**
 * The part of a long, living list that is in sight. Places change under it as items come and go: what is in sight is
 * then read anew and found again by its first item, so that the rows a person looks at stay where they are.
 */
export class PagedList<T> {
  readonly #options: PagedListOptions<T>;
  readonly #stop = new AbortController();
  readonly #held = new Map<number, Held<T>>();
  readonly #places = new Map<string, number>();
  readonly #onTheWay = new Set<number>();
  #total: number | null = null;
  #error: unknown = null;
  #reading = 0;
  #first = 0;
  #end = 0;
  #isRereading = false;
  #isStale = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastRereadMs = Number.NEGATIVE_INFINITY;

  constructor(options: PagedListOptions<T>) {
    this.#options = options;
  }

  /** null until the first page is here. */
  get total(): number | null {
    return this.#total;
  }

  /** What the last reading failed with; null once one has succeeded. */
  get error(): unknown {
    return this.#error;
  }

  /** The item at a place; undefined while it is on its way. */
  at(place: number): T | undefined {
    return this.#held.get(place)?.item;
  }

  /** Where an item stands that was read; -1 when it is not held. */
  placeOf(key: string): number {
    return this.#places.get(key) ?? -1;
  }

  /** Sees to it that these places come (end not included); wishes that have not begun are dropped. */
  want(first: number, end: number): void {
    this.#first = first;
    this.#end = end;
    this.#next();
  }

  /** Puts the newer form of a held item in its place; false when it is not held. */
  replace(item: T): boolean {
    const place = this.#places.get(this.#options.keyOf(item));
    const held = place === undefined ? undefined : this.#held.get(place);
    if (place === undefined || !held) return false;
    this.#held.set(place, { item, reading: held.reading });
    return true;
  }

  /** Reads what is in sight anew: at once when it was not done for a while, else as soon as that while is over. */
  refresh(): void {
    if (this.#stop.signal.aborted) return;
    this.#isStale = true;
    if (this.#isRereading || this.#timer !== undefined) return;
    const dueMs = this.#lastRereadMs + (this.#options.rereadEveryMs ?? 400) - performance.now();
    this.#timer = setTimeout(() => void this.#reread(), Math.max(0, dueMs));
  }

  /** Puts held items at other places until the next reading: `places` maps old to new ones, one to one. */
  rearrange(places: ReadonlyMap<number, number>): void {
    const moved = [...places].map(([from, to]) => [to, this.#held.get(from)] as const);
    for (const from of places.keys()) this.#drop(from);
    for (const [to, held] of moved) if (held) this.#put(to, held);
  }

  /** All items of places `first … end` (end not included), read where they are not held. */
  async readAll(first: number, end: number, signal?: AbortSignal): Promise<readonly T[]> {
    const items: T[] = [];
    for (let place = first; place < end; ) {
      const held = this.at(place);
      if (held !== undefined) {
        items.push(held);
        place += 1;
        continue;
      }
      const stop = signal ?? this.#stop.signal;
      const page = await this.#options.load(place, Math.min(longestPage, end - place), stop);
      if (page.items.length === 0) break;
      items.push(...page.items);
      place += page.items.length;
    }
    return items;
  }

  /** Ends what is on its way; nothing changes any more. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  #next(): void {
    const last = Math.min(this.#end, this.#total ?? this.#end) - 1;
    for (let page = Math.floor(this.#first / pageLength); page * pageLength <= last; page += 1) {
      if (this.#onTheWay.size >= mostAtOnce || this.#stop.signal.aborted) return;
      if (!this.#onTheWay.has(page) && this.#isMissing(page, last)) void this.#read(page);
    }
  }

  #isMissing(page: number, last: number): boolean {
    const from = Math.max(this.#first, page * pageLength);
    for (let place = from; place <= Math.min(last, (page + 1) * pageLength - 1); place += 1) {
      if (this.#held.get(place)?.reading !== this.#reading) return true;
    }
    return false;
  }

  async #read(page: number): Promise<void> {
    const reading = this.#reading;
    this.#onTheWay.add(page);
    try {
      const answer = await this.#options.load(page * pageLength, pageLength, this.#stop.signal);
      if (this.#stop.signal.aborted) return;
      // A reading of everything in sight has begun meanwhile: it knows better.
      if (reading === this.#reading) {
        // Another length: what was read before has moved, and is looked for again.
        if (this.#total !== null && this.#total !== answer.total) this.refresh();
        this.#take(page * pageLength, answer);
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#onTheWay.delete(page);
    }
    if (this.#error === null) this.#next();
    this.#tell();
  }

  async #reread(): Promise<void> {
    this.#timer = undefined;
    this.#isStale = false;
    this.#isRereading = true;
    this.#reading += 1;
    const reading = this.#reading;
    try {
      const found = await this.#find();
      if (this.#stop.signal.aborted || reading !== this.#reading) return;
      if (found.shift !== 0) this.#shift(found.shift);
      this.#take(found.offset, found.page);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isRereading = false;
      this.#lastRereadMs = performance.now();
    }
    if (this.#isStale) this.refresh();
    if (this.#error === null) this.#next();
    this.#tell();
  }

  /** Reads around what is in sight, and tells how far its first item has moved. */
  async #find(): Promise<{ offset: number; page: ListPage<T>; shift: number }> {
    const { load, keyOf } = this.#options;
    const { place: anchor, key } = this.#anchor();
    const limit = Math.min(longestPage, this.#end - this.#first + 2 * margin);
    const totalBefore = this.#total;
    let offset = Math.max(0, this.#first - margin);
    let page = await load(offset, limit, this.#stop.signal);
    // At the top the newest is what a person wants to see; elsewhere the rows stay.
    if (key === null || anchor === 0) return { offset, page, shift: 0 };
    let place = page.items.findIndex((item) => keyOf(item) === key);
    if (place < 0 && totalBefore !== null && page.total !== totalBefore) {
      offset = Math.max(0, offset + page.total - totalBefore);
      page = await load(offset, limit, this.#stop.signal);
      place = page.items.findIndex((item) => keyOf(item) === key);
    }
    return { offset, page, shift: place < 0 ? 0 : offset + place - anchor };
  }

  #anchor(): { readonly place: number; readonly key: string | null } {
    for (let place = this.#first; place < this.#end; place += 1) {
      const item = this.at(place);
      if (item !== undefined) return { place, key: this.#options.keyOf(item) };
    }
    return { place: this.#first, key: null };
  }

  #shift(places: number): void {
    const held = [...this.#held];
    this.#held.clear();
    this.#places.clear();
    for (const [place, one] of held) if (place + places >= 0) this.#put(place + places, one);
    this.#first = Math.max(0, this.#first + places);
    this.#end = Math.max(0, this.#end + places);
    this.#options.onShifted?.(places);
  }

  #take(offset: number, page: ListPage<T>): void {
    this.#total = page.total;
    this.#error = null;
    page.items.forEach((item, index) => {
      this.#put(offset + index, { item, reading: this.#reading });
    });
    for (const place of this.#held.keys()) if (place >= page.total) this.#drop(place);
    if (this.#held.size > capacity) this.#forgetFarthest();
  }

  #put(place: number, held: Held<T>): void {
    this.#drop(place);
    const key = this.#options.keyOf(held.item);
    const before = this.#places.get(key);
    if (before !== undefined && before !== place) this.#held.delete(before);
    this.#held.set(place, held);
    this.#places.set(key, place);
  }

  #drop(place: number): void {
    const held = this.#held.get(place);
    if (!held) return;
    this.#held.delete(place);
    const key = this.#options.keyOf(held.item);
    if (this.#places.get(key) === place) this.#places.delete(key);
  }

  #forgetFarthest(): void {
    const middle = (this.#first + this.#end) / 2;
    const near = [...this.#held.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    for (const place of near.slice(capacity / 2)) this.#drop(place);
  }

  #fail(error: unknown): void {
    // A page that failed is asked for again when the person scrolls or tries again, not at once and for ever.
    if (!this.#stop.signal.aborted) this.#error = error;
  }

  #tell(): void {
    if (!this.#stop.signal.aborted) this.#options.onChange();
  }
}
