import { describe, expect, it } from 'vitest';
import { mainTable } from '../../../../contract/reading.ts';
import { planWorkbook } from '../../../../workers/tabular/xlsx/plan-workbook.ts';
import { readWorkbook } from '../../../../workers/tabular/xlsx/read-workbook.ts';
import { testContext } from '../../../builders/order-context.ts';
import { segmentCells } from '../../../builders/segment-cells.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import {
  buildWorkbook,
  rowsXml,
  sheetXml,
  type WorkbookSpec,
  workbookParts,
} from '../../../builders/workbook-builder.ts';
import { buildZip } from '../../../builders/zip-builder.ts';

/* Packages that spreadsheet programs open although they are written in another way than Excel writes them. */
const { write } = temporaryFolder();
const { context } = testContext();

async function cellsOf(bytes: Uint8Array) {
  const path = write('odd.xlsx', bytes);
  const order = { path, fileName: 'odd.xlsx', reading: mainTable, maxParts: 1, maxMemoryBytes: 1e9 };
  const plan = await planWorkbook(order, context);
  const { segment, further = [] } = await readWorkbook({ plan, part: 0, textColumns: [] }, context);
  return [plan.columnNames, ...[segment, ...further].flatMap(segmentCells)];
}

const date = (text: string) => ({ date: `${text}T00:00:00.000Z` });
const spec: WorkbookSpec = {
  sheets: [
    {
      name: 'S',
      data: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" s="1"><v>45352</v></c><c r="B2" t="s"><v>2</v></c></row><row r="3"><c r="A3" s="1"><v>45353</v></c><c r="B3"><v>2.5</v></c></row>',
    },
  ],
  strings: ['<t>日期</t>', '<t>wert</t>', '<r><t>ri</t></r><r><t>ch</t></r>'],
  formats: ['yyyy"年"m"月"d"日"'],
};
const expected = [
  ['日期', 'wert'],
  [date('2024-03-01'), 'rich'],
  [date('2024-03-02'), 2.5],
];

describe('odd packages', () => {
  it('may have every part in UTF-16', async () => {
    const wide = (content: string | Uint8Array) =>
      Buffer.from(`\ufeff${String(content).replace('encoding="UTF-8"', 'encoding="UTF-16"')}`, 'utf16le');
    const parts = workbookParts(spec).map((part) => ({ ...part, content: wide(part.content) }));
    expect(await cellsOf(buildZip(parts))).toEqual(expected);
    const swapped = parts.map((part) => ({ ...part, content: Buffer.from(part.content).swap16() }));
    expect(await cellsOf(buildZip(swapped))).toEqual(expected);
  });

  it('may prefix the elements of every part, and be strict', async () => {
    const prefixed = (content: string | Uint8Array) =>
      String(content)
        .replace(/<(\/?)(?=[a-z])/gi, '<$1x:')
        .replaceAll('xmlns=', 'xmlns:x=')
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006',
          'http://purl.oclc.org/ooxml/officeDocument',
        )
        .replaceAll('http://schemas.openxmlformats.org/spreadsheetml/2006', 'http://purl.oclc.org/ooxml/spreadsheetml');
    const parts = workbookParts(spec).map((part) => ({ ...part, content: prefixed(part.content) }));
    expect(await cellsOf(buildZip(parts))).toEqual(expected);
  });

  it('may claim any dimension, spans and counts', async () => {
    for (const dimension of ['A1', 'A1:XFD1048576', 'C9:D10', '', 'nonsense']) {
      const xml = sheetXml(spec.sheets[0]?.data ?? '').replace(
        '<sheetData>',
        `<dimension ref="${dimension}"/><sheetData>`,
      );
      const bytes = buildWorkbook({
        ...spec,
        sheets: [{ name: 'S', xml: xml.replaceAll('<row ', '<row spans="7:9" ') }],
      });
      expect(await cellsOf(bytes), dimension).toEqual(expected);
    }
  });

  it('takes the date system from the workbook itself, not from an extension within it', async () => {
    const parts = workbookParts({ ...spec, is1904: true }).map((part) =>
      part.name !== 'xl/workbook.xml'
        ? part
        : {
            ...part,
            content: String(part.content).replace(
              '</workbook>',
              '<extLst><ext><x15:workbookPr xmlns:x15="u" chartTrackingRefBase="1"/></ext></extLst></workbook>',
            ),
          },
    );
    const cells = await cellsOf(buildZip(parts));
    expect(cells[1]).toEqual([date('2028-03-02'), 'rich']);
  });

  it('keeps the value of merged cells in the first of them', async () => {
    const data = rowsXml([
      ['city', 'year', 'sales'],
      ['Oslo', 2023, 5],
      [null, 2024, 7],
      ['Bergen', 2023, 9],
    ]);
    const tail = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>';
    expect(await cellsOf(buildWorkbook({ sheets: [{ name: 'S', data, tail }] }))).toEqual([
      ['city', 'year', 'sales'],
      ['Oslo', 2023, 5],
      [null, 2024, 7],
      ['Bergen', 2023, 9],
    ]);
  });

  it('reads the last cell that a sheet can have', async () => {
    const data =
      '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="XFD1" t="str"><v>z</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="XFD2"><v>2</v></c></row><row r="1048576"><c r="XFD1048576"><v>3</v></c></row>';
    const cells = await cellsOf(buildWorkbook({ sheets: [{ name: 'S', data }] }));
    expect(cells).toHaveLength(1_048_576);
    expect(cells.at(-1)).toEqual([null, 3]);
  });
});
