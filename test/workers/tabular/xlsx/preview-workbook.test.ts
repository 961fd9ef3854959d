import { describe, expect, it } from 'vitest';
import { mainTable } from '../../../../contract/reading.ts';
import { inspectWorkbook } from '../../../../workers/tabular/xlsx/inspect-workbook.ts';
import { planWorkbook } from '../../../../workers/tabular/xlsx/plan-workbook.ts';
import { previewWorkbook } from '../../../../workers/tabular/xlsx/preview-workbook.ts';
import { testContext } from '../../../builders/order-context.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { buildWorkbook, rowsXml, type WorkbookSpec } from '../../../builders/workbook-builder.ts';

const { write } = temporaryFolder();
const { context } = testContext();
let files = 0;
const fault = (code: string) => expect.objectContaining({ code });
const save = (spec: WorkbookSpec) => write(`book-${files++}.xlsx`, buildWorkbook(spec));
const planOf = (path: string, sheet: string | null = null, maxMemoryBytes = 1e9) =>
  planWorkbook({ path, fileName: 'book.xlsx', reading: { ...mainTable, sheet }, maxParts: 4, maxMemoryBytes }, context);

const people = rowsXml([
  ['name', 'age', 'member'],
  ['Ann', 34, true],
  ['Bo', null, false],
  ['Cy', 51.5, true],
]);

describe('inspecting and previewing a workbook', () => {
  const spec: WorkbookSpec = {
    sheets: [
      { name: 'Chart', kind: 'chartsheet', xml: '<chartsheet/>' },
      { name: 'Secret', state: 'veryHidden', data: people },
      { name: 'Blank', data: '' },
      { name: 'Names only', data: rowsXml([['a', 'b']]) },
      { name: 'Data &amp; more', data: people },
      { name: 'Odd', state: 'show', data: people },
    ],
  };

  it('lists sheets with their visibility and leaves charts out', async () => {
    const { format, sheets } = await inspectWorkbook({ path: save(spec), fileName: 'book.xlsx' });
    expect(format).toBe('xlsx');
    expect(sheets).toEqual([
      { name: 'Secret', visibility: 'veryHidden' },
      { name: 'Blank', visibility: 'visible' },
      { name: 'Names only', visibility: 'visible' },
      { name: 'Data & more', visibility: 'visible' },
      { name: 'Odd', visibility: 'visible' },
    ]);
  });

  it('takes the first visible sheet that holds a table, or the one that is named', async () => {
    const path = save(spec);
    expect((await planOf(path)).sheet).toBe('Data & more');
    expect((await planOf(path, 'Secret')).sheet).toBe('Secret');
    expect((await planOf(path, ' odd')).sheet).toBe('Odd');
    await expect(planOf(path, 'Names only')).rejects.toThrow(fault('TABLE_EMPTY'));
    await expect(planOf(path, 'Blank')).rejects.toThrow(fault('TABLE_EMPTY'));
    const missing = planOf(path, 'Chart');
    await expect(missing).rejects.toThrow(fault('SHEET_MISSING'));
    await expect(missing).rejects.toMatchObject({ values: { sheets: expect.stringContaining('Data & more') } });
  });

  it('shows values as a person reads them', async () => {
    const data =
      '<row r="1"><c r="A1" t="str"><v>when</v></c><c r="B1" t="str"><v>what</v></c><c r="C1" t="str"><v>yes</v></c></row>' +
      '<row r="2"><c r="A2" s="1"><v>45352</v></c><c r="B2"><v>0.1</v></c><c r="C2" t="b"><v>1</v></c></row>' +
      '<row r="3"><c r="A3" s="1"><v>45352.5</v></c><c r="C3" t="e"><v>#N/A</v></c></row>';
    const path = save({ sheets: [{ name: 'S', data }], formats: [22] });
    const preview = await previewWorkbook({ path, fileName: 'book.xlsx', reading: mainTable }, context);
    expect(preview).toMatchObject({ sheet: 'S', headerRows: 1, firstDataRow: 1, columnCount: 3, estimatedRows: 2 });
    expect(preview.columns).toMatchObject([
      { name: 'when', type: 'date' },
      { name: 'what', type: 'number' },
      { name: 'yes', type: 'boolean' },
    ]);
    expect(preview.rows).toEqual([
      ['2024-03-01', '0.1', 'true'],
      ['2024-03-01T12:00:00', null, '#N/A'],
    ]);
  });

  it('shows at most 200 rows and 200 columns, and reads only the strings it needs', async () => {
    const letters = Array.from({ length: 300 }, (_, column) => column);
    const rows = [letters.map((column) => `c${column}`), ...Array.from({ length: 400 }, () => letters)];
    const path = save({
      sheets: [{ name: 'S', data: rowsXml(rows) }],
      // Broken behind the first string: nobody may look there.
      stringsXml: '<sst><si><t>a</t></si><si><t',
    });
    const preview = await previewWorkbook({ path, fileName: 'book.xlsx', reading: mainTable }, context);
    expect(preview.rows.length).toBeGreaterThan(150);
    expect(preview.rows.length).toBeLessThanOrEqual(200);
    expect(preview.columns).toHaveLength(200);
    expect(preview.columnCount).toBe(300);
    expect(Math.abs((preview.estimatedRows ?? 0) - 400)).toBeLessThan(40);
  });

  it('previews a sheet without any rows', async () => {
    const path = save({ sheets: [{ name: 'S', data: '' }] });
    const preview = await previewWorkbook({ path, fileName: 'book.xlsx', reading: mainTable }, context);
    expect(preview).toMatchObject({ columns: [], rows: [], columnCount: 0, estimatedRows: 0 });
  });
});
