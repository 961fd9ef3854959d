import { describe, expect, it } from 'vitest';
import type { TablePage } from '../../../contract/tables.ts';
import { blockColumns, blockRows } from '../../../renderer/table/rows/block-cache.ts';
import { RowBlocks } from '../../../renderer/table/rows/row-blocks.ts';
import { SampleProfile } from '../results/sample-profile.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));
const placesFrom = (first: number, end: number) => Array.from({ length: end - first }, (_, index) => first + index);

describe('RowBlocks', () => {
  const sample = new SampleProfile({ rows: 10_000_000, columns: 200 });

  /** Blocks whose answers are given by hand. */
  function heldBack() {
    const asked: { offset: number; firstColumn: number; answer: () => Promise<unknown> }[] = [];
    const blocks = new RowBlocks(
      (window) =>
        new Promise<TablePage>((resolve) => {
          const firstColumn = window.columns[0] ?? 0;
          const { rows } = sample.page(window.offset, window.limit, firstColumn, window.columns.length);
          const page = { rows, rowPlaces: rows.map((_, row) => window.offset + row), totalRows: sample.rows };
          const answer = () => {
            resolve(page);
            return settled();
          };
          asked.push({ offset: window.offset, firstColumn, answer });
        }),
      200,
      () => {},
    );
    return { asked, blocks };
  }

  it('reads what is in sight and knows where each row stands in the table', async () => {
    const { asked, blocks } = heldBack();
    blocks.want(0, 20, placesFrom(0, 8));
    await asked[0]?.answer();
    expect(blocks.cache.rowPlace(3, [0])).toBe(3);
    expect(blocks.rowsHere()).toHaveLength(blockRows);
    expect(blocks.cache.cell(3, 0)).toBe(sample.source[0]?.value(3));
    expect(asked).toHaveLength(1);
  });

  it('drops what was wanted on the way of a long scroll', async () => {
    const { asked, blocks } = heldBack();
    for (let screen = 0; screen < 50; screen += 1)
      blocks.want(screen * blockRows, screen * blockRows + 20, placesFrom(0, 8));
    expect(asked).toHaveLength(2);
    for (let place = 0; place < asked.length; place += 1) await asked[place]?.answer();
    expect(asked.map(({ offset }) => offset)).toEqual([0, blockRows, 49 * blockRows]);
    expect(blocks.cache.cell(49 * blockRows, 0)).toBeDefined();
  });

  it('reads a window that lies across blocks in both directions', async () => {
    const { asked, blocks } = heldBack();
    blocks.want(blockRows - 5, blockRows + 5, placesFrom(blockColumns - 2, blockColumns + 2));
    for (let place = 0; place < asked.length; place += 1) await asked[place]?.answer();
    expect(asked.map(({ offset, firstColumn }) => [offset, firstColumn])).toEqual([
      [0, 0],
      [0, blockColumns],
      [blockRows, 0],
      [blockRows, blockColumns],
    ]);
  });

  it('does not ask again and again for what fails', async () => {
    let asked = 0;
    const blocks = new RowBlocks(
      () => {
        asked += 1;
        return Promise.reject(new Error('broken'));
      },
      200,
      () => {},
    );
    blocks.want(0, blockRows * 5, placesFrom(0, 8));
    await settled();
    expect(asked).toBe(2);
    expect(blocks.error).toEqual(new Error('broken'));
  });
});
