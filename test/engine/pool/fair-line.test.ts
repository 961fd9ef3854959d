import { describe, expect, it } from 'vitest';
import { FairLine } from '../../../engine/pool/fair-line.ts';
import fc from '../../builders/fast-check.ts';

describe('a fair line', () => {
  it('lets owners take turns and keeps the order of each', () => {
    const line = new FairLine<string>();
    for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) line.push(item[0]!, item);
    line.remove('a', 'a2');
    line.remove('b', 'nowhere');
    expect(line.shift()).toBe('a1');
    line.push('b', 'b2');
    expect(line.clear()).toEqual(['b1', 'c1', 'a3', 'b2', 'c2']);
    expect(line.shift()).toBeUndefined();
  });

  it('loses nothing, and nobody waits for more than one turn of each other', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4)), (owners) => {
        const line = new FairLine<{ owner: number; place: number }>();
        for (const [place, owner] of owners.entries()) line.push(String(owner), { owner, place });
        const served = line.clear();
        expect(served.map((item) => item.place).sort((a, b) => a - b)).toEqual(owners.map((_, place) => place));
        for (const owner of new Set(owners)) {
          const places = served.flatMap((item, place) => (item.owner === owner ? [place] : []));
          expect(served.filter((item) => item.owner === owner).map((item) => item.place)).toEqual(
            owners.flatMap((one, place) => (one === owner ? [place] : [])),
          );
          for (let turn = 1; turn < places.length; turn++) {
            expect(places[turn]! - places[turn - 1]!).toBeLessThanOrEqual(new Set(owners).size);
          }
        }
      }),
    );
  });
});
