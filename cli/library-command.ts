import { randomUUID } from 'node:crypto';
import { exportFormats } from '../contract/export-options.ts';
import { Fault } from '../contract/faults.ts';
import { importModes } from '../contract/library/library.ts';
import { mainTable } from '../contract/reading.ts';
import { maxPageRows, type TableCell, type TableSource } from '../contract/tables.ts';
import { columnNames, type Invocation, oneOf, wholeNumber } from './command-line.ts';
import { threadsOf } from './early-threads.ts';
import { jobIdsOf, type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { timeText } from './job-words.ts';
import { MisuseError } from './misuse.ts';
import { noteExported } from './note-exported.ts';
import { outFolderOf } from './out-folder.ts';
import { printTable } from './print-table.ts';
import { textTable } from './text-table.ts';
import { say } from './texts.ts';

/** `auspex library …`: tables that results are imported into, and SQL. Gives the exit code. */
export function runLibraryCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const works = invocation.options.out === undefined ? 'nothing' : 'ownJobs';
  return withEngine(invocation, surroundings, interruption, works, threadsOf(invocation), (session) => {
    if (invocation.verb === 'import') return importRows(session);
    return invocation.verb === 'query' ? query(session) : tables(session);
  });
}

async function tables(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  const listed = await client.library.listTables();
  if (invocation.isJson) session.printJson(listed);
  else if (listed.tables.length === 0) session.print(say('noTables', locale));
  else {
    const rows = listed.tables.map(({ name, rows, columns, imports, changedAtMs }) => [
      ...[name, String(rows), String(columns), String(imports), timeText(changedAtMs, locale)],
    ]);
    printTable(session, ['headName', 'headRows', 'headColumns', 'headImports', 'headWhen'], rows);
  }
  return 0;
}

async function importRows(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  const { options, words } = invocation;
  const mode = oneOf(options, 'mode', importModes) ?? (options.key === undefined ? 'append' : 'key');
  if (options.table === undefined) throw new MisuseError('tableNotSaid');
  if ((mode === 'key') !== (options.key !== undefined))
    throw new MisuseError('optionsTogether', { option: '--mode key', other: '--key' });
  const source = await sourceOf(session, words[0]!);
  const { table, outcome } = await client.library.importTable({
    ...{ importId: randomUUID(), source, table: options.table, mode, keyColumns: columnNames(options.key) },
    groupBy: options['group-by'] ?? null,
  });
  if (invocation.isJson) {
    session.printJson({ table: table.name, ...outcome });
    return 0;
  }
  const { added, updated, rowsAfter, groups } = outcome;
  session.print(say('tableImported', locale, { table: table.name, added, updated, rows: rowsAfter }));
  const lines = groups.map(({ name, before, after }) => [name ?? '–', String(before), String(after)]);
  if (lines.length > 0) printTable(session, ['headGroup', 'headBefore', 'headAfter'], lines);
  return 0;
}

/** The rows of a job, or of a file, which is read for them. */
async function sourceOf(session: Session, word: string): Promise<TableSource> {
  const { client, engine, invocation } = session;
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{8}$/.test(word);
  if (isId) {
    const [jobId] = await jobIdsOf(session, [word]);
    const { result } = await client.library.findResult({ jobId: jobId! });
    if (!result) throw new Fault('RESULT_NOT_READY');
    return { kind: 'result', jobId: result.jobId, artifact: result.artifact };
  }
  const { id: ticket } = await engine.tickets.issueTicket(session.resolve(word));
  const sheet = invocation.options.sheet ?? null;
  const source: TableSource = { kind: 'input', ticket, reading: { ...mainTable, sheet } };
  for await (const _ of await client.tables.watchTable({ source }, { signal: abortOf(session) }));
  return source;
}

function abortOf({ interruption }: Session): AbortSignal {
  const controller = new AbortController();
  interruption.onRaised(() => controller.abort());
  return controller.signal;
}

async function query(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  const { options, words } = invocation;
  const maxRows = wholeNumber(options, 'limit', 1, 1_000_000) ?? (options.out === undefined ? 1000 : 1_000_000);
  const found = await client.library.runQuery({ sql: words[0]!, maxRows }, { signal: abortOf(session) });
  const source: TableSource = { kind: 'query', queryId: found.queryId };
  if (options.out !== undefined) return save(session, source);
  const rows = await rowsOf(session, source, found.columns.length, found.rows);
  const { columns, isCut, durationMs } = found;
  if (invocation.isJson) session.printJson({ columns, rows, isCut, durationMs });
  else {
    const cells = rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
    for (const line of textTable(
      columns.map(({ name }) => name),
      cells,
    ))
      session.print(line);
    if (isCut) session.tell(say('queryCut', locale, { rows: found.rows }));
  }
  return 0;
}

/** Columns of a page. */
const pageColumns = 500;

async function rowsOf(
  { client }: Session,
  source: TableSource,
  columns: number,
  total: number,
): Promise<TableCell[][]> {
  const rows: TableCell[][] = [];
  for (let offset = 0; offset < total; offset += maxPageRows) {
    const slice: TableCell[][] = Array.from({ length: Math.min(maxPageRows, total - offset) }, () => []);
    for (let from = 0; from < columns; from += pageColumns) {
      const places = Array.from({ length: Math.min(pageColumns, columns - from) }, (_, place) => from + place);
      const page = await client.tables.pageTable({ source, view: {}, columns: places, offset, limit: maxPageRows });
      for (const [place, row] of page.rows.entries()) slice[place]!.push(...row);
    }
    rows.push(...slice);
  }
  return rows;
}

/** Writes the rows into --out as --to says. */
async function save(session: Session, source: TableSource): Promise<number> {
  const { client, engine, invocation, locale } = session;
  const format = oneOf(invocation.options, 'to', exportFormats) ?? 'csv';
  const folder = (await outFolderOf(session))!;
  const { jobId } = await client.exports.exportRows({ source, options: { format, locale } });
  const [job] = await engine.jobs.waitForEnd([jobId]);
  if (job?.fault) throw new Fault(job.fault.code, job.fault.values);
  const file = await engine.exports.saveInto(jobId, folder);
  noteExported(engine, [file]);
  if (invocation.isJson) session.printJson({ artifacts: [file] });
  else session.print(file);
  return 0;
}
