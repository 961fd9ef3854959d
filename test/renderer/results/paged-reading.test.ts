import { describe, expect, it } from 'vitest';
import { ColumnPages, columnsPerPage } from '../../../renderer/results/columns/column-pages.ts';
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
