import { expect, it } from 'vitest';
import { mainTable } from '../../../../contract/reading.ts';
import { fillMerged } from '../../../../workers/tabular/fill-merged.ts';
import { readPart } from '../../../../workers/tabular/read-part.ts';
import { planWorkbook } from '../../../../workers/tabular/xlsx/plan-workbook.ts';
import { previewWorkbook } from '../../../../workers/tabular/xlsx/preview-workbook.ts';
import { testContext } from '../../../builders/order-context.ts';
import { segmentCells } from '../../../builders/segment-cells.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { buildWorkbook, rowsXml } from '../../../builders/workbook-builder.ts';

const { write } = temporaryFolder();
const { context } = testContext();

const rows = rowsXml([
  ['region', 'product', 'sold'],
  ['east', 'apple', 10],
  [null, 'pear', 20],
  ['west', 'plum', 5],
  [null, 'fig', 6],
  ['Total', null, 41],
]);
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const xml = `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData><mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="A4:A5"/></mergeCells></worksheet>`;

it('merged cells and totals of a workbook are told before it is read, and mended on demand', async () => {
  const path = write('merged.xlsx', buildWorkbook({ sheets: [{ name: 'Sales', xml }] }));
  const file = { path, fileName: 'merged.xlsx' };
  const plan = await planWorkbook({ ...file, reading: mainTable, maxParts: 1, maxMemoryBytes: 1e9 }, context);
  const note = { kind: 'mergedCells', ranges: ['A2:A3', 'A4:A5'], count: 2, cells: 2, isFilled: false };
  expect(plan.notes).toEqual([note]);
  const { segment } = await readPart({ plan, part: 0, textColumns: [] }, context);
  const filled = await fillMerged({ plan, segment, firstRow: 0 });
  expect(segmentCells(filled.segment).map(([region]) => region)).toEqual(['east', 'east', 'west', 'west', 'Total']);
  const seen = await previewWorkbook({ ...file, reading: mainTable }, context);
  expect(seen.notes).toEqual([note, { kind: 'totalRows', rows: [6], isSkipped: false }]);
  expect(seen.rows).toHaveLength(5);
  const wanted = await previewWorkbook(
    { ...file, reading: { ...mainTable, fillsMerged: true, skipsTotals: true } },
    context,
  );
  expect(wanted.rows.map(([region]) => region)).toEqual(['east', 'east', 'west', 'west']);
});
