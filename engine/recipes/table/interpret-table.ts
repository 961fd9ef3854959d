import path from 'node:path';
import type { ColumnDecision, ColumnTally } from '../../../contract/column-decision.ts';
import { reportLimits } from '../../../contract/import-changes.ts';
import type { ColumnFacts, ScratchFile, TablePlan } from '../../../contract/orders.ts';
import { asWrittenColumns } from './as-written.ts';
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
/** Rows that a report names at most, in all columns together. */
const rowsOfReport = 200_000;
const fewestRows = 20;

/**
 * Decides for every column, from all of its cells, how its texts are read (numbers with units, dates, words for missing and
 * the like), and converts them. Columns of the reading's `asWritten` stay as they are. The same table gives the same result
 * however it was cut and whatever the number of threads.
 */
export async function interpretTable(context: TableContext, read: ReadTable): Promise<InterpretedTable> {
  const { plan } = read;
  const columnCount = plan.columnNames.length;
  const asWritten = asWrittenColumns(plan, context.reading);
  const { decisions, kinds, hasKey } = await decideColumns(context, plan, read, asWritten);
  const keptRows = Math.max(fewestRows, Math.min(reportLimits.rows, Math.floor(rowsOfReport / columnCount)));
  const converting = decisions.filter(({ as, missing }) => as !== 'text' || missing.length > 0);
  const converted = await convertParts(context, read, converting, keptRows);
  const factsPlan: TablePlan = { ...plan, columnFacts: columnFactsOf(columnCount, decisions) };
  const interpreted: ReadTable = { ...read, plan: factsPlan, segments: converted.segments };
  const { raggedRows, undecodableCells, hasFallenBack, blankLines } = read;
  const facts = { raggedRows, undecodableCells, hasFallenBack, blankLines, range: context.reading.range };
  const writeReport = (scratchPath: string): Promise<ScratchFile> =>
    context.run('write-import-report', {
      ...{ plan: factsPlan, segments: interpreted.segments, decisions, tallies: converted.tallies },
      ...{ writtenKinds: kinds, asWritten, keptRows, facts, scratchPath },
    });
  return { plan: factsPlan, read: interpreted, hasKey, writeReport };
}

/** All columns, dealt out to some orders where the table is large: neighbours are often alike. */
async function decideColumns(context: TableContext, plan: TablePlan, read: ReadTable, asWritten: readonly number[]) {
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
    groups.map((columns) => context.run('decide-columns', { plan, segments, columns, asWritten })),
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
  { segments }: ReadTable,
  decisions: readonly ColumnDecision[],
  keptRows: number,
): Promise<{ segments: ReadTable['segments']; tallies: readonly (readonly ColumnTally[])[] }> {
  if (decisions.length === 0) return { segments, tallies: segments.map(() => []) };
  const replies = await Promise.all(
    segments.map((segment) => context.run('convert-part', { segment, decisions, keptRows })),
  );
  return { segments: replies.map((reply) => reply.segment), tallies: replies.map((reply) => reply.tallies) };
}

function columnFactsOf(columnCount: number, decisions: readonly ColumnDecision[]): ColumnFacts[] {
  const facts = Array.from({ length: columnCount }, (): ColumnFacts => ({ unit: null, isPercent: false }));
  for (const { column, as, mark } of decisions) {
    if (as !== 'number' || mark === '') continue;
    facts[column] = { unit: mark === '%' ? null : mark, isPercent: mark === '%' };
  }
  return facts;
}

/** Where the report of a table lies in a scratch folder. */
export const importReportPath = (scratchFolder: string): string => path.join(scratchFolder, 'import-report.json');
