import { describe, expect, it } from 'vitest';
import fc from '../../../builders/fast-check.ts';
import { importTable } from '../../../builders/imported-table.ts';
import { readTable } from './text-table.ts';

interface WrittenCell {
  readonly written: string;
  readonly change: 'grouped' | 'decimalComma' | null;
}

/** Rows that show which decimal sign the file has. */
const firstRows = 20;

const plain = (written: string): WrittenCell => ({ written, change: null });
const cell = fc.oneof(
  fc.integer({ min: -99_999, max: 99_999 }).map((value) => plain(String(value))),
  fc.constantFrom('', 'word', 'a, b', '1,5 kg', '2024-03-05', 'x.y').map(plain),
  fc
    .tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 0, max: 9999 }), fc.boolean())
    .map(([whole, fraction, isQuoted]): WrittenCell => {
      const written = `${whole},${fraction}`;
      return { written: isQuoted ? `"${written}"` : written, change: 'decimalComma' };
    }),
  fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 999 }), fc.constantFrom('', ',5', ',25'))
    .map(([high, low, rest]): WrittenCell => {
      return { written: `${high}.${String(low).padStart(3, '0')}${rest}`, change: 'grouped' };
    }),
);

describe('numbers with decimal commas', () => {
  it('are counted cell by cell, with their first rows, however the file is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 150 }),
        fc.integer({ min: 1, max: 4 }),
        async (cells, maxParts) => {
          const body = cells.map(([one, other], row) => `r${row};${one.written};${other.written}\n`).join('');
          const source = `name;x;y\n${'first;0,5;0,5\n'.repeat(firstRows)}${body}`;
          const { replies } = await readTable(source, { maxParts, smallestPartBytes: 64 });
          for (const [place, column] of [1, 2].entries()) {
            for (const change of ['grouped', 'decimalComma'] as const) {
              const wanted = cells.flatMap((row, at) => (row[place]!.change === change ? [at + firstRows] : []));
              if (change === 'decimalComma') wanted.unshift(...Array(firstRows).keys());
              expect(notedRows(replies, column, change)).toEqual(wanted);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are told with what they became, beside those read from texts', async () => {
    const source = 'a;b\n1.234,5;x\n7;y\n"2,25";z\n1 234,75;u\n0,5;v\n';
    const { report, rows } = await importTable(source);
    expect(rows.map(([a]) => a)).toEqual([1234.5, 7, 2.25, 1234.75, 0.5]);
    expect(report).toMatchObject({ changedCells: 4 });
    expect(report.columns[0]).toMatchObject({
      ...{ decimal: ',', readAs: 'number' },
      changes: [
        { change: 'grouped', count: 2, rows: [2, 5] },
        {
          change: 'decimalComma',
          count: 2,
          rows: [4, 6],
          examples: [{ written: '2,25', read: '2.25' }, { written: '0,5' }],
        },
      ],
    });
  });

  it('stay texts where a person wants the column as it is written', async () => {
    const { report, rows } = await importTable('a;b\n1,5;2,5\n3,25;4,5\n', { asWritten: ['a'] });
    expect(rows).toEqual([
      ['1,5', 2.5],
      ['3,25', 4.5],
    ]);
    expect(report.columns.map(({ changes }) => changes.map(({ count }) => count))).toEqual([[], [2]]);
    expect(report.columns[0]).toMatchObject({ isAsWritten: true, readAs: 'text' });
  });

  it('with a decimal point are none', async () => {
    const { report } = await importTable('a;b\n1.5;2\n3.25;4\n');
    expect(report.changedCells).toBe(0);
  });
});

/** The rows of the whole file in which a column underwent a change. */
function notedRows(
  replies: Awaited<ReturnType<typeof readTable>>['replies'],
  column: number,
  change: string,
): number[] {
  let before = 0;
  return replies.flatMap(({ changes = [], rows }) => {
    const found = changes.find((tally) => tally.column === column)?.changes.find((one) => one.change === change);
    expect(found?.rows.length ?? 0).toBe(found?.count ?? 0);
    const noted = [...(found?.rows ?? [])].map((row) => before + row);
    before += rows;
    return noted;
  });
}
