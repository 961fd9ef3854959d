import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ImportReport } from '../../../../contract/import-report.ts';
import type { TablePlan } from '../../../../contract/orders.ts';
import { ColumnBuilder } from '../../../../workers/tabular/column-builder.ts';
import { convertParts } from '../../../../workers/tabular/interpret/convert-parts.ts';
import { decideColumns } from '../../../../workers/tabular/interpret/decide-columns.ts';
import { writeImportReport } from '../../../../workers/tabular/interpret/write-import-report.ts';
import { packSegment } from '../../../../workers/tabular/pack-segment.ts';
import { testContext } from '../../../builders/order-context.ts';
import { type SegmentCell, segmentCells } from '../../../builders/segment-cells.ts';

export interface Interpretation {
  /** The cells of each column. */
  readonly columns: SegmentCell[][];
  readonly report: ImportReport;
}

interface InterpretOptions {
  /** Rows at which a new segment begins. */
  readonly cuts?: readonly number[];
  readonly decimal?: '.' | ',' | null;
  readonly asWritten?: readonly number[];
  readonly asDates?: readonly number[];
  readonly missingWords?: readonly string[];
}

/** Interprets columns of cells as the engine does with the segments of a table. */
export async function interpretCells(
  columns: Readonly<Record<string, readonly SegmentCell[]>>,
  { cuts = [], decimal = null, asWritten = [], asDates = [], missingWords = [] }: InterpretOptions = {},
): Promise<Interpretation> {
  const names = Object.keys(columns);
  const rows = columns[names[0] as string]?.length ?? 0;
  const places = [0, ...cuts.filter((cut) => cut > 0 && cut < rows), rows];
  const segments = places.slice(1).map((to, part) => segmentOf(Object.values(columns), places[part] as number, to));
  const plan = planOf(names, decimal);
  const { context } = testContext();
  const all = names.map((_, place) => place);
  const { decisions, kinds } = await decideColumns(
    { plan, segments, columns: all, asWritten, asDates, missingWords },
    context,
  );
  const converted = await convertParts({ segments, decisions, keptRows: 1000 }, context);
  const folder = await mkdtemp(path.join(tmpdir(), 'auspex-interpret-'));
  try {
    const file = await writeImportReport(
      {
        ...{ plan, decisions, writtenKinds: kinds, asWritten, keptRows: 1000 },
        segments: converted.segments,
        tallies: converted.tallies,
        facts: {
          raggedRows: 0,
          undecodableCells: 0,
          hasFallenBack: false,
          range: null,
          skipsTotals: false,
          blankLines: segments.map(() => null),
        },
        scratchPath: path.join(folder, 'report.json'),
      },
      context,
    );
    const cells = converted.segments.flatMap(segmentCells);
    const report = JSON.parse(await readFile(file.path, 'utf8')) as ImportReport;
    return { columns: names.map((_, place) => cells.map((row) => row[place] as SegmentCell)), report };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const encoder = new TextEncoder();

function segmentOf(columns: readonly (readonly SegmentCell[])[], from: number, to: number): SharedArrayBuffer {
  const builders = columns.map((cells) => {
    const builder = new ColumnBuilder(to - from);
    for (let row = from; row < to; row++) put(builder, row - from, cells[row] as SegmentCell);
    return builder;
  });
  return packSegment(builders, to - from);
}

function put(builder: ColumnBuilder, row: number, cell: SegmentCell): void {
  if (cell === null) return;
  if (typeof cell === 'number') builder.setNumber(row, cell);
  else if (typeof cell === 'boolean') builder.setBoolean(row, cell);
  else if (typeof cell === 'string') {
    const bytes = encoder.encode(cell);
    builder.setText(row, bytes, 0, bytes.length);
  } else if ('date' in cell) builder.setDate(row, Date.parse(cell.date));
  else {
    const bytes = encoder.encode(cell.error);
    builder.setError(row, bytes, 0, bytes.length);
  }
}

function planOf(names: readonly string[], decimal: '.' | ',' | null): TablePlan {
  return {
    ...{ path: '/nowhere', fileName: 'table.csv', format: 'csv', sheet: 'table', sizeBytes: 0, reader: 'text' },
    textFormat: decimal && {
      ...{ encoding: 'utf-8', hasByteOrderMark: false, delimiter: ';', quote: '"', decimal, lineBreak: '\n' },
    },
    ...{ headerStart: 0, headerRows: 1, firstDataRow: 1 },
    ...{ columnNames: names, originalNames: names, sourceColumns: names.map((_, place) => place) },
    ...{ parts: [], estimatedRows: null, estimatedMemoryBytes: 0 },
  };
}
