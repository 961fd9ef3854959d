import { expect, it } from 'vitest';
import { isAscendingColumn } from '../../../workers/tabular/ascending-numbers.ts';
import { columnView } from '../../../workers/tabular/segment.ts';
import fc from '../../builders/fast-check.ts';
import { readTable } from './text/text-table.ts';

/** Whether the first of two columns ascends, the rows read in as many parts as asked for. */
async function ascends(cells: readonly string[], parts = 1): Promise<boolean> {
  const { replies } = await readTable(`x,y\n${cells.map((cell) => `${cell},1\n`).join('')}`, {
    maxParts: parts,
    smallestPartBytes: 16,
  });
  return isAscendingColumn(replies.map(({ segment }) => columnView(segment, 0)));
}

const upTo = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index - 7}`);
/** Just around where the rows that are looked at together end. */
const places = [1, 8189, 8190, 8191, 8192, 16_379, 16_380, 16_381, 19_999];

it('sees two neighbours that do not ascend, wherever they stand', async () => {
  expect(await ascends(upTo(20_000))).toBe(true);
  for (const place of places) {
    const cells = upTo(20_000);
    cells[place] = cells[place - 1] as string;
    expect(await ascends(cells), `row ${place}`).toBe(false);
  }
});

it('takes no column for ascending that has anything but numbers', async () => {
  for (const other of ['', 'text', '2024-01-01', 'true']) {
    expect(await ascends([...upTo(50), other]), other).toBe(false);
    expect(await ascends([other, ...upTo(50)]), other).toBe(false);
  }
});

it('agrees with a look at all numbers, in however many parts', async () => {
  const numbers = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 2, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(numbers, fc.boolean(), fc.integer({ min: 1, max: 4 }), async (some, isSorted, parts) => {
      const values = (isSorted ? [...some].sort((one, other) => one - other) : some).map((value) => value / 4);
      const expected = values.every((value, row) => row === 0 || value > (values[row - 1] as number));
      expect(await ascends(values.map(String), parts)).toBe(expected);
    }),
    { numRuns: 60 },
  );
});
