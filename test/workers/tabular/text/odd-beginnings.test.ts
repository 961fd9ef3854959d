import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mainTable, type Reading } from '../../../../contract/reading.ts';
import { planText } from '../../../../workers/tabular/text/plan-text.ts';
import { previewText } from '../../../../workers/tabular/text/preview-text.ts';
import { readText } from '../../../../workers/tabular/text/read-text.ts';
import { context, readTable, temporaryFile } from './text-table.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');

const planOf = (source: string | Uint8Array, reading: Partial<Reading> = {}) => {
  const order = { path: temporaryFile(source), fileName: 'table.csv', reading: { ...mainTable, ...reading } };
  return planText({ ...order, maxParts: 1, maxMemoryBytes: 2 ** 32 }, context);
};
const previewOf = (source: string | Uint8Array, reading: Partial<Reading> = {}) =>
  previewText({ path: temporaryFile(source), fileName: 'table.csv', reading: { ...mainTable, ...reading } }, context);

describe('what stands above a table', () => {
  it('is passed over, however long it is, and counted', async () => {
    const preamble = lines(200, (index) => `Instrument setting ${index}, calibrated: yes`);
    const { plan, rows } = await readTable(
      `${preamble}\nid;name;x;y\n${lines(3000, (index) => `${index};n${index};1,5;2`)}`,
    );
    expect(plan).toMatchObject({ headerStart: 201, firstDataRow: 202, columnNames: ['id', 'name', 'x', 'y'] });
    expect(plan.textFormat).toMatchObject({ delimiter: ';', decimal: ',' });
    expect(plan.notes).toEqual([{ kind: 'linesSkipped', lines: 200 }]);
    expect(rows.length).toBe(3000);
    expect(rows[2999]).toEqual([2999, 'n2999', 1.5, 2]);
  });

  it('is passed over when it is longer than the first sample', async () => {
    const preamble = lines(9000, (index) => `a note of some length, number ${index}, with commas, and more`);
    const { plan, rows } = await readTable(`${preamble}id\tname\n${lines(20_000, (index) => `${index}\tn`)}`);
    expect(plan).toMatchObject({ headerStart: 9000, columnNames: ['id', 'name'] });
    expect(rows.length).toBe(20_000);
  });

  it.each([
    ['#', '# made by X\n# on, 5 March\n'],
    ['%', '% made by X\n'],
    ['//', '// made by X, Y\n'],
    ['a title', 'Results of the year\n\n'],
    ['metadata', 'Station;Berlin\nOperator;Ann\n\n'],
  ])('may be %s', async (_, above) => {
    const { plan, rows } = await readTable(`${above}id;name;points\n1;Ann;5\n2;Bo;6\n3;Cy;7\n4;Di;8\n5;Ed;9\n`);
    expect(plan.columnNames).toEqual(['id', 'name', 'points']);
    expect(rows.length).toBe(5);
    const [note] = plan.notes ?? [];
    expect(note).toEqual({ kind: 'linesSkipped', lines: above.trim().split('\n').filter(Boolean).length });
  });

  it('may end in a header that is marked as a comment', async () => {
    const { plan, rows } = await readTable('# made by X\n# id\tvalue\n1\t2.5\n2\t3.5\n');
    expect(plan.columnNames).toEqual(['id', 'value']);
    expect(rows).toEqual([
      [1, 2.5],
      [2, 3.5],
    ]);
  });

  it('does not hide totals and notes at the end', async () => {
    const { rows } = await readTable('id,points\n1,5\n2,6\n\nTotal,11\n# end of file\n');
    expect(rows).toEqual([
      [1, 5],
      [2, 6],
      ['Total', 11],
      ['# end of file', null],
    ]);
  });
});

describe('first rows that mislead', () => {
  it('have too few fields', async () => {
    const { plan, rows, replies } = await readTable(`a,b,c,d\n1,2\n${lines(50, (index) => `${index},2,3,4`)}`);
    expect(plan.columnNames).toEqual(['a', 'b', 'c', 'd']);
    expect(rows[0]).toEqual([1, 2, null, null]);
    expect(replies[0]?.raggedRows).toBe(1);
  });

  it('have too many fields', async () => {
    const { plan, rows, replies } = await readTable(`a,b,c\n1,2,3,4,5\n${lines(50, (index) => `${index},2,3`)}`);
    expect(plan.columnNames).toEqual(['a', 'b', 'c', 'Column 4', 'Column 5']);
    expect(rows[0]).toEqual([1, 2, 3, 4, 5]);
    expect(rows[1]).toEqual([0, 2, 3, null, null]);
    expect(replies[0]?.raggedRows).toBe(1);
    expect(plan.notes).toEqual([{ kind: 'columnsBeyondHeader', columns: ['Column 4', 'Column 5'] }]);
  });

  it('have a name too few, as where R wrote the names of the rows', async () => {
    const { plan, rows } = await readTable('"mpg","cyl"\n"Mazda RX4",21,6\n"Fiat 128",32.4,4\n');
    expect(plan.columnNames).toEqual(['Column 1', 'mpg', 'cyl']);
    expect(rows).toEqual([
      ['Mazda RX4', 21, 6],
      ['Fiat 128', 32.4, 4],
    ]);
    const trailing = await readTable('a,b\n1,2,\n3,4,\n');
    expect(trailing.plan.columnNames).toEqual(['a', 'b']);
  });

  const damaged = path.resolve(
    import.meta.dirname,
    '../../../../../shared/data/tabular/students-dropout-DAMAGED-first-row.csv',
  );
  it.skipIf(!existsSync(damaged))('have too few fields in a real file', async () => {
    const order = { path: damaged, fileName: 'students.csv', reading: mainTable };
    const plan = await planText({ ...order, maxParts: 1, maxMemoryBytes: 2 ** 32 }, context);
    expect(plan).toMatchObject({ headerStart: 0, firstDataRow: 1 });
    expect(plan.columnNames.length).toBe(37);
    expect(await readText({ plan, part: 0, textColumns: [] }, context)).toMatchObject({ rows: 4424, raggedRows: 1 });
  });
});

describe('rare delimiters', () => {
  it.each(['^', '~', '\u0001', '\u001f'])('%j', async (sign) => {
    const source = 'a|b|c\n1|x|2.5\n2|y|3.5\n3|z|4\n'.replaceAll('|', sign);
    const { rows, plan } = await readTable(source);
    expect(plan.textFormat?.delimiter).toBe(sign);
    expect(rows[1]).toEqual([2, 'y', 3.5]);
  });

  it('blanks between numbers, not between words', async () => {
    const numbers = await readTable('1.5 2.5 3\n4 5 6.25\n7 8 9\n');
    expect(numbers.rows).toEqual([
      [1.5, 2.5, 3],
      [4, 5, 6.25],
      [7, 8, 9],
    ]);
    const names = await readTable('name\nAnn Lee\nBo Chen\nCy Wu\n');
    expect(names.plan.columnNames).toEqual(['name']);
  });
});

describe('an encoding that shows only far down', () => {
  const ascii = lines(60_000, (index) => `${index},plain words`);
  const chinese = Buffer.from([0xc9, 0xcf, 0xba, 0xa3, 0xb1, 0xb1, 0xbe, 0xa9]); // 上海北京 in GB18030

  it('is seen by the preview as well', async () => {
    const late = Buffer.concat([Buffer.from(`id,name\n${ascii}7,`), chinese, Buffer.from('\n')]);
    const preview = await previewOf(late);
    expect(preview.textFormat?.encoding).toBe('gb18030');
    expect((await planOf(late)).textFormat?.encoding).toBe('gb18030');
  });

  it('is counted where the beginning is another one', async () => {
    const mixed = Buffer.concat([Buffer.from(`id,name\n1,王小明\n${ascii}7,`), chinese, Buffer.from('\n')]);
    const { plan, replies, rows } = await readTable(mixed);
    expect(plan.textFormat?.encoding).toBe('utf-8');
    expect(replies[0]?.undecodableCells).toBe(1);
    expect(rows.length).toBe(60_002);
  });
});

describe('what a person says of a text', () => {
  it('takes the place of what is detected', async () => {
    const source = 'a;b,c\n1;2,5\n3;4,5\n';
    const preview = await previewOf(source, { text: { delimiter: ',', decimal: '.' } });
    expect(preview.textFormat).toMatchObject({ delimiter: ',', decimal: '.' });
    expect(preview.columns.map(({ name }) => name)).toEqual(['a;b', 'c']);
    const plan = await planOf(source, { text: { delimiter: ';', decimal: ',' } });
    const reply = await readText({ plan, part: 0, textColumns: [] }, context);
    expect([plan.columnNames, reply.rows]).toEqual([['a', 'b,c'], 2]);
  });

  it('names the encoding', async () => {
    const bytes = Buffer.from('name,città\nZoë,Zürich\n', 'latin1');
    const preview = await previewOf(bytes, { text: { encoding: 'windows-1252' } });
    expect(preview.rows).toEqual([['Zoë', 'Zürich']]);
    const wrong = await previewOf(bytes, { text: { encoding: 'gb18030' } });
    expect(wrong.textFormat?.encoding).toBe('gb18030');
    const plan = await planOf(bytes, { text: { encoding: 'windows-1252' } });
    expect(plan.textFormat?.encoding).toBe('windows-1252');
  });

  it('says that there are no quotes', async () => {
    const source = 'a,b\n"x,y"\n"1,2"\n';
    expect((await previewOf(source)).columnCount).toBe(2);
    const preview = await previewOf(source, { text: { quote: '' } });
    expect(preview.rows).toEqual([
      ['"x', 'y"'],
      ['"1', '2"'],
    ]);
    const plan = await planOf(source, { text: { quote: '' } });
    expect((await readText({ plan, part: 0, textColumns: [] }, context)).rows).toBe(2);
  });

  it('says where the header stands, or that there is none', async () => {
    const source = 'x,y\nunit,mm\na,b\n1,2\n3,4\n';
    expect(await previewOf(source, { header: { row: 2, rows: 1 } })).toMatchObject({
      headerStart: 2,
      firstDataRow: 3,
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
      notes: [{ kind: 'linesSkipped', lines: 2 }],
    });
    const plan = await planOf(source, { header: { row: 0, rows: 0 } });
    expect(plan).toMatchObject({ headerRows: 0, firstDataRow: 0, columnNames: ['Column 1', 'Column 2'] });
    const below = lines(500, (index) => `${index},${index}`);
    const far = await planOf(`${below}a,b\n1,2\n`, { header: { row: 500, rows: 1 } });
    expect(far).toMatchObject({ headerStart: 500, columnNames: ['a', 'b'] });
  });
});
