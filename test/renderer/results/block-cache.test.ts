import { describe, expect, it } from 'vitest';
import type { RowsPage } from '../../../contract/results.ts';
import { BlockCache, blockColumns, blockRows, blocksOver } from '../../../renderer/results/rows/block-cache.ts';

function pageAt(rowBlock: number, columnBlock: number): RowsPage {
  return {
    columns: Array.from({ length: blockColumns }, (_, place) => ({
      name: `c${columnBlock * blockColumns + place}`,
      type: 'number' as const,
    })),
    rows: Array.from({ length: blockRows }, (_, row) =>
      Array.from(
        { length: blockColumns },
        (_, column) => (rowBlock * blockRows + row) * 1_000 + columnBlock * blockColumns + column,
      ),
    ),
    totalRows: 10_000,
    totalColumns: 400,
  };
}

describe('blocksOver', () => {
  it('names the blocks that a window touches, and no others', () => {
    expect(blocksOver(0, blockRows, 0, blockColumns)).toEqual([{ rowBlock: 0, columnBlock: 0 }]);
    expect(blocksOver(blockRows - 1, blockRows + 1, blockColumns - 1, blockColumns + 1)).toEqual([
      { rowBlock: 0, columnBlock: 0 },
      { rowBlock: 0, columnBlock: 1 },
      { rowBlock: 1, columnBlock: 0 },
      { rowBlock: 1, columnBlock: 1 },
    ]);
    expect(blocksOver(5, 5, 0, 10)).toEqual([]);
  });
});

describe('BlockCache', () => {
  it('finds a cell and a column by their place in the table', () => {
    const cache = new BlockCache();
    cache.put({ rowBlock: 2, columnBlock: 1 }, pageAt(2, 1));
    expect(cache.cell(2 * blockRows + 7, blockColumns + 3)).toBe((2 * blockRows + 7) * 1_000 + blockColumns + 3);
    expect(cache.cell(0, 0)).toBeUndefined();
    expect(cache.column(blockColumns + 3, 99)?.name).toBe(`c${blockColumns + 3}`);
    expect(cache.column(0, 2)).toBeUndefined();
  });

  it('gives up the least recently used block, never one just touched', () => {
    const cache = new BlockCache(2);
    const [a, b, c] = [0, 1, 2].map((rowBlock) => ({ rowBlock, columnBlock: 0 })) as [never, never, never];
    cache.put(a, pageAt(0, 0));
    cache.put(b, pageAt(1, 0));
    cache.touch([a]);
    cache.put(c, pageAt(2, 0));
    expect([cache.has(a), cache.has(b), cache.has(c)]).toEqual([true, false, true]);
    expect(cache.size).toBe(2);
  });
});
