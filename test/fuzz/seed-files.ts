import { buildWorkbook, rowsXml, sheetXml, type WorkbookSpec, workbookParts } from '../builders/workbook-builder.ts';
import { buildZip, type ZipPart } from '../builders/zip-builder.ts';

const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const rows = rowsXml([
  ['name', 'age', 'member', 'city'],
  ['Ann', 34, true, 'Oslo'],
  ['Bo', -2.5, false, null],
  [null, null, null, null],
  ['Cy & Di', 1e300, true, '北京'],
]);

const typed =
  '<row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>' +
  '<row r="2"><c r="A2" s="1"><v>45352</v></c><c r="B2" t="s"><v>3</v></c><c r="C2"><f>A2*2</f><v>90704</v></c></row>' +
  '<row r="3"><c r="A3" s="2"><v>45353.25</v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3" t="str"><f>"a"</f><v>a&lt;b</v></c></row>' +
  '<row r="9"><c r="A9" t="d"><v>2024-03-01T08:30:00</v></c><c r="B9" t="b"><v>1</v></c><c r="C9" s="3"><v>0.5</v></c></row>';
const typedStrings = [
  '<t>when</t>',
  '<t xml:space="preserve"> what </t>',
  '<r><t>how </t></r><r><rPr><b/></rPr><t>much</t></r><rPh sb="0" eb="1"><t>x</t></rPh>',
  '<t>a_x000D_b</t>',
];

/** Workbooks of the forms that readers must know, each as its parts. */
const specs: readonly WorkbookSpec[] = [
  { sheets: [{ name: 'People', data: rows }] },
  {
    sheets: [{ name: 'Typed', data: typed }],
    strings: typedStrings,
    formats: [14, 'yyyy"年"m"月"', 'h:mm'],
    is1904: true,
  },
  {
    sheets: [
      { name: 'Chart', kind: 'chartsheet', xml: '<chartsheet/>' },
      { name: 'Hidden', state: 'hidden', data: rows },
      { name: 'Two', data: typed, tail: '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>' },
    ],
    strings: typedStrings,
    parts: [
      {
        name: 'xl/worksheets/_rels/sheet3.xml.rels',
        content: `<Relationships><Relationship Id="r" Type="${base}/table" Target="../tables/table1.xml"/></Relationships>`,
      },
      { name: 'xl/tables/table1.xml', content: '<table name="T" displayName="T" ref="A1:C3" totalsRowCount="0"/>' },
    ],
  },
  {
    sheets: [
      {
        name: 'Prefixed',
        xml: '<x:worksheet xmlns:x="u"><x:dimension ref="A1"/><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>k</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    ],
  },
  { sheets: [{ name: 'Wide', xml: Buffer.from(`\ufeff${sheetXml(rows).replace('UTF-8', 'UTF-16')}`, 'utf16le') }] },
  { sheets: [{ name: 'Stored', data: typed }], strings: typedStrings, formats: ['[h]:mm'], isStored: true },
  { sheets: [{ name: 'Zip64', data: rows }], zip: { isZip64: true, comment: 'PK' } },
  {
    sheets: [
      {
        name: 'Bare',
        data: '<row><c><v>1</v></c><c t="str"><v>a</v></c></row><row><c><v>2</v></c><c t="str"><v>b</v></c></row>',
      },
    ],
  },
];

export const seedWorkbooks: readonly { readonly parts: readonly ZipPart[]; readonly bytes: Buffer }[] = specs.map(
  (spec) => ({
    parts: workbookParts(spec).map((part, index) => ({ ...part, hasDataDescriptor: index % 2 === 1 })),
    bytes: buildWorkbook(spec),
  }),
);

/** The parts as a workbook. */
export function workbookOf(parts: readonly ZipPart[]): Buffer {
  return buildZip(parts);
}

const quoted =
  'id,name,when,amount\r\n1,"Ann, ""A""",2024-03-05,"1,234.50"\r\n2,王小明,2024-03-06,-7\r\n3,"two\r\nlines",,12%\r\n';
const tabbed = '# exported\n\nkey\tvalue\tflag\n007\t1.5\tyes\n008\t2,5\tno\n009\tN/A\ttrue\n';
const german = 'Name;Betrag;Datum\nMüller;1.234,56;01.03.2024\nGrün;-7,00;31.12.2024\n';

/** Delimited texts in the encodings that are detected. */
export const seedTexts: readonly Buffer[] = [
  Buffer.from(quoted),
  Buffer.from(tabbed),
  Buffer.from(german, 'latin1'),
  Buffer.from(`\ufeff${quoted}`, 'utf16le'),
  Buffer.from(`\ufeff${tabbed}`),
  Buffer.from('c4eac6d52cb3c9bca82cb3c7cad00a31382c39302cb1b1beA90a32302c38352cc9cfbaa30a'.toLowerCase(), 'hex'),
  Buffer.from('a|b|c\r1|2|3\r4|5|6\r'),
  Buffer.from(`x,y\n${'1,2\n'.repeat(400)}`),
];
