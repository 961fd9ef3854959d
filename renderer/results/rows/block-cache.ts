import type { RowsPage } from '../../../contract/results.ts';

/** A rectangle of cells as it is asked for: block coordinates, not rows. */
export interface BlockKey {
  readonly rowBlock: number;
  readonly columnBlock: number;
}

export const blockRows = 200;
export const blockColumns = 40;
/** About 250,000 cells: some twenty screens, however large the table. */
const defaultCapacity = 32;

const nameOf = ({ rowBlock, columnBlock }: BlockKey) => `${rowBlock}:${columnBlock}`;

/** The blocks that cover rows `firstRow … endRow` and columns `firstColumn … endColumn` (ends not included). */
export function blocksOver(firstRow: number, endRow: number, firstColumn: number, endColumn: number): BlockKey[] {
  const keys: BlockKey[] = [];
  if (endRow <= firstRow || endColumn <= firstColumn) return keys;
  for (let rowBlock = Math.floor(firstRow / blockRows); rowBlock * blockRows < endRow; rowBlock += 1) {
    for (
      let columnBlock = Math.floor(firstColumn / blockColumns);
      columnBlock * blockColumns < endColumn;
      columnBlock += 1
    ) {
      keys.push({ rowBlock, columnBlock });
    }
  }
  return keys;
}

type Cell = RowsPage['rows'][number][number];

/** Blocks of a table that were read, the least recently used one given up first, so that a whole table is never held. */
export class BlockCache {
  readonly #blocks = new Map<string, RowsPage>();
  readonly #capacity: number;

  constructor(capacity = defaultCapacity) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#blocks.size;
  }

  has(key: BlockKey): boolean {
    return this.#blocks.has(nameOf(key));
  }

  page(key: BlockKey): RowsPage | undefined {
    return this.#blocks.get(nameOf(key));
  }

  put(key: BlockKey, page: RowsPage): void {
    const name = nameOf(key);
    this.#blocks.delete(name);
    this.#blocks.set(name, page);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#capacity) break;
      this.#blocks.delete(oldest);
    }
  }

  /** Marks blocks as in use, so that they outlive the others. */
  touch(keys: readonly BlockKey[]): void {
    for (const key of keys) {
      const name = nameOf(key);
      const page = this.#blocks.get(name);
      if (!page) continue;
      this.#blocks.delete(name);
      this.#blocks.set(name, page);
    }
  }

  /** The cell, or undefined while its block is not here. */
  cell(row: number, column: number): Cell | undefined {
    const page = this.#blocks.get(
      nameOf({ rowBlock: Math.floor(row / blockRows), columnBlock: Math.floor(column / blockColumns) }),
    );
    return page?.rows[row % blockRows]?.[column % blockColumns];
  }

  /** Name and type of a column, from any block that holds it. */
  column(column: number, rowBlock: number): RowsPage['columns'][number] | undefined {
    const columnBlock = Math.floor(column / blockColumns);
    const near = this.#blocks.get(nameOf({ rowBlock, columnBlock }));
    if (near) return near.columns[column % blockColumns];
    for (const [name, page] of this.#blocks) {
      if (name.endsWith(`:${columnBlock}`)) return page.columns[column % blockColumns];
    }
    return undefined;
  }
}
