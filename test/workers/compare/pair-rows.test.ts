import { expect, it } from 'vitest';
import { WordIds } from '../../../workers/compare/cells/word-ids.ts';
import { pairRows, unpaired } from '../../../workers/compare/rows/pair-rows.ts';
import fc from '../../builders/fast-check.ts';

it('pairs of words get one number each, in the order in which they come, however many there are', () => {
  const word = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer());
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { maxLength: 3000 }), (pairs) => {
      const ids = new WordIds();
      const expected = new Map<string, number>();
      for (const [low, high] of pairs) {
        const name = `${low} ${high}`;
        if (!expected.has(name)) expected.set(name, expected.size);
        expect(ids.idOf(low, high)).toBe(expected.get(name));
      }
      expect(ids.size).toBe(expected.size);
    }),
    { numRuns: 30 },
  );
});

it('rows with the same number are paired in their order, each once, and no row is lost', () => {
  const side = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 });
  fc.assert(
    fc.property(side, side, (earlier, later) => {
      const { added, earlierOf, removed } = pairRows({
        ...{ earlier: Int32Array.from(earlier), later: Int32Array.from(later), size: 7 },
      });
      const turn = (rows: readonly number[], row: number) => rows.slice(0, row).filter((id) => id === rows[row]).length;
      for (const [row, partner] of earlierOf.entries()) {
        if (partner === unpaired)
          expect(earlier.filter((id) => id === later[row]).length <= turn(later, row)).toBe(true);
        else expect([earlier[partner], turn(earlier, partner)]).toEqual([later[row], turn(later, row)]);
      }
      const paired = [...earlierOf].filter((row) => row !== unpaired);
      expect([...added]).toEqual([...earlierOf.keys()].filter((row) => earlierOf[row] === unpaired));
      expect([...paired, ...removed].sort((a, b) => a - b)).toEqual([...earlier.keys()]);
    }),
  );
});
