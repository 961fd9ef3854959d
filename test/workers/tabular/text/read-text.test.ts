import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../../workers/tabular/text/read-text.ts';
import { withFieldsInUse } from '../../../../workers/tabular/text/widen-plan.ts';
import fc from '../../../builders/fast-check.ts';
import { type CellValue, context, readTable, readTableAt, temporaryFile } from './text-table.ts';

const day = (text: string): Date => new Date(`${text}Z`);

describe('reading text', () => {
  it('types each cell', async () => {
    const { rows, plan } = await readTable(
      'id,n,d,b,t\n007,1.5,2024-03-05,true,x\n008,,2024/3/6 8:05,FALSE," y "\n009,NA,,,\n',
    );
    expect(rows).toEqual([
      ['007', 1.5, day('2024-03-05T00:00'), true, 'x'],
      ['008', null, day('2024-03-06T08:05'), false, ' y '],
      ['009', 'NA', null, null, null],
    ]);
    expect(plan).toMatchObject({ columnNames: ['id', 'n', 'd', 'b', 't'], headerRows: 1, reader: 'text' });
  });

  it('keeps short and long rows and counts them', async () => {
    const { rows, replies } = await readTable('a,b,c\n1,2\n1,2,3,4\n1,2,3\n1,2,3,\n');
    expect(rows).toEqual([
      [1, 2, null, null],
      [1, 2, 3, 4],
      [1, 2, 3, null],
      [1, 2, 3, null],
    ]);
    expect(replies[0]?.raggedRows).toBe(2);
  });

  it('keeps the values of a row that is longer than all rows of the beginning', async () => {
    const many = '1,2\n'.repeat(1000);
    const { rows, replies, plan } = await readTable(`a,b\n${many}1,2,late,"x,y"\n${many}1,2,,\n`);
    expect(plan.columnNames).toEqual(['a', 'b', 'Column 3', 'Column 4']);
    expect(plan.notes).toEqual([{ kind: 'columnsBeyondHeader', columns: ['Column 3', 'Column 4'] }]);
    expect(rows.length).toBe(2002);
    expect(rows[1000]).toEqual([1, 2, 'late', 'x,y']);
    expect(rows[2001]).toEqual([1, 2, null, null]);
    expect(replies[0]?.raggedRows).toBe(1);
    expect(replies[0]?.hasValuesBeyond).toBeUndefined();
  });

  it('keeps what stands in very many fields of one row together in the last column', async () => {
    const long = Array.from({ length: 500 }, (_, index) => `v${index}`).join(',');
    const { rows, plan, replies } = await readTable(`a,b\n${'1,2\n'.repeat(1000)}1,2,${long}\n3,4\n`);
    expect(plan.columnNames.length).toBe(102);
    expect(rows[1000]?.slice(0, 4)).toEqual([1, 2, 'v0', 'v1']);
    expect(rows[1000]?.[101]).toBe(Array.from({ length: 401 }, (_, index) => `v${index + 99}`).join(','));
    expect(rows[1001]?.slice(0, 3)).toEqual([3, 4, null]);
    expect(replies[0]?.raggedRows).toBe(1);
  });

  it('keeps a column that the header leaves blank and that has its first value far down', async () => {
    const { rows, plan } = await readTable(`a,,c\n${'1,,2\n'.repeat(1000)}1,note,2\n`);
    expect(plan.columnNames).toEqual(['a', 'Column 2', 'c']);
    expect(rows[1000]).toEqual([1, 'note', 2]);
  });

  it('tells of values that the plan has no column for', async () => {
    const { plan } = await readTable(`a,b\n1,2\n`);
    const path = temporaryFile(`a,b\n${'1,2\n'.repeat(1000)}1,2,late\n`);
    const sizeBytes = statSync(path).size;
    const narrow = { ...plan, path, sizeBytes, parts: [{ fromByte: 4, toByte: sizeBytes }] };
    expect(await readText({ plan: narrow, part: 0, textColumns: [] }, context)).toMatchObject({
      raggedRows: 1,
      hasValuesBeyond: true,
    });
    const wide = withFieldsInUse(narrow, context);
    expect(wide).toMatchObject({ columnNames: ['a', 'b', 'Column 3'], usualFields: 2, sourceColumns: [0, 1, 2] });
    const reply = await readText({ plan: wide, part: 0, textColumns: [] }, context);
    expect([reply.raggedRows, reply.hasValuesBeyond]).toEqual([1, undefined]);
  });

  it('reads quotes, doubled quotes, line breaks in quotes, and what follows a closing quote', async () => {
    const { rows } = await readTable('a,b\n"x ""y"" z","one\ntwo"\n"1.5",5" pipe\n"ab"c,"" \n"",\'q\'\n');
    expect(rows).toEqual([
      ['x "y" z', 'one\ntwo'],
      [1.5, '5" pipe'],
      ['abc', null],
      [null, "'q'"],
    ]);
  });

  it('reads a quote that is never closed as a plain character', async () => {
    const { rows } = await readTable('a,b\n"1,2\n3,4\n');
    expect(rows).toEqual([
      ['"1', 2],
      [3, 4],
    ]);
  });

  it('leaves out blank lines, and reads a last line without a break', async () => {
    const { rows } = await readTable('a,b\r\n1,2\r\n\r\n\r\n3,x\r\n5,y');
    expect(rows).toEqual([
      [1, 2],
      [3, 'x'],
      [5, 'y'],
    ]);
  });

  it('asks to read columns again as text where ids and texts mix with numbers', async () => {
    const source = 'zip,code,value,rare\n02139,A1,1,5\n10001,17,2,6\n10002,B2,y,7\n10003,C3,4,8\n';
    const first = await readTable(source);
    expect(first.replies[0]?.mixtures).toEqual({
      texts: Float64Array.of(1, 3, 1, 0),
      values: Float64Array.of(3, 1, 3, 4),
      ids: Float64Array.of(1, 0, 0, 0),
    });
    const again = await readTable(source, { textColumns: [0, 1] });
    expect(again.rows.map((row) => row.slice(0, 2))).toEqual([
      ['02139', 'A1'],
      ['10001', '17'],
      ['10002', 'B2'],
      ['10003', 'C3'],
    ]);
  });

  it('cancels, and notices a file that changed', async () => {
    const file = temporaryFile('a,b\n1,2\n');
    const { plan } = await readTableAt(file);
    const cancelled = {
      ...context,
      throwIfCancelled: () => {
        throw new Error('cancelled');
      },
    };
    await expect(readText({ plan, part: 0, textColumns: [] }, cancelled)).rejects.toThrow('cancelled');
    await expect(
      readText({ plan: { ...plan, sizeBytes: 9 }, part: 0, textColumns: [] }, context),
    ).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    await expect(
      readText({ plan: { ...plan, path: `${file}.gone` }, part: 0, textColumns: [] }, context),
    ).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

const word = fc.oneof(
  fc.constantFrom(
    '',
    'NA',
    'x',
    '5',
    '-2.25',
    '007',
    '2024-03-05',
    'true',
    '智能科学与技术',
    'a"b',
    '"',
    '""',
    'line\nbreak',
    'two\r\nlines',
    'a,b',
    ' padded ',
    "o'clock",
    '5"',
  ),
  fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', ',', '"', '\n', ' ', '0', '1', '.', 'é', '文', '😀') }),
);
const anyTable = fc.tuple(
  fc.array(
    fc.tuple(fc.array(word, { minLength: 4, maxLength: 4 }), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })),
    { minLength: 1, maxLength: 60 },
  ),
  fc.constantFrom(',', ';', '\t'),
  fc.constantFrom('\n', '\r\n'),
);

/** What a reader makes of a written cell, in the terms of the documentation. */
function expected(text: string): CellValue {
  const trimmed = text.replace(/^[ \t]+|[ \t]+$/g, '');
  if (trimmed === '') return null;
  if (trimmed === 'true') return true;
  if (trimmed === '2024-03-05') return day('2024-03-05T00:00');
  const isPlain = /^-?(\d+\.?\d*|\.\d+)$/.test(trimmed) && !/^-?0\d/.test(trimmed);
  if (isPlain && (/\./.test(trimmed) || Number.isSafeInteger(Number(trimmed)))) return Number(trimmed);
  return text;
}

describe('written tables', () => {
  it('come back equal, whatever is quoted, in one part or in seven', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async ([rows, delimiter, lineBreak]) => {
        // Between semicolons 1,0 may be a number with a decimal comma.
        fc.pre(delimiter === ',' || !rows.some(([cells]) => cells.some((text) => /^[ \t-]*\d*,\d+[ \t]*$/.test(text))));
        const cell = (text: string, isQuoted: boolean): string =>
          isQuoted || /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
        const lines = rows.map(([cells, quoted], index) =>
          [`row ${index}`, ...cells].map((text, column) => cell(text, quoted[column] === true)),
        );
        // Enough plain rows in front to make delimiter and header certain.
        const plain = Array.from({ length: 12 }, (_, index) => [`plain ${index}`, '1', '2', '3', '4']);
        const source = [['name', 'alpha', 'beta', 'gamma', 'delta'], ...plain, ...lines]
          .map((line) => line.join(delimiter))
          .join(lineBreak);
        const wanted = [
          ...plain.map((line) => line.map(expected)),
          ...rows.map(([cells], index) => [`row ${index}`, ...cells.map(expected)]),
        ];
        const one = await readTable(source);
        expect(one.rows).toEqual(wanted);
        for (const maxParts of [2, 3, 7]) {
          const cut = await readTable(source, { maxParts, smallestPartBytes: 16 });
          expect(cut.rows).toEqual(wanted);
          expect(cut.replies.reduce((sum, reply) => sum + reply.raggedRows, 0)).toBe(one.replies[0]?.raggedRows);
        }
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('give the same cells in any number of parts even where quotes are wild', async () => {
    const wild = fc.string({ maxLength: 400, unit: fc.constantFrom('a', '1', ',', '"', '"', '\n', 'b,', '\n') });
    await fc.assert(
      fc.asyncProperty(wild, async (tail) => {
        const source = `name,value\n${'plain,1\n'.repeat(10)}${tail}\nlast,2\n`;
        const one = await readTable(source);
        for (const maxParts of [2, 5, 7]) {
          const cut = await readTable(source, { maxParts, smallestPartBytes: 8 });
          expect(cut.rows).toEqual(one.rows);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('are cut into several parts when they are large, inside a block and across blocks', async () => {
    const line = (index: number): string => `${index},"text ""${index}"" with\nbreak",${index / 8}\n`;
    const source = `id,text,number\n${Array.from({ length: 120_000 }, (_, index) => line(index)).join('')}`;
    const one = await readTable(source);
    const cut = await readTable(source, { maxParts: 4, smallestPartBytes: 2 ** 19 });
    expect(cut.plan.parts.length).toBe(4);
    expect(cut.rows.length).toBe(120_000);
    expect(cut.rows).toEqual(one.rows);
    expect(one.rows[119_999]).toEqual([119_999, 'text "119999" with\nbreak', 119_999 / 8]);
  }, 60_000);

  it('are cut unseen where no quote shows, and surveyed where one turns up that reaches across a cut', async () => {
    const plain = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `${from + index},plain words,${(from + index) / 8}\n`).join('');
    const wide = `7,"${'one line\n'.repeat(60_000)}",0.5\n`;
    const sources = {
      none: plain(0, 120_000),
      inside: `${plain(0, 50_000)}8,"two\nlines",1\n${plain(0, 60_000)}`,
      across: `${plain(0, 30_000)}${wide}${plain(0, 60_000)}`,
      open: `${plain(0, 90_000)}9,"never closed,1\n${plain(0, 30_000)}`,
    };
    for (const [name, rows] of Object.entries(sources)) {
      const one = await readTable(`id,text,number\n${rows}`);
      const cut = await readTable(`id,text,number\n${rows}`, { maxParts: 5, smallestPartBytes: 2 ** 17 });
      expect(cut.plan.parts.length, name).toBe(5);
      expect(Boolean(cut.plan.unsurveyed), name).toBe(name === 'none' || name === 'inside');
      expect(cut.rows, name).toEqual(one.rows);
    }
  }, 60_000);
});
