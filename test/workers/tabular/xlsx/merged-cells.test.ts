import { expect, it } from 'vitest';
import { mainTable } from '../../../../contract/reading.ts';
import { rangeText } from '../../../../workers/tabular/cell-range.ts';
import { fillMerged } from '../../../../workers/tabular/fill-merged.ts';
import { readPart } from '../../../../workers/tabular/read-part.ts';
import { MergedRangeFinder } from '../../../../workers/tabular/xlsx/merged-ranges.ts';
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

it('merged cells of a large sheet are found while it is read, and told in the same words', async () => {
  const space = ' '.repeat(33 * 1024 * 1024);
  const path = write(
    'large.xlsx',
    buildWorkbook({ sheets: [{ name: 'Sales', xml: xml.replace('<mergeCells', `${space}<mergeCells`) }] }),
  );
  const file = { path, fileName: 'large.xlsx', maxParts: 1, maxMemoryBytes: 1e9 };
  const plan = await planWorkbook({ ...file, reading: { ...mainTable, fillsMerged: true } }, context);
  expect(plan.notes).toBeUndefined();
  const { segment, merged } = await readPart({ plan, part: 0, textColumns: [] }, context);
  expect(merged?.notes).toEqual([
    { kind: 'mergedCells', ranges: ['A2:A3', 'A4:A5'], count: 2, cells: 2, isFilled: true },
  ]);
  const filled = await fillMerged({ plan: { ...plan, ...merged }, segment, firstRow: 0 });
  expect(segmentCells(filled.segment).map(([region]) => region)).toEqual(['east', 'east', 'west', 'west', 'Total']);
});

it('merged cells behind the rows are left to who reads these, unless the header may hang on them', async () => {
  const space = ' '.repeat(2 * 1024 * 1024);
  const behind = (name: string, sheet: string) =>
    write(
      name,
      buildWorkbook({ sheets: [{ name: 'Sales', xml: sheet.replace('<mergeCells', `${space}<mergeCells`) }] }),
    );
  const planOf = (path: string) =>
    planWorkbook({ path, fileName: 'large.xlsx', reading: mainTable, maxParts: 1, maxMemoryBytes: 1e9 }, context);
  const plan = await planOf(behind('named.xlsx', xml));
  expect(plan.notes).toBeUndefined();
  const { merged } = await readPart({ plan, part: 0, textColumns: [] }, context);
  expect(merged?.notes).toEqual([expect.objectContaining({ kind: 'mergedCells', ranges: ['A2:A3', 'A4:A5'] })]);
  const grouped = rowsXml([
    ['region', 'fruit', null],
    [null, 'sold', 'left'],
    ['east', 10, 3],
    ['west', 20, 4],
  ]);
  const merges = '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>';
  const twoLines = `<worksheet xmlns="${main}"><sheetData>${grouped}</sheetData>${merges}</worksheet>`;
  expect((await planOf(behind('grouped.xlsx', twoLines))).columnNames).toEqual([
    'region',
    'fruit / sold',
    'fruit / left',
  ]);
});

it('merged cells are found however the markup is cut, under any prefix, and only in tags', () => {
  const found = ['A1:B2', 'C7:C900', 'AA10:AB12'];
  const spaces = ' '.repeat(300);
  const markup = [
    `<t>mergeCell ref="D1:D2"</t></sheetData>${spaces}<mergeCells count="3">`,
    `<mergeCell ref="A1:B2"/><x:mergeCell\n count='1' ref='C7:C900' />${spaces}<mergeCell ref="AA10:AB12"></mergeCell>`,
  ].join('');
  const bytes = Buffer.from(markup);
  for (let size = 1; size <= bytes.length; size += size < 40 ? 1 : 13) {
    const finder = new MergedRangeFinder();
    for (let at = 0; at < bytes.length; at += size) finder.push(bytes.subarray(at, at + size));
    finder.finish();
    expect(finder.ranges.map(rangeText)).toEqual(found);
  }
});
