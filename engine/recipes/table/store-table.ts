import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import type { ScratchFile, TablePlan } from '../../../contract/orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { fingerprintInputs } from '../fingerprint-inputs.ts';
import type { RecipeContext } from '../recipe.ts';
import { importReportPath, interpretTable } from './interpret-table.ts';
import { readTable } from './read-table.ts';
import { tableContextOf } from './table-context-of.ts';

/** Facts about a table as it was read. */
export interface StoredTableFacts {
  readonly sha256: string;
  readonly sheet: string;
  readonly rows: number;
  readonly columns: number;
}

/** A table whose rows lie in a file; `files` null: in the input itself. */
export interface StoredTable {
  readonly facts: StoredTableFacts;
  readonly files: { readonly rows: ScratchFile; readonly report: ScratchFile } | null;
}

interface Told {
  readonly read: (fraction: number, rowsDone: number | null) => void;
  readonly store: (fraction: number) => void;
}

/** Reads the input of a job, interprets its texts and stores its rows, in row groups as told. Throws the faults of reading. */
export async function storeTable(
  context: RecipeContext,
  planned: TablePlan,
  tell: Told,
  rowGroupRows?: number,
): Promise<StoredTable> {
  const { input } = context.job;
  const startedAtMs = performance.now();
  await checkInputFile(input);
  const digesting = digestInput(context);
  digesting.catch(() => undefined);
  const tableContext = tableContextOf(context);
  const raw = await readTable(tableContext, planned, [], tell.read);
  const { plan, read, writeReport } = await interpretTable(tableContext, raw);
  tell.read(1, read.rows);
  context.measure('readMs', performance.now() - startedAtMs);
  const scratchPath = path.join(context.scratchFolder, 'rows.parquet');
  const [rows, report, sha256] = await Promise.all([
    context.run(
      'store-rows',
      {
        ...{ plan, segments: read.segments, scratchPath },
        ...(rowGroupRows === undefined ? {} : { rowGroupRows }),
      },
      ({ fraction }) => tell.store(fraction),
    ),
    writeReport(importReportPath(context.scratchFolder)),
    digesting,
  ]);
  // Changed while it was being read: rows and digest would belong to different files.
  await checkInputFile(input);
  const { columnNames, sheet } = plan;
  const facts = { sha256, sheet, rows: read.rows, columns: columnNames.length };
  return { facts, files: { rows, report } };
}

/** The input is a table that Auspex has stored: it is taken as it lies there. Throws FILE_CHANGED where it is none any more. */
export async function takeStoredTable(context: RecipeContext, sheet: string): Promise<StoredTable> {
  const { input } = context.job;
  await checkInputFile(input);
  const stored = await context.run('look-at-stored-rows', { path: input.path });
  if (!stored) throw new Fault('FILE_CHANGED', { file: input.fileName });
  const sha256 = await digestInput(context);
  return { facts: { ...stored, sha256, sheet }, files: null };
}

async function digestInput(context: RecipeContext): Promise<string> {
  if (context.fingerprint !== null) return context.fingerprint;
  return fingerprintInputs(context.job, context.run);
}
