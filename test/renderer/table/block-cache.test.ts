import { describe, expect, it } from 'vitest';
import type { TablePage } from '../../../contract/tables.ts';
import { BlockCache, blockColumns, blockRows, blocksOver } from '../../../renderer/table/rows/block-cache.ts';

const placesFrom = (first: number, end: number) => Array.from({ length: end - first }, (_, index) => first + index);

function pageAt(rowBlock: number, columnBlock: number): TablePage {
  return {
    rowPlaces: Array.from({ length: blockRows }, (_, row) => 9_000 - rowBlock * blockRows - row),
    rows: Array.from({ length: blockRows }, (_, row) =>
      Array.from(
        { length: blockColumns },
        (_, column) => (rowBlock * blockRows + row) * 1_000 + columnBlock * blockColumns + column,
      ),
    ),
    totalRows: 10_000,
  };
}

describe('blocksOver', () => {
  it('names the blocks that a window touches, and no others', () => {
    expect(blocksOver(0, blockRows, placesFrom(0, blockColumns))).toEqual([{ rowBlock: 0, columnBlock: 0 }]);
    expect(blocksOver(blockRows - 1, blockRows + 1, placesFrom(blockColumns - 1, blockColumns + 1))).toEqual([
      { rowBlock: 0, columnBlock: 0 },
      { rowBlock: 0, columnBlock: 1 },
      { rowBlock: 1, columnBlock: 0 },
      { rowBlock: 1, columnBlock: 1 },
    ]);
    expect(blocksOver(5, 5, placesFrom(0, 10))).toEqual([]);
    expect(blocksOver(0, 1, [399, 3])).toEqual([
      { rowBlock: 0, columnBlock: Math.floor(399 / blockColumns) },
      { rowBlock: 0, columnBlock: 0 },
    ]);
  });
});

describe('BlockCache', () => {
  it('finds a cell by its place and tells where its row stands in the table', () => {
    const cache = new BlockCache();
    cache.put({ rowBlock: 2, columnBlock: 1 }, pageAt(2, 1));
    expect(cache.cell(2 * blockRows + 7, blockColumns + 3)).toBe((2 * blockRows + 7) * 1_000 + blockColumns + 3);
    expect(cache.cell(0, 0)).toBeUndefined();
    expect(cache.rowPlace(2 * blockRows + 7, [0, blockColumns])).toBe(9_000 - 2 * blockRows - 7);
    expect(cache.rowPlace(2 * blockRows, [0])).toBeUndefined();
    expect(cache.stamp(2 * blockRows, [0, blockColumns])).not.toBe(cache.stamp(0, [0, blockColumns]));
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
