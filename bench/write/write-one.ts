import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { exportOptionsSchema } from '../../contract/export-options.ts';
import type { TablePlan } from '../../contract/orders.ts';
import { mainTable } from '../../contract/reading.ts';
import { createEngine } from '../../engine/engine.ts';
import { storeRows } from '../../workers/explore/store-rows.ts';
import { arrangeRows } from '../../workers/export/arrange-rows.ts';
import { exportPart } from '../../workers/export/export-part.ts';
import { joinExport } from '../../workers/export/join-export.ts';
import { createOrderContext } from '../../workers/order-context.ts';
import { ColumnBuilder } from '../../workers/tabular/column-builder.ts';
import { packSegment } from '../../workers/tabular/pack-segment.ts';
import { writeWithExcelJs, writeWithSheetJs } from './javascript-peers.ts';
import { startWatch, type Taken } from './stopwatch.ts';
import { cellOf, columnName, type WriteTable, writeTables } from './write-tables.ts';

/** In a process of its own: makes the table, writes it, and prints what the writing took and the size of the file. */
export async function writeOne(writer: string, tableName: string, rows: number, target: string): Promise<void> {
  const table = { ...writeTables.find(({ name }) => name === tableName)!, rows };
  rmSync(target, { force: true });
  const taken = await timed(writer, table, target);
  console.log(JSON.stringify({ ...taken, sizeBytes: statSync(target).size }));
}

function timed(writer: string, table: WriteTable, target: string): Promise<Taken> {
  if (writer === 'exceljs') return writeWithExcelJs(table, target);
  if (writer === 'sheetjs') return writeWithSheetJs(table, target);
  return writer === 'auspex' ? writeAlone(table, target) : writeByEngine(table, target);
}

const context = createOrderContext({ cancelFlag: new SharedArrayBuffer(4), noticePort: null });

/** The rows as Auspex keeps them. */
async function storeTable({ columns, rows }: WriteTable, folder: string): Promise<string> {
  const encoder = new TextEncoder();
  const segments = [];
  for (let from = 0; from < rows; from += 250_000) {
    const to = Math.min(rows, from + 250_000);
    const builders = columns.map((kind, column) => {
      const builder = new ColumnBuilder(to - from);
      for (let row = from; row < to; row++) {
        const cell = cellOf(kind, row, column);
        if (typeof cell === 'number') builder.setNumber(row - from, cell);
        else if (cell instanceof Date) builder.setDate(row - from, cell.getTime());
        else {
          const bytes = encoder.encode(cell);
          builder.setText(row - from, bytes, 0, bytes.length);
        }
      }
      return builder;
    });
    segments.push(packSegment(builders, to - from));
  }
  const names = columns.map(columnName);
  const plan = { columnNames: names, originalNames: names, sourceColumns: columns.map((_, place) => place) };
  const scratchPath = path.join(folder, 'rows.parquet');
  await storeRows({ plan: plan as unknown as TablePlan, segments, scratchPath }, context);
  return scratchPath;
}

/** The orders of an export, one after the other on this thread, from the rows on the disk to the finished workbook. */
async function writeAlone(table: WriteTable, target: string): Promise<Taken> {
  const folder = mkdtempSync(`${target}-`);
  try {
    const rowsPath = await storeTable(table, folder);
    const taken = startWatch();
    const options = exportOptionsSchema.parse({ groupBy: table.groupBy });
    const inFolder = (name: string) => path.join(folder, name);
    const layoutPath = inFolder('layout.json');
    const common = { options, title: 'Sheet1', layoutPath };
    const arranging = { ...common, rowsPath, spillFolder: folder };
    const { arranged } = await arrangeRows({ ...arranging, scratchPath: inFolder('arranged') }, context);
    const [scratchPath, manifestPath] = [inFolder('part'), inFolder('part.json')];
    const part = { ...common, rowsPath: arranged?.path ?? rowsPath, part: 0, parts: 1, scratchPath, manifestPath };
    await exportPart(part, context);
    const parts = [{ filePath: scratchPath, manifestPath }];
    await joinExport({ ...common, parts, scratchPath: target }, context);
    return taken();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The whole job, by the engine, on all threads. */
async function writeByEngine(table: WriteTable, target: string): Promise<Taken> {
  const folder = mkdtempSync(`${target}-`);
  const engine = await createEngine({
    ...{ dataFolder: path.join(folder, 'data'), hostKind: 'commandLine' },
    threads: { compute: availableParallelism(), interactive: 1 },
  });
  try {
    const rows = await storeTable(table, folder);
    const { id } = await engine.tickets.issueTicket(rows);
    const options = exportOptionsSchema.parse({ groupBy: table.groupBy });
    const source = { kind: 'input' as const, ticket: id, reading: mainTable };
    const taken = startWatch();
    const { jobId } = await engine.exports.exportRows({ source, options, isAsWritten: false });
    const [job] = await engine.jobs.waitForEnd([jobId], () => undefined);
    if (job?.state !== 'completed') throw new Error(JSON.stringify(job?.fault));
    const writing = taken();
    mkdirSync(`${folder}/out`);
    const saved = await engine.exports.saveInto(jobId, `${folder}/out`);
    renameSync(saved, target);
    return writing;
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
