import type { TableCell, TablePage } from '../../../contract/tables.ts';

/** A rectangle of cells as it is asked for: block coordinates, not rows; columns as they stand in the table. */
export interface BlockKey {
  readonly rowBlock: number;
  readonly columnBlock: number;
}

export const blockRows = 100;
export const blockColumns = 20;
/** About 250,000 cells: some twenty screens, however large the table. */
const defaultCapacity = 128;

const nameOf = ({ rowBlock, columnBlock }: BlockKey) => `${rowBlock}:${columnBlock}`;

/** The blocks that cover rows `firstRow … endRow` (end not included) of the columns at `places`. */
export function blocksOver(firstRow: number, endRow: number, places: readonly number[]): BlockKey[] {
  const columnBlocks = [...new Set(places.map((place) => Math.floor(place / blockColumns)))];
  const keys: BlockKey[] = [];
  if (endRow <= firstRow) return keys;
  for (let rowBlock = Math.floor(firstRow / blockRows); rowBlock * blockRows < endRow; rowBlock += 1) {
    for (const columnBlock of columnBlocks) keys.push({ rowBlock, columnBlock });
  }
  return keys;
}

/** Blocks of a view that were read, the least recently used one given up first, so that a whole table is never held. */
export class BlockCache {
  readonly #blocks = new Map<string, TablePage>();
  readonly #capacity: number;

  constructor(capacity = defaultCapacity) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#blocks.size;
  }

  /** Blocks of rows of which some columns are here, rising. */
  rowBlocks(): number[] {
    return [...new Set([...this.#blocks.keys()].map((name) => Number.parseInt(name, 10)))].sort((a, b) => a - b);
  }

  has(key: BlockKey): boolean {
    return this.#blocks.has(nameOf(key));
  }

  page(key: BlockKey): TablePage | undefined {
    return this.#blocks.get(nameOf(key));
  }

  put(key: BlockKey, page: TablePage): void {
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
      const page = this.#blocks.get(nameOf(key));
      if (page) this.put(key, page);
    }
  }

  /** The cell of the column at `place`, or undefined while its block is not here. */
  cell(row: number, place: number): TableCell | undefined {
    return this.#pageAt(row, place)?.rows[row % blockRows]?.[place % blockColumns];
  }

  /** Another text: other cells of this row's block are here among the columns at `places`. */
  stamp(row: number, places: readonly number[]): string {
    const rowBlock = Math.floor(row / blockRows);
    let stamp = '';
    let last = -1;
    for (const place of places) {
      const columnBlock = Math.floor(place / blockColumns);
      if (columnBlock === last) continue;
      last = columnBlock;
      stamp += this.#blocks.has(nameOf({ rowBlock, columnBlock })) ? `${columnBlock}+` : `${columnBlock}-`;
    }
    return stamp;
  }

  /** Where a row of the view stands in the table, from any block that holds it. */
  rowPlace(row: number, places: readonly number[]): number | undefined {
    for (const place of places) {
      const page = this.#pageAt(row, place);
      if (page) return page.rowPlaces[row % blockRows];
    }
    return undefined;
  }

  #pageAt(row: number, place: number): TablePage | undefined {
    const rowBlock = Math.floor(row / blockRows);
    return this.#blocks.get(nameOf({ rowBlock, columnBlock: Math.floor(place / blockColumns) }));
  }
}
