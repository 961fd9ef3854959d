import { describe, expect, it } from 'vitest';
import { locateColumn } from '../../../renderer/results/columns/locate-column.ts';

/** A list of the sheet's columns without the blank ones, and how often a window of it was asked for. */
function listOf(indices: readonly number[]) {
  const asked = { times: 0 };
  const window = async (offset: number, limit: number) => {
    asked.times += 1;
    return { columns: indices.slice(offset, offset + limit).map((index) => ({ index })), total: indices.length };
  };
  return { asked, window };
}

describe('locateColumn', () => {
  it('finds a column at once where none is blank', async () => {
    const { asked, window } = listOf(Array.from({ length: 16_384 }, (_, index) => index));
    expect(await locateColumn(12_345, window)).toBe(12_345);
    expect(asked.times).toBe(1);
  });

  it('finds every column behind blank ones', async () => {
    const indices = Array.from({ length: 900 }, (_, place) => place * 3 + (place > 400 ? 5_000 : 0));
    const { window } = listOf(indices);
    for (const place of [0, 1, 29, 30, 400, 401, 650, 899]) {
      expect(await locateColumn(indices[place] ?? -1, window)).toBe(place);
    }
  });

  it('says so where there is no such column', async () => {
    const { window } = listOf([0, 2, 4, 500]);
    expect(await locateColumn(3, window)).toBeNull();
    expect(await locateColumn(9_999, window)).toBeNull();
    expect(await locateColumn(0, listOf([]).window)).toBeNull();
  });
});
