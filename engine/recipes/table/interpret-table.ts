import path from 'node:path';
import type { ColumnDecision, ColumnTally } from '../../../contract/column-decision.ts';
import { Fault } from '../../../contract/faults.ts';
import { keptRowsOf } from '../../../contract/import-changes.ts';
import type { ColumnFacts, Order, ScratchFile, TablePlan } from '../../../contract/orders.ts';
import { asWrittenColumns, placesOfNames } from './as-written.ts';
import { joinTallies } from './join-tallies.ts';
import type { ReadTable } from './read-table.ts';
import type { TableContext } from './table-context.ts';

/** A table whose texts were read for what they mean. */
export interface InterpretedTable {
  /** The plan with what is known of the columns. */
  readonly plan: TablePlan;
  /** The table with new segments; the earlier ones must not be used any more. */
  readonly read: ReadTable;
  /** Whether a column is known that holds a value of its own in each row. */
  readonly hasKey: boolean;
  /** Writes the import report as JSON to `scratchPath`. */
  readonly writeReport: (scratchPath: string) => Promise<ScratchFile>;
}

/** Cells for each order that decides; more orders than this do not make it faster. */
const cellsPerOrder = 2 ** 21;
const maximumOrders = 4;
/** Cells that an order converts at least: of fewer, the way to the thread and back takes longer. */
const convertedCellsPerOrder = 2 ** 19;

/**
 * Decides for every column, from all of its cells, how its texts are read (numbers with units, dates, words for missing and
 * the like), and converts them. Columns of the reading's `asWritten` stay as they are. The same table gives the same result
 * however it was cut and whatever the number of threads.
 */
export async function interpretTable(context: TableContext, raw: ReadTable): Promise<InterpretedTable> {
  const { plan } = raw;
  const { fillsMerged, skipsTotals } = context.reading;
  const read = fillsMerged ? await fillMerged(context, raw) : raw;
  const columnCount = plan.columnNames.length;
  const asWritten = asWrittenColumns(plan, context.reading);
  const { asDates, missingWords } = context.reading;
  const wishes = { asWritten, asDates: placesOfNames(plan, asDates), missingWords };
  const { decisions, kinds, hasKey } = await decideColumns(context, plan, read, wishes);
  const keptRows = keptRowsOf(columnCount);
  const converting = decisions.filter(
    ({ as, missing, missingNumbers }) => as !== 'text' || missing.length > 0 || missingNumbers.length > 0,
  );
  const converted = await convertParts(context, read, converting, keptRows);
  const tallies = converted.tallies.map((ofPart, part) => joinTallies(read.changes[part] ?? [], ofPart, keptRows));
  const factsPlan: TablePlan = { ...plan, columnFacts: columnFactsOf(columnCount, decisions, converted.tallies) };
  const table: ReadTable = { ...read, plan: factsPlan, segments: converted.segments };
  const interpreted = skipsTotals ? await leaveOutTotals(context, table) : table;
  const { raggedRows, undecodableCells, hasFallenBack, blankLines } = read;
  const { range } = context.reading;
  const facts = { raggedRows, undecodableCells, hasFallenBack, blankLines, range, skipsTotals };
  const writeReport = (scratchPath: string): Promise<ScratchFile> =>
    context.run('write-import-report', {
      ...{ plan: factsPlan, segments: table.segments, decisions, tallies },
      ...{ writtenKinds: kinds, asWritten, keptRows, facts, scratchPath },
    });
  return { plan: factsPlan, read: interpreted, hasKey, writeReport };
}

/** The value of merged cells stands in each row that they span. */
async function fillMerged(context: TableContext, read: ReadTable): Promise<ReadTable> {
  const { plan } = read;
  if ((plan.mergedRanges ?? []).length === 0) return read;
  const segments = [];
  let firstRow = 0;
  for (const one of read.segments) {
    const { rows, segment } = await context.run('fill-merged', { plan, segment: one, firstRow });
    segments.push(segment);
    firstRow += rows;
  }
  return { ...read, segments };
}

/** Throws TABLE_EMPTY where nothing else is left. */
async function leaveOutTotals(context: TableContext, table: ReadTable): Promise<ReadTable> {
  const { plan, segments } = table;
  const left = await context.run('leave-out-totals', { plan, segments });
  const rows = table.rows - left.rows;
  if (rows === 0) throw new Fault('TABLE_EMPTY', { file: plan.fileName });
  return { ...table, segments: left.segments, rows };
}

/** All columns, dealt out to some orders where the table is large: neighbours are often alike. */
type Wishes = Pick<Order<'decide-columns'>, 'asWritten' | 'asDates' | 'missingWords'>;

async function decideColumns(context: TableContext, plan: TablePlan, read: ReadTable, wishes: Wishes) {
  const columnCount = plan.columnNames.length;
  const orders = Math.max(
    1,
    Math.min(maximumOrders, columnCount, Math.ceil((read.rows * columnCount) / cellsPerOrder)),
  );
  const groups = Array.from({ length: orders }, (_, group) =>
    Array.from({ length: Math.ceil((columnCount - group) / orders) }, (_, index) => group + index * orders),
  );
  const { segments } = read;
  const replies = await Promise.all(
    groups.map((columns) => context.run('decide-columns', { plan, segments, columns, ...wishes })),
  );
  const decisions = replies.flatMap((reply) => reply.decisions).sort((one, other) => one.column - other.column);
  const perColumn = (replies[0] as (typeof replies)[number]).kinds.length / groups[0]!.length;
  const kinds = new Float64Array(columnCount * perColumn);
  for (const [group, columns] of groups.entries()) {
    for (const [index, column] of columns.entries()) {
      const ofColumn = replies[group]!.kinds.subarray(index * perColumn, (index + 1) * perColumn);
      kinds.set(ofColumn, column * perColumn);
    }
  }
  return { decisions, kinds, hasKey: replies.some((reply) => reply.hasKey) };
}

async function convertParts(
  context: TableContext,
  { segments, rows }: ReadTable,
  decisions: readonly ColumnDecision[],
  keptRows: number,
): Promise<{ segments: ReadTable['segments']; tallies: readonly (readonly ColumnTally[])[] }> {
  if (decisions.length === 0) return { segments, tallies: segments.map(() => []) };
  const orders = Math.max(1, Math.min(segments.length, Math.ceil((rows * decisions.length) / convertedCellsPerOrder)));
  const perOrder = Math.ceil(segments.length / orders);
  const stretches = Array.from({ length: Math.ceil(segments.length / perOrder) }, (_, order) =>
    segments.slice(order * perOrder, (order + 1) * perOrder),
  );
  const replies = await Promise.all(
    stretches.map((some) => context.run('convert-parts', { segments: some, decisions, keptRows })),
  );
  return { segments: replies.flatMap((reply) => reply.segments), tallies: replies.flatMap((reply) => reply.tallies) };
}

function columnFactsOf(
  columnCount: number,
  decisions: readonly ColumnDecision[],
  tallies: readonly (readonly ColumnTally[])[],
): ColumnFacts[] {
  const facts = Array.from({ length: columnCount }, (): ColumnFacts => ({ unit: null, isPercent: false }));
  for (const { column, as, mark } of decisions) {
    if (as === 'boolean') {
      const words = booleanWords(tallies.flat().filter((tally) => tally.column === column));
      if (words) facts[column] = { unit: null, isPercent: false, words };
    }
    if (as !== 'number' || mark === '') continue;
    facts[column] = { unit: mark === '%' ? null : mark, isPercent: mark === '%' };
  }
  return facts;
}

/** The first words for yes and for no, as they are written; null where one of them has none. */
function booleanWords(tallies: readonly ColumnTally[]): ColumnFacts['words'] | null {
  const changes = tallies.flatMap((tally) => tally.changes).filter(({ change }) => change === 'booleanWord');
  const examples = changes.flatMap((change) => change.examples);
  const writtenFor = (read: string) => examples.find((example) => example.read === read)?.written.trim();
  const [yes, no] = [writtenFor('true'), writtenFor('false')];
  return yes && no ? { yes, no } : null;
}

/** Where the report of a table lies in a scratch folder. */
export const importReportPath = (scratchFolder: string): string => path.join(scratchFolder, 'import-report.json');
