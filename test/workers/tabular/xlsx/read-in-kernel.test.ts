import { describe, expect, it } from 'vitest';
import type { SegmentBuffer, TablePlan } from '../../../../contract/orders.ts';
import { columnView } from '../../../../workers/tabular/segment.ts';
import type { Stretches } from '../../../../workers/tabular/xlsx/kernel-sink.ts';
import { readCellByCell } from '../../../../workers/tabular/xlsx/read-cell-by-cell.ts';
import { readInKernel } from '../../../../workers/tabular/xlsx/read-in-kernel.ts';
import { RowsDisordered } from '../../../../workers/tabular/xlsx/rows-disordered.ts';
import { type Workbook, withWorkbook } from '../../../../workers/tabular/xlsx/workbook.ts';
import type { WorkbookSheet } from '../../../../workers/tabular/xlsx/workbook-sheets.ts';
import fc from '../../../builders/fast-check.ts';
import { testContext } from '../../../builders/order-context.ts';
import { type SegmentCell, segmentCells } from '../../../builders/segment-cells.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { buildWorkbook, columnLetters, sheetXml, type WorkbookSpec } from '../../../builders/workbook-builder.ts';

/*
 * Two readers of the same sheets: the kernel, which reads the usual forms of cells itself and asks for the rest, and the reader that goes
 * cell by cell. They must agree on every cell, whatever the markup is.
 */
const { write } = temporaryFolder();
const { context } = testContext();
const strings = [
  '<t>one</t>',
  '<t/>',
  '<t>a &amp; b</t>',
  '<r><t>ri</t></r><r><t>ch</t></r>',
  '<t>one</t>',
  '<t>_x0041_</t>',
];
const formats = [14, 'h:mm', '0.00'];

function planOf(path: string, sizeBytes: number, facts: Partial<TablePlan> = {}): TablePlan {
  const sourceColumns = [0, 1, 2, 3, 5, 6];
  return {
    ...{ path, fileName: 'book.xlsx', format: 'xlsx', sheet: 'S', sizeBytes, reader: 'scanner', textFormat: null },
    ...{ headerStart: 0, headerRows: 1, firstDataRow: 1, columnNames: sourceColumns.map(String), originalNames: [] },
    ...{ sourceColumns, parts: [], estimatedRows: 3, estimatedMemoryBytes: 0 },
    ...facts,
  };
}

const noBytes = 256 * 1024 ** 2;

async function readBoth(spec: Omit<WorkbookSpec, 'sheets'> & { readonly xml: string }, facts: Partial<TablePlan> = {}) {
  const bytes = buildWorkbook({ strings, formats, ...spec, sheets: [{ name: 'S', xml: spec.xml }] });
  const path = write('both.xlsx', bytes);
  const plan = planOf(path, bytes.length, facts);
  return withWorkbook(path, 'book.xlsx', async (workbook) => {
    const sheet = workbook.sheets[0];
    if (sheet === undefined) throw new Error('no sheet');
    const attempt = async <T>(read: () => Promise<T>) => read().catch((error: unknown) => error);
    const kernel = await attempt(() => readStretches(workbook, sheet, plan, { rows: 2 ** 18, areKept: true }));
    // However the rows are cut, and whether a stretch takes over the memory of the one before, they are the same.
    for (const areKept of [false, true]) {
      expect(await attempt(() => readStretches(workbook, sheet, plan, { rows: 1, areKept }))).toEqual(kernel);
    }
    const one = await attempt(async () => {
      const { segment, rows, raggedRows } = await readCellByCell(workbook, sheet, plan, noBytes, context);
      return { cells: segmentCells(segment), rows, raggedRows };
    });
    return { kernel, one };
  });
}

async function readStretches(
  workbook: Workbook,
  sheet: WorkbookSheet,
  plan: TablePlan,
  stretches: Omit<Stretches, 'take'>,
) {
  const kept: SegmentBuffer[] = [];
  const cells: SegmentCell[][] = [];
  const take = (segment: SegmentBuffer) => {
    if (stretches.areKept) kept.push(segment);
    else cells.push(...segmentCells(segment));
  };
  const { rows, raggedRows } = await readInKernel(workbook, sheet, plan, noBytes, context, { ...stretches, take });
  cells.push(...kept.flatMap(segmentCells));
  return { cells, rows, raggedRows };
}

const number = fc.oneof(
  fc.integer({ min: -1e9, max: 1e9 }).map(String),
  fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toExponential(16).replace('e', 'E')),
  fc.double({ min: -1, max: 1e5, noNaN: true }).map((value) => value.toFixed(17)),
  fc.bigInt({ min: 0n, max: 10n ** 22n }).map(String),
  fc.constantFrom('-0', '0', '007', '.5', '5.', '+1', ' 3 ', '1e5', 'NaN', '', '2958466', '60', '59.5', '0.25', '-3'),
);
const text = fc.oneof(
  fc.constantFrom('plain', 'a &amp; b', '&#x4E2D;文', '_x000D_', '_y', 'x&lt;y', 'two\r\nlines', '&odd;', ' s ', ''),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) => value.replace(/[<&\p{Cc}\p{Cn}]/gu, '.')),
);

/** The inside of a cell with its type and style, behind its reference. */
const body = fc.oneof(
  { weight: 4, arbitrary: number.map((value) => `><v>${value}</v></c>`) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat({ max: 5 }), number).map(([style, value]) => ` s="${style}"><v>${value}</v></c>`),
  },
  { weight: 3, arbitrary: fc.nat({ max: 7 }).map((index) => ` t="s"><v>${index}</v></c>`) },
  { weight: 2, arbitrary: text.map((value) => ` t="inlineStr"><is><t>${value}</t></is></c>`) },
  text.map((value) => ` t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`),
  text.map((value) => ` t="str"><f>A1&amp;"x"</f><v>${value}</v></c>`),
  text.map((value) => ` t='inlineStr' ><is><r><t>${value}</t></r><rPh><t>no</t></rPh></is></c >`),
  number.map((value) => ` t="n"><f t="shared" ref="A1:B2" si="0"/><v>${value}</v></c>`),
  fc.constantFrom('1', '0', 'true', 'false', '').map((value) => ` t="b"><v>${value}</v></c>`),
  fc.constantFrom('#N/A', '#DIV/0!', '').map((value) => ` t="e"><v>${value}</v></c>`),
  fc.constantFrom('2024-03-01', '2024-03-01T08:30:00', 'odd').map((value) => ` t="d"><v>${value}</v></c>`),
  fc.constantFrom('/>', '></c>', ' s="1"/>', '><v/></c>', '><!-- c --><v>7</v></c>', '><v> <![CDATA[8]]></v></c>'),
);

const rowsOfCells = (isSorted: boolean) =>
  fc
    .array(
      fc.record({
        gap: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, fc.nat({ max: 700 })),
        hasNumber: fc.boolean(),
        tail: fc.constantFrom('', ' spans="1:7"', ' ht="15" x14ac:dyDescent="0.25"', " a='>'"),
        cells: fc.uniqueArray(fc.tuple(fc.nat({ max: 8 }), body, fc.boolean()), {
          maxLength: 8,
          selector: ([column]) => column,
        }),
      }),
      { maxLength: 12 },
    )
    .map((rows) => {
      let row = 0;
      return rows
        .map(({ gap, hasNumber, tail, cells }) => {
          row += isSorted ? Math.max(1, gap) : gap % 3;
          const isNumbered = hasNumber || gap !== 1;
          const sorted = isSorted ? [...cells].sort(([a], [b]) => a - b) : cells;
          let last = -1;
          const inside = sorted.map(([column, markup, hasReference]) => {
            const isPlaced = hasReference || column !== last + 1 || (last < 0 && !isNumbered);
            last = column;
            return `<c${isPlaced ? ` r="${columnLetters(column)}${row}"` : ''}${markup}`;
          });
          return `<row${isNumbered ? ` r="${row}"` : ''}${tail}>${inside.join('\n'.repeat(gap % 2))}</row>`;
        })
        .join('');
    });

describe('reading in the kernel', () => {
  it('gives the same cells as reading one by one', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfCells(true), fc.boolean(), async (data, is1904) => {
        const { kernel, one } = await readBoth({ xml: sheetXml(data), is1904 });
        expect(kernel).toEqual(one);
      }),
      { numRuns: 700, seed: 3 },
    );
  }, 120_000);

  it('gives the same cells or sees that they are out of order', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfCells(false), async (data) => {
        const { kernel, one } = await readBoth({ xml: sheetXml(data) });
        if (!(kernel instanceof RowsDisordered)) expect(kernel).toEqual(one);
      }),
      { numRuns: 300, seed: 4 },
    );
  }, 120_000);

  it('gives the same cells of a range', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfCells(true), async (data) => {
        const facts = { range: 'B3:F40', firstDataRow: 3, sourceColumns: [1, 2, 5] };
        const { kernel, one } = await readBoth({ xml: sheetXml(data) }, facts);
        expect(kernel).toEqual(one);
      }),
      { numRuns: 200, seed: 5 },
    );
  }, 120_000);

  it('gives back every finite double as Excel, and as other programs, write it, bit for bit', async () => {
    const doubles = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -1e7, max: 1e7, noNaN: true }),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 }).map((value) => value / 100),
      fc.maxSafeInteger(),
    );
    const writings = [
      String,
      (value: number) => value.toPrecision(17).replace('e', 'E'),
      (value: number) => value.toExponential(16).replace('e', 'E'),
      (value: number) => (Math.abs(value) < 1e21 && Math.abs(value) > 1e-4 ? value.toFixed(20) : String(value)),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(doubles, { minLength: 500, maxLength: 900 }), async (values) => {
        const data = values.map((value, index) => {
          const row = index + 2;
          const cells = writings.map((text, place) => `<c r="${'ABCD'[place]}${row}"><v>${text(value)}</v></c>`);
          return `<row r="${row}">${cells.join('')}</row>`;
        });
        const { kernel } = await readBoth({ xml: sheetXml(data.join('')) }, { sourceColumns: [0, 1, 2, 3] });
        const { cells } = kernel as { cells: number[][] };
        const wrong = values.flatMap((value, row) =>
          // A negative zero is written without its sign by String and toFixed.
          (cells[row] ?? []).filter((cell) => !Object.is(cell, value) && !(value === 0 && cell === 0)),
        );
        expect(wrong).toEqual([]);
        expect(cells).toHaveLength(values.length);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('keeps columns over many batches as their numbers change form', async () => {
    const rows = Array.from({ length: 9000 }, (_, index) => {
      const row = index + 2;
      const values = [index, index < 4000 ? index / 10 : index / 1000, index < 7000 ? index : Math.PI * index];
      const day = `<c r="D${row}" s="1"><v>${40_000 + index + (index === 8000 ? 0.5 : 0)}</v></c>`;
      const word = index % 3 === 0 ? `<c r="F${row}" t="s"><v>${index % 7}</v></c>` : '';
      const odd = `<c r="G${row}" t="str"><v>${index % 100 === 0 ? 'one' : `text ${index}`}</v></c>`;
      return `<row r="${row}">${values.map((value, place) => `<c r="${'ABC'[place]}${row}"><v>${value}</v></c>`).join('')}${day}${word}${odd}</row>`;
    });
    const { kernel, one } = await readBoth({ xml: sheetXml(rows.join('')) });
    expect(kernel).toEqual(one);
    expect(one).toMatchObject({ rows: 9000 });
  });

  it('keeps each distinct text once, be it shared, repeated among the shared ones, or written in the cell', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => {
      const cell = index % 2 === 0 ? `t="s"><v>${[0, 4, 2][index % 3]}</v>` : 't="str"><v>one</v>';
      return `<row r="${index + 2}"><c r="A${index + 2}" ${cell}</c></row>`;
    });
    const bytes = buildWorkbook({ strings, sheets: [{ name: 'S', data: rows.join('') }] });
    const path = write('texts.xlsx', bytes);
    const plan = planOf(path, bytes.length, { sourceColumns: [0] });
    await withWorkbook(path, 'book.xlsx', async (workbook) => {
      const sheet = workbook.sheets[0];
      if (sheet === undefined) throw new Error('no sheet');
      const take = (segment: SegmentBuffer) => expect(columnView(segment, 0).dictionary?.count).toBe(2);
      const { rows } = await readInKernel(workbook, sheet, plan, noBytes, context, { rows: 1, areKept: true, take });
      expect(rows).toBe(60);
    });
  });
});
