import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PagedList, pageLength } from '../../../../renderer/jobs/list/paged-list.ts';
import fc from '../../../builders/fast-check.ts';
import { type Item, LivingList, settled } from './living-list.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(source: LivingList) {
  const shifts: number[] = [];
  const list = new PagedList<Item>({
    load: source.load,
    keyOf: (item) => item.key,
    onChange: () => {},
    onShifted: (places) => shifts.push(places),
  });
  return { list, shifts };
}

const keys = (list: PagedList<Item>, first: number, end: number) =>
  Array.from({ length: end - first }, (_, index) => list.at(first + index)?.key);

describe('reading', () => {
  it('reads what is in sight, page by page, and knows how long the list is', async () => {
    const source = new LivingList(1000);
    const { list } = open(source);
    expect(list.total).toBeNull();
    list.want(pageLength - 5, pageLength + 5);
    await settled();
    expect(source.reads.map((read) => read.offset).sort((a, b) => a - b)).toEqual([0, pageLength]);
    expect(list.total).toBe(1000);
    expect(list.at(pageLength + 4)?.key).toBe(`i${pageLength + 4}`);
    expect(list.placeOf('i7')).toBe(7);
    expect(list.placeOf('i900')).toBe(-1);
  });

  it('leaves no queue of wishes behind after a long scroll', async () => {
    const source = new LivingList(100_000);
    const { list } = open(source);
    for (let first = 0; first < 90_000; first += 1000) list.want(first, first + 20);
    list.want(95_000, 95_020);
    await settled();
    expect(source.reads.length).toBeLessThan(6);
    expect(list.at(95_010)?.key).toBe('i95010');
  });

  it('holds a part of a list that is scrolled through, never all of it', async () => {
    const source = new LivingList(20_000);
    const { list } = open(source);
    for (let first = 0; first < 20_000; first += pageLength) {
      list.want(first, first + pageLength);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(Array.from({ length: 20_000 }, (_, place) => list.at(place)).filter(Boolean).length).toBeLessThan(4000);
    expect(list.at(19_999)).toBeDefined();
  });

  it('tells a fault, does not ask for ever, and gets over it', async () => {
    const source = new LivingList(10);
    source.fault = new Error('not now');
    const { list } = open(source);
    list.want(0, 10);
    await settled();
    expect(list.error).toBe(source.fault);
    expect(source.reads).toHaveLength(1);
    source.fault = null;
    list.refresh();
    await settled();
    expect(list.error).toBeNull();
    expect(list.at(9)?.key).toBe('i9');
  });

  it('reads the rest of a range that is not held', async () => {
    const { list } = open(new LivingList(2500));
    list.want(0, 10);
    await settled();
    const items = await list.readAll(5, 2400);
    expect(items.map((item) => item.key)).toEqual(Array.from({ length: 2395 }, (_, index) => `i${index + 5}`));
  });

  it('changes nothing any more once it is disposed of', async () => {
    const { list } = open(new LivingList(10));
    list.want(0, 10);
    list.dispose();
    list.refresh();
    await settled();
    expect(list.total).toBeNull();
  });
});

describe('a list that changes', () => {
  it('keeps what is in sight in sight when items come above, however many', async () => {
    for (const count of [1, 30, 400]) {
      const source = new LivingList(1000);
      const { list, shifts } = open(source);
      list.want(500, 520);
      await settled();
      source.items.unshift(...Array.from({ length: count }, (_, index) => ({ key: `new${index}`, note: '' })));
      list.refresh();
      await settled();
      expect(shifts).toEqual([count]);
      expect(list.placeOf('i500')).toBe(500 + count);
      expect(list.total).toBe(1000 + count);
    }
  });

  it('moves up when items above are removed', async () => {
    const source = new LivingList(1000);
    const { list, shifts } = open(source);
    list.want(500, 520);
    await settled();
    source.items.splice(100, 7);
    list.refresh();
    await settled();
    expect(shifts).toEqual([-7]);
    expect(list.at(493)?.key).toBe('i500');
  });

  it('shows what comes at the top to those who are at the top', async () => {
    const source = new LivingList(100);
    const { list, shifts } = open(source);
    list.want(0, 20);
    await settled();
    source.items.unshift({ key: 'new', note: '' });
    list.refresh();
    await settled();
    expect(shifts).toEqual([]);
    expect(keys(list, 0, 3)).toEqual(['new', 'i0', 'i1']);
  });

  it('notices by a page whose total differs that places have moved', async () => {
    const source = new LivingList(1000);
    const { list } = open(source);
    list.want(500, 520);
    await settled();
    source.items.unshift({ key: 'new', note: '' });
    list.want(700, 720);
    await settled();
    expect(keys(list, 700, 702)).toEqual(['i699', 'i700']);
  });

  it('reads seldom while changes come without a pause', async () => {
    const source = new LivingList(1000);
    const { list } = open(source);
    list.want(0, 20);
    await settled();
    const before = source.reads.length;
    for (let round = 0; round < 100; round += 1) {
      list.refresh();
      await vi.advanceTimersByTimeAsync(20);
    }
    // Two seconds of changes, read every 400 ms.
    expect(source.reads.length - before).toBeLessThanOrEqual(7);
  });

  it('replaces a held item in place', async () => {
    const { list } = open(new LivingList(10));
    list.want(0, 10);
    await settled();
    expect(list.replace({ key: 'i3', note: 'changed' })).toBe(true);
    expect(list.at(3)?.note).toBe('changed');
    expect(list.replace({ key: 'unknown', note: '' })).toBe(false);
  });

  it('shows, whatever came and went, what a plain reading of the same places gives', async () => {
    const change = fc.oneof(
      fc.record({ at: fc.nat(300), add: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ at: fc.nat(300), remove: fc.integer({ min: 1, max: 5 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(250), fc.array(change, { maxLength: 6 }), async (first, changes) => {
        const source = new LivingList(300);
        const { list, shifts } = open(source);
        list.want(first, first + 20);
        await settled();
        let made = 0;
        for (const one of changes) {
          if ('add' in one) {
            const added = Array.from({ length: one.add }, () => ({ key: `n${made++}`, note: '' }));
            source.items.splice(one.at, 0, ...added);
          } else source.items.splice(one.at, one.remove);
          list.refresh();
        }
        await settled();
        const top = Math.max(0, first + shifts.reduce((sum, places) => sum + places, 0));
        list.want(top, top + 20);
        await settled();
        const end = Math.min(top + 20, source.items.length);
        if (end <= top) return;
        expect(keys(list, top, end)).toEqual(source.items.slice(top, end).map((item) => item.key));
        expect(list.total).toBe(source.items.length);
      }),
      { numRuns: 60 },
    );
  });
});
