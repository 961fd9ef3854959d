import { describe, expect, it } from 'vitest';
import { mainTable } from '../../../../contract/reading.ts';
import { planWorkbook } from '../../../../workers/tabular/xlsx/plan-workbook.ts';
import { readWorkbook } from '../../../../workers/tabular/xlsx/read-workbook.ts';
import { testContext } from '../../../builders/order-context.ts';
import { type SegmentCell, segmentCells } from '../../../builders/segment-cells.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { buildWorkbook, rowsXml, sheetXml, type WorkbookSpec } from '../../../builders/workbook-builder.ts';
import { buildZip } from '../../../builders/zip-builder.ts';

const { write } = temporaryFolder();
const { context } = testContext();
let files = 0;
const fault = (code: string) => expect.objectContaining({ code });
const save = (spec: WorkbookSpec) => write(`book-${files++}.xlsx`, buildWorkbook(spec));
const planOf = (path: string, sheet: string | null = null, maxMemoryBytes = 1e9) =>
  planWorkbook({ path, fileName: 'book.xlsx', reading: { ...mainTable, sheet }, maxParts: 4, maxMemoryBytes }, context);

async function table(spec: WorkbookSpec | string, sheet: string | null = null) {
  const plan = await planOf(typeof spec === 'string' ? spec : save(spec), sheet);
  const reply = await readWorkbook({ plan, part: 0, textColumns: [] }, context);
  const cells: SegmentCell[][] = [reply.segment, ...(reply.further ?? [])].flatMap(segmentCells);
  return { plan, reply, cells, names: plan.columnNames };
}

const people = rowsXml([
  ['name', 'age', 'member'],
  ['Ann', 34, true],
  ['Bo', null, false],
  ['Cy', 51.5, true],
]);

describe('reading a workbook', () => {
  it('reads names and cells', async () => {
    const { plan, reply, cells, names } = await table({ sheets: [{ name: 'People', data: people }] });
    expect(names).toEqual(['name', 'age', 'member']);
    expect(cells).toEqual([
      ['Ann', 34, true],
      ['Bo', null, false],
      ['Cy', 51.5, true],
    ]);
    expect(plan).toMatchObject({
      sheet: 'People',
      reader: 'scanner',
      headerRows: 1,
      firstDataRow: 1,
      estimatedRows: 3,
    });
    expect(reply).toMatchObject({ rows: 3, raggedRows: 0, mixtures: null, reader: 'scanner' });
  });

  it('reads shared strings and dates in both date systems', async () => {
    const data =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
      '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>43890</v></c></row>' +
      '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" s="2"><v>43890.25</v></c></row>' +
      '<row r="4"><c r="A4" t="s"><v>9</v></c><c r="B4" s="3"><v>5</v></c></row>';
    const spec: WorkbookSpec = {
      sheets: [{ name: 'S', data }],
      strings: ['<t>城市</t>', '<t>日期</t>', '<r><t>北</t></r><r><t>京</t></r>'],
      formats: [14, 'yyyy"年"m"月"d"日" h:mm', '0.0 "days"'],
    };
    const first = await table(spec);
    expect(first.names).toEqual(['城市', '日期']);
    expect(first.cells).toEqual([
      ['北京', { date: '2020-02-29T00:00:00.000Z' }],
      ['北京', { date: '2020-02-29T06:00:00.000Z' }],
      [{ error: '#REF!' }, 5],
    ]);
    const second = await table({ ...spec, is1904: true });
    expect(second.cells[0]).toEqual(['北京', { date: '2024-03-01T00:00:00.000Z' }]);
  });

  it('keeps text, numbers and errors of one column apart', async () => {
    const data =
      '<row r="1"><c r="A1" t="str"><v>n</v></c><c r="B1" t="str"><v>k</v></c></row>' +
      '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c></row><row r="3"><c r="A3" t="str"><v>none</v></c><c r="B3"><v>2</v></c></row>' +
      '<row r="4"><c r="A4" t="e"><v>#DIV/0!</v></c><c r="B4"><v>3</v></c></row><row r="5"><c r="A5"><v>2</v></c><c r="B5"><v>4</v></c></row>';
    const { cells } = await table({ sheets: [{ name: 'S', data }] });
    expect(cells.map(([value]) => value)).toEqual([1, 'none', { error: '#DIV/0!' }, 2]);
  });

  it('skips titles, blank columns and trailing blank rows, and keeps blank rows between', async () => {
    const data = `${rowsXml([
      ['Report of the year', null, null],
      [null, null, null],
      ['city', null, 'sales'],
      ['Oslo', null, 5],
      [null, null, null],
      ['Bergen', null, 7],
    ])}<row r="7"><c r="A7" s="0"/><c r="C7" t="str"><v></v></c></row><row r="5000"/>`;
    const { plan, cells } = await table({
      sheets: [{ name: 'S', data, tail: '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>' }],
    });
    expect(plan).toMatchObject({ headerStart: 2, headerRows: 1, firstDataRow: 3, sourceColumns: [0, 2] });
    expect(cells).toEqual([
      ['Oslo', 5],
      [null, null],
      ['Bergen', 7],
    ]);
  });

  it('takes the names of groups over the columns their merged cells span', async () => {
    const data = rowsXml([
      ['student', 'first year', null],
      [null, 'maths', 'physics'],
      ['Ann', 80, 90],
      ['Bo', 70, 60],
    ]);
    const tail = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>';
    const { names } = await table({ sheets: [{ name: 'S', data, tail }] });
    expect(names).toEqual(['student', 'first year / maths', 'first year / physics']);
  });

  it('gives empty and repeated names unique ones', async () => {
    const data = rowsXml([
      ['a', 'a', null, '__proto__', 'constructor'],
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]);
    const { plan, names } = await table({ sheets: [{ name: 'S', data }] });
    expect(names).toEqual(['a', 'a (2)', 'Column 3', '__proto__', 'constructor']);
    expect(plan.originalNames).toEqual(['a', 'a', '', '__proto__', 'constructor']);
  });

  it('keeps columns that begin far below, and counts rows with cells beyond what the plan saw', async () => {
    const row = (number: number, extra: string) =>
      `<row r="${number}"><c r="A${number}"><v>${number}</v></c><c r="B${number}"><v>1</v></c>${extra}</row>`;
    const rows = Array.from({ length: 9000 }, (_, index) => {
      const number = index + 2;
      if (number === 3000) return row(number, `<c r="C${number}"><v>7</v></c>`);
      return row(number, number > 8990 ? `<c r="F${number}"><v>7</v></c>` : '');
    });
    const data = `${rowsXml([['x', 'y']])}${rows.join('')}`;
    const { plan, reply, cells } = await table({ sheets: [{ name: 'S', data }] });
    expect(plan.sourceColumns).toEqual([0, 1, 2]);
    expect(cells[2998]).toEqual([3000, 1, 7]);
    expect(reply).toMatchObject({ rows: 9000, raggedRows: 11 });
  });

  it('reads rows that come out of order or twice', async () => {
    const data = `${rowsXml([['x', 'y']])}<row r="4"><c r="A4"><v>4</v></c></row><row r="2"><c r="A2"><v>2</v></c></row><row r="2"><c r="B2"><v>22</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>`;
    const { cells } = await table({ sheets: [{ name: 'S', data }] });
    expect(cells).toEqual([
      [2, 22],
      [null, 3],
      [4, null],
    ]);
  });

  it('reads parts in UTF-16 and other encodings', async () => {
    const xml = sheetXml(people).replace('encoding="UTF-8"', 'encoding="UTF-16"');
    const wide = Buffer.from(`\ufeff${xml}`, 'utf16le');
    expect((await table({ sheets: [{ name: 'S', xml: wide }] })).cells[0]).toEqual(['Ann', 34, true]);
    expect((await table({ sheets: [{ name: 'S', xml: Buffer.from(wide).swap16() }] })).cells[2]).toEqual([
      'Cy',
      51.5,
      true,
    ]);
    const latin = Buffer.from(sheetXml(people).replace('UTF-8', 'iso-8859-1').replace('Ann', 'Zoë'), 'latin1');
    expect((await table({ sheets: [{ name: 'S', xml: latin }] })).cells[0]?.[0]).toBe('Zoë');
  });

  it('finds parts by their relations, in any case, absolute or relative, stored, zip64, behind data descriptors', async () => {
    const relations = (inside: string) => `<p:Relationships xmlns:p="u">${inside}</p:Relationships>`;
    const base = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
    const parts = [
      {
        name: '_rels\\.rels',
        content: relations(`<p:Relationship Id="a" Type="${base}/officeDocument" Target="/odd%20place/Book.XML"/>`),
      },
      {
        name: 'odd place/book.xml',
        content: '<x:workbook xmlns:x="u" xmlns:r="v"><x:sheets><x:sheet name="S" r:id="b"/></x:sheets></x:workbook>',
      },
      {
        name: 'odd place/_rels/book.xml.rels',
        content: relations(`<p:Relationship Id="b" Type="${base}/worksheet" Target="..\\DATA\\one.xml"/>`),
      },
      { name: 'data/One.xml', content: sheetXml(people), hasDataDescriptor: true },
      { name: 'data/two.xml', content: 'unread', isStored: true },
    ];
    for (const isZip64 of [false, true]) {
      const { cells } = await table(write(`odd-${isZip64}.xlsx`, buildZip(parts, { isZip64 })));
      expect(cells[0]).toEqual(['Ann', 34, true]);
    }
  });

  it('reports progress and stops when cancelled', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => [index, `text ${index}`]);
    const path = save({ sheets: [{ name: 'S', data: rowsXml([['a', 'b'], ...rows]) }] });
    const plan = await planOf(path);
    const watched = testContext();
    await readWorkbook({ plan, part: 0, textColumns: [] }, watched.context);
    expect(watched.notices.length).toBeGreaterThan(0);
    expect(watched.notices[0]).toMatchObject({ subject: 'S' });
    const cancelled = testContext();
    cancelled.cancel();
    const reading = readWorkbook({ plan, part: 0, textColumns: [] }, cancelled.context);
    await expect(reading).rejects.toThrow(fault('JOB_CANCELLED'));
  });

  it('gives up when the columns outgrow the memory that the plan was given', async () => {
    const wide = Array.from({ length: 40 }, (_, column) => column);
    const data = `${rowsXml([wide.map((column) => `c${column}`), wide, wide])}<row r="1000000"><c r="A1000000"><v>1</v></c></row>`;
    const path = save({ sheets: [{ name: 'S', data }] });
    await expect(planOf(path, null, 10e6)).rejects.toThrow(fault('TABLE_TOO_LARGE'));
    const plan = { ...(await planOf(path)), memoryLimitBytes: 50e6 };
    await expect(readWorkbook({ plan, part: 0, textColumns: [] }, context)).rejects.toThrow(fault('TABLE_TOO_LARGE'));
  });

  it('notices that the file is no longer the one that was planned', async () => {
    const plan = await planOf(save({ sheets: [{ name: 'S', data: people }] }));
    const other = { ...plan, path: save({ sheets: [{ name: 'Other', data: people }] }) };
    await expect(readWorkbook({ plan: other, part: 0, textColumns: [] }, context)).rejects.toThrow(
      fault('FILE_CHANGED'),
    );
  });
});

describe('the second reader', () => {
  // Well-formed, but longer than any token the scanner accepts.
  const room = ' '.repeat(4_800_000);

  it('reads what the scanner does not understand, and says so', async () => {
    const data = people.replace('<row r="3">', `<row r="3"${room}>`);
    const { plan, reply, cells } = await table({ sheets: [{ name: 'S', data }], isStored: true });
    expect(plan.reader).toBe('exceljs');
    expect(reply.reader).toBe('exceljs');
    expect(cells).toEqual([
      ['Ann', 34, true],
      ['Bo', null, false],
      ['Cy', 51.5, true],
    ]);
  }, 240_000);

  it('takes over in the middle of a sheet whose beginning was understood', async () => {
    const rows = rowsXml([['a', 'b'], ...Array.from({ length: 8000 }, (_, index) => [index, `t${index}`])]);
    const data = rows.replace('<row r="7000">', `<row r="7000"${room}>`);
    const { plan, reply, cells } = await table({ sheets: [{ name: 'S', data }], isStored: true });
    expect(plan.reader).toBe('scanner');
    expect(reply).toMatchObject({ reader: 'exceljs', rows: 8000 });
    expect(cells[7999]).toEqual([7999, 't7999']);
  }, 240_000);
});
