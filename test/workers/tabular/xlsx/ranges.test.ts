import { describe, expect, it } from 'vitest';
import { mainTable, type Reading } from '../../../../contract/reading.ts';
import { inspectWorkbook } from '../../../../workers/tabular/xlsx/inspect-workbook.ts';
import { planWorkbook } from '../../../../workers/tabular/xlsx/plan-workbook.ts';
import { previewWorkbook } from '../../../../workers/tabular/xlsx/preview-workbook.ts';
import { readWorkbook } from '../../../../workers/tabular/xlsx/read-workbook.ts';
import { testContext } from '../../../builders/order-context.ts';
import { segmentCells } from '../../../builders/segment-cells.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { buildWorkbook, rowsXml, type WorkbookSpec } from '../../../builders/workbook-builder.ts';

const { write } = temporaryFolder();
const { context } = testContext();
let files = 0;
const save = (spec: WorkbookSpec) => write(`ranges-${files++}.xlsx`, buildWorkbook(spec));
const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (...inside: string[]) => `<Relationships xmlns="u">${inside.join('')}</Relationships>`;
const table = (attributes: string) => `<table xmlns="u" id="1" ${attributes}><tableColumns/></table>`;

/** A title, a table of people in A3:C6 with totals in row 7, and beside it one of cities in E3:F5. */
const data = rowsXml([
  ['Report', null, null, null, null, null],
  [null, null, null, null, null, null],
  ['name', 'age', 'member', null, 'city', 'people'],
  ['Ann', 34, true, null, 'Oslo', 7],
  ['Bo', 28, false, 'note', 'Bergen', 9],
  ['Cy', 51, true, null, null, null],
  ['Total', 113, null, null, null, null],
]);

const workbookXml = `<workbook xmlns="u" xmlns:r="${base}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/><sheet name="It's 2" sheetId="2" state="hidden" r:id="rId2"/></sheets><definedNames>
<definedName name="cities">Data!$E$3:$F$5</definedName>
<definedName name="_xlnm.Print_Area" localSheetId="0">Data!$A$1:$F$7</definedName>
<definedName name="secret" hidden="1">Data!$A$1:$B$2</definedName>
<definedName name="two">Data!$A$1:$B$2,Data!$D$1:$E$2</definedName>
<definedName name="gone">#REF!</definedName>
<definedName name="formula">SUM(Data!$A$1:$A$2)</definedName>
<definedName name="elsewhere">[1]Data!$A$1:$B$9</definedName>
<definedName name="one_row">Data!$A$1:$F$1</definedName>
<definedName name="columns &amp; all">'It''s 2'!$A:$B</definedName>
</definedNames></workbook>`;

const spec: WorkbookSpec = {
  sheets: [
    { name: 'Data', data },
    { name: 'x', data: rowsXml([['a'], [1]]) },
  ],
  parts: [
    { name: 'xl/workbook.xml', content: workbookXml },
    {
      name: 'xl/worksheets/_rels/sheet1.xml.rels',
      content: relations(
        `<Relationship Id="r1" Type="${base}/table" Target="../tables/table1.xml"/>`,
        `<Relationship Id="r2" Type="${base}/table" Target="../tables/missing.xml"/>`,
        `<Relationship Id="r3" Type="${base}/table" Target="/xl/tables/table2.xml"/>`,
        `<Relationship Id="r4" Type="${base}/table" Target="../tables/broken.xml"/>`,
        `<Relationship Id="r5" Type="${base}/hyperlink" Target="http://example.org" TargetMode="External"/>`,
      ),
    },
    { name: 'xl/tables/table1.xml', content: table('name="T1" displayName="People" ref="A3:C7" totalsRowCount="1"') },
    { name: 'xl/tables/table2.xml', content: table('name="Bare" ref="A4:B6" headerRowCount="0"') },
    { name: 'xl/tables/broken.xml', content: '<table ref="A1:B2"><a></table>' },
  ],
};

const reading = (range: string | null, header: Reading['header'] = null, sheet: string | null = null): Reading => ({
  ...mainTable,
  ...{ range, header, sheet },
});

async function read(wanted: Reading, workbook: WorkbookSpec = spec) {
  const path = save(workbook);
  const order = { path, fileName: 'book.xlsx', reading: wanted };
  const plan = await planWorkbook({ ...order, maxParts: 1, maxMemoryBytes: 1e9 }, context);
  const reply = await readWorkbook({ plan, part: 0, textColumns: [] }, context);
  const preview = await previewWorkbook(order, context);
  return { plan, reply, preview, names: plan.columnNames, cells: segmentCells(reply.segment) };
}

describe('ranges of a workbook', () => {
  it('lists tables without their totals, and the defined names that are one range of several rows', async () => {
    const { sheets } = await inspectWorkbook({ path: save(spec), fileName: 'book.xlsx' });
    expect(sheets).toEqual([
      {
        name: 'Data',
        visibility: 'visible',
        ranges: [
          { name: 'People', kind: 'table', ref: 'A3:C6' },
          { name: 'Bare', kind: 'table', ref: 'A4:B6' },
          { name: 'cities', kind: 'name', ref: 'E3:F5' },
        ],
      },
      {
        name: "It's 2",
        visibility: 'hidden',
        ranges: [{ name: 'columns & all', kind: 'name', ref: 'A1:B1048576' }],
      },
    ]);
  });

  it('reads a table as the table declares itself', async () => {
    const people = await read(reading('A3:C6'));
    expect(people.names).toEqual(['name', 'age', 'member']);
    expect(people.cells).toEqual([
      ['Ann', 34, true],
      ['Bo', 28, false],
      ['Cy', 51, true],
    ]);
    expect(people.reply).toMatchObject({ raggedRows: 0, rows: 3 });
    expect(people.plan).toMatchObject({ range: 'A3:C6', headerStart: 2, firstDataRow: 3, estimatedRows: 3 });
    expect(people.preview.rows).toEqual([
      ['Ann', '34', 'true'],
      ['Bo', '28', 'false'],
      ['Cy', '51', 'true'],
    ]);
    const bare = await read(reading('A4:B6'));
    expect(bare.names).toEqual(['Column 1', 'Column 2']);
    expect(bare.plan).toMatchObject({ headerRows: 0, firstDataRow: 3 });
    expect(bare.cells[0]).toEqual(['Ann', 34]);
  });

  it('finds the header in any other range, and takes the one it is given', async () => {
    const cities = await read(reading('E1:F1048576'));
    expect(cities.names).toEqual(['city', 'people']);
    expect(cities.cells).toEqual([
      ['Oslo', 7],
      ['Bergen', 9],
    ]);
    expect(cities.preview.rows).toHaveLength(2);
    const given = await read(reading(null, { row: 3, rows: 1 }));
    expect(given.names.slice(0, 2)).toEqual(['Ann', '34']);
    expect(given.cells[0]?.slice(0, 2)).toEqual(['Bo', 28]);
    const none = await read(reading('A4:C6', { row: 3, rows: 0 }));
    expect(none.cells).toHaveLength(3);
  });

  it('gives the same for cells out of order', async () => {
    const [first = '', ...others] = data.match(/<row.*?<\/row>/g) ?? [];
    const shuffled = [...others.reverse(), first].join('');
    const people = await read(reading('A3:C6', { row: 2, rows: 1 }), { sheets: [{ name: 'Data', data: shuffled }] });
    expect(people.cells).toEqual([
      ['Ann', 34, true],
      ['Bo', 28, false],
      ['Cy', 51, true],
    ]);
    expect(people.reply.raggedRows).toBe(0);
  });

  it('finds a range far down and far right', async () => {
    const far = `<row r="900000"><c r="XFC900000" t="str"><v>k</v></c><c r="XFD900000" t="str"><v>v</v></c></row>
<row r="900001"><c r="XFC900001"><v>1</v></c><c r="XFD900001"><v>2</v></c></row>`;
    const { names, cells } = await read(reading('XFC900000:XFD900001'), { sheets: [{ name: 'S', data: data + far }] });
    expect(names).toEqual(['k', 'v']);
    expect(cells).toEqual([[1, 2]]);
  });

  it('says that there is nothing in a range without data', async () => {
    const empty = expect.objectContaining({ code: 'TABLE_EMPTY' });
    await expect(read(reading('H1:K9'))).rejects.toEqual(empty);
    await expect(read(reading('A1:B9999999'))).rejects.toEqual(empty);
  });
});
