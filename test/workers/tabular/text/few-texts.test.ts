import { expect, it } from 'vitest';
import fc from '../../../builders/fast-check.ts';
import { readTable } from './text-table.ts';

/** Texts that end alike and differ, if at all, in one character before, in lengths around every limit of a comparison. */
const alike = fc
  .record({
    length: fc.constantFrom(1, 2, 7, 8, 9, 15, 16, 17, 23, 24, 25, 39, 40, 41, 42, 60, 90),
    place: fc.nat(89),
    mark: fc.constantFrom('a', 'b', '文'),
  })
  .map(({ length, place, mark }) => {
    const text = 'x'.repeat(length);
    const at = place % length;
    return `${text.slice(0, at)}${mark}${text.slice(at + 1)}`;
  });

it('keeps texts apart that differ in a single character', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(alike, { minLength: 1, maxLength: 24 }),
      fc.array(fc.nat(10_000), { minLength: 20, maxLength: 1500 }),
      async (distinct, picks) => {
        const texts = picks.map((pick) => distinct[pick % distinct.length]!);
        const { rows } = await readTable(`text,number\n${texts.map((text, row) => `${text},${row}\n`).join('')}`);
        expect(rows.map(([text]) => text)).toEqual(texts);
      },
    ),
    { numRuns: 60 },
  );
});
