import { describe, expect, it } from 'vitest';
import type { RowsPage } from '../../../contract/results.ts';
import { ColumnPages, columnsPerPage } from '../../../renderer/results/columns/column-pages.ts';
import { blockColumns, blockRows } from '../../../renderer/results/rows/block-cache.ts';
import { RowBlocks } from '../../../renderer/results/rows/row-blocks.ts';
import { SampleProfile } from './sample-profile.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('ColumnPages', () => {
  const sample = new SampleProfile({ columns: 2_000 });
  const load = async (offset: number, limit: number) => ({
    columns: sample.columns.slice(offset, offset + limit),
    total: sample.columns.length,
  });

  it('reads the pages in sight and forgets those seen longest ago', async () => {
    const pages = new ColumnPages(load, () => {}, 3);
    pages.want(0, 10);
    await settled();
    expect(pages.total).toBe(2_000);
    expect(pages.at(10)?.index).toBe(10);
    for (let place = 0; place < 2_000; place += columnsPerPage) {
      pages.want(place, place + 10);
      await settled();
      expect(pages.at(place + 10)?.index).toBe(place + 10);
      expect(pages.pageCount).toBeLessThanOrEqual(3);
    }
    expect(pages.at(10)).toBeUndefined();
  });

  it('asks for a page once, however often it is wanted, and for none beyond the end', async () => {
    const asked: number[] = [];
    const pages = new ColumnPages(
      (offset, limit) => {
        asked.push(offset);
        return load(offset, limit);
      },
      () => {},
    );
    pages.want(0, 3);
    pages.want(0, 30);
    await settled();
    pages.want(1_990, 5_000);
    await settled();
    expect(asked).toEqual([0, 1_950]);
  });

  it('keeps what failed until a later call succeeds', async () => {
    let isBroken = true;
    let changes = 0;
    const pages = new ColumnPages(
      (offset, limit) => (isBroken ? Promise.reject(new Error('broken')) : load(offset, limit)),
      () => {
        changes += 1;
      },
    );
    pages.want(0, 0);
    await settled();
    expect([pages.error, pages.total, changes]).toEqual([new Error('broken'), null, 1]);
    isBroken = false;
    pages.want(0, 0);
    await settled();
    expect([pages.error, pages.total]).toEqual([null, 2_000]);
  });

  it('changes nothing after it was disposed of', async () => {
    let changes = 0;
    const pages = new ColumnPages(load, () => {
      changes += 1;
    });
    pages.want(0, 0);
    pages.dispose();
    await settled();
    expect([changes, pages.total]).toEqual([0, null]);
  });
});

describe('RowBlocks', () => {
  const sample = new SampleProfile({ rows: 10_000_000, columns: 200 });

  /** Blocks whose answers are given by hand. */
  function heldBack() {
    const asked: { offset: number; columnOffset: number; answer: () => Promise<unknown> }[] = [];
    const blocks = new RowBlocks(
      (window) =>
        new Promise<RowsPage>((resolve) => {
          const page = sample.page(window.offset, window.limit, window.columnOffset, window.columnLimit);
          const answer = () => {
            resolve(page);
            return settled();
          };
          asked.push({ offset: window.offset, columnOffset: window.columnOffset, answer });
        }),
      () => {},
    );
    return { asked, blocks };
  }

  it('reads what is in sight and knows the size of the whole', async () => {
    const { asked, blocks } = heldBack();
    blocks.want(0, 20, 0, 8);
    await asked[0]?.answer();
    expect(blocks.size).toEqual({ rows: 10_000_000, columns: 200 });
    expect(blocks.cache.cell(3, 0)).toBe(sample.source[0]?.value(3));
    expect(asked).toHaveLength(1);
  });

  it('drops what was wanted on the way of a long scroll', async () => {
    const { asked, blocks } = heldBack();
    for (let screen = 0; screen < 50; screen += 1) blocks.want(screen * blockRows, screen * blockRows + 20, 0, 8);
    expect(asked).toHaveLength(2);
    for (let place = 0; place < asked.length; place += 1) await asked[place]?.answer();
    expect(asked.map(({ offset }) => offset)).toEqual([0, blockRows, 49 * blockRows]);
    expect(blocks.cache.cell(49 * blockRows, 0)).toBeDefined();
  });

  it('reads a window that lies across blocks in both directions', async () => {
    const { asked, blocks } = heldBack();
    blocks.want(blockRows - 5, blockRows + 5, blockColumns - 2, blockColumns + 2);
    for (let place = 0; place < asked.length; place += 1) await asked[place]?.answer();
    expect(asked.map(({ offset, columnOffset }) => [offset, columnOffset])).toEqual([
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
      () => {},
    );
    blocks.want(0, blockRows * 5, 0, 8);
    await settled();
    expect(asked).toBe(2);
    expect(blocks.error).toEqual(new Error('broken'));
  });
});
