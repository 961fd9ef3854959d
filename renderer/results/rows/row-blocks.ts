import type { RowsPage } from '../../../contract/results.ts';
import { BlockCache, type BlockKey, blockColumns, blockRows, blocksOver } from './block-cache.ts';

/** A window of the table's cells. */
export type LoadBlock = (
  window: { offset: number; limit: number; columnOffset: number; columnLimit: number },
  signal: AbortSignal,
) => Promise<RowsPage>;

/** More would only queue up behind one another in the one thread that reads them. */
const mostAtOnce = 2;

/**
 * The cells in sight, read block by block. What is wanted now goes before what was wanted earlier: a long scroll leaves
 * no queue behind.
 */
export class RowBlocks {
  readonly cache: BlockCache;
  readonly #load: LoadBlock;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  readonly #onTheWay = new Set<string>();
  #wanted: readonly BlockKey[] = [];
  #size: { readonly rows: number; readonly columns: number } | null = null;
  #error: unknown = null;

  constructor(load: LoadBlock, onChange: () => void, cache = new BlockCache()) {
    this.#load = load;
    this.#onChange = onChange;
    this.cache = cache;
  }

  /** Rows and columns of the whole table; null until the first block is here. */
  get size(): { readonly rows: number; readonly columns: number } | null {
    return this.#size;
  }

  get error(): unknown {
    return this.#error;
  }

  /** Sees to it that these cells come (ends not included); earlier wishes that have not begun are dropped. */
  want(firstRow: number, endRow: number, firstColumn: number, endColumn: number): void {
    const keys = blocksOver(firstRow, endRow, firstColumn, endColumn);
    this.cache.touch(keys);
    this.#wanted = keys;
    this.#next();
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
    const window = {
      offset: key.rowBlock * blockRows,
      limit: blockRows,
      columnOffset: key.columnBlock * blockColumns,
      columnLimit: blockColumns,
    };
    try {
      const page = await this.#load(window, signal);
      if (signal.aborted) return;
      this.cache.put(key, page);
      this.#size = { rows: page.totalRows, columns: page.totalColumns };
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
