import type { TablePage } from '../../../contract/tables.ts';
import { BlockCache, type BlockKey, blockColumns, blockRows, blocksOver } from './block-cache.ts';

/** A window of a view's cells; `columns` are places in the table. */
export type LoadBlock = (
  window: { offset: number; limit: number; columns: number[] },
  signal: AbortSignal,
) => Promise<TablePage>;

/** More would only queue up behind one another in the one thread that reads them. */
const mostAtOnce = 2;

/**
 * The cells in sight, read block by block. What is wanted now goes before what was wanted earlier: a long scroll leaves
 * no queue behind.
 */
export class RowBlocks {
  readonly cache: BlockCache;
  readonly #load: LoadBlock;
  readonly #columnCount: number;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  readonly #onTheWay = new Set<string>();
  #wanted: readonly BlockKey[] = [];
  #error: unknown = null;

  constructor(load: LoadBlock, columnCount: number, onChange: () => void, cache = new BlockCache()) {
    this.#load = load;
    this.#columnCount = columnCount;
    this.#onChange = onChange;
    this.cache = cache;
  }

  get error(): unknown {
    return this.#error;
  }

  /** Sees to it that these cells come (`endRow` not included); earlier wishes that have not begun are dropped. */
  want(firstRow: number, endRow: number, places: readonly number[]): void {
    const keys = blocksOver(firstRow, endRow, places);
    this.cache.touch(keys);
    this.#wanted = keys;
    this.#next();
  }

  /** Whether every one of these cells is here. */
  has(firstRow: number, endRow: number, places: readonly number[]): boolean {
    return blocksOver(firstRow, endRow, places).every((key) => this.cache.has(key));
  }

  /** The first rows of the first columns. Throws what their reading throws. */
  async fetchFirst(): Promise<void> {
    await this.#fetch({ rowBlock: 0, columnBlock: 0 }, '0:0');
    if (this.#error) throw this.#error;
  }

  /** Rows of the view of which some cells are here, rising. */
  rowsHere(): number[] {
    return this.cache
      .rowBlocks()
      .flatMap((block) => Array.from({ length: blockRows }, (_, row) => block * blockRows + row));
  }

  /** Ends what is on its way; nothing changes any more. */
  dispose(): void {
    this.#stop.abort();
  }

  #next(): void {
    for (const key of this.#wanted) {
      if (this.#onTheWay.size >= mostAtOnce) return;
      const name = `${key.rowBlock}:${key.columnBlock}`;
      if (!this.cache.has(key) && !this.#onTheWay.has(name)) void this.#fetch(key, name);
    }
  }

  async #fetch(key: BlockKey, name: string): Promise<void> {
    const { signal } = this.#stop;
    this.#onTheWay.add(name);
    const from = key.columnBlock * blockColumns;
    const count = Math.min(blockColumns, this.#columnCount - from);
    const columns = Array.from({ length: count }, (_, index) => from + index);
    try {
      const page = await this.#load({ offset: key.rowBlock * blockRows, limit: blockRows, columns }, signal);
      if (signal.aborted) return;
      this.cache.put(key, page);
      this.#error = null;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
      // A block that failed is asked for again when the person scrolls, not at once and for ever.
      this.#wanted = [];
    } finally {
      this.#onTheWay.delete(name);
    }
    this.#next();
    this.#onChange();
  }
}
