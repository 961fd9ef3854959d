import path from 'node:path';
import type { Reply, ScratchFile, TablePlan } from '../../../contract/orders.ts';
import type { RecipeContext } from '../recipe.ts';
import { addUpOrders } from './order-progress.ts';
import type { ReadTable } from './read-table.ts';

export interface TableDescription {
  readonly files: readonly ScratchFile[];
  readonly rowHashes: readonly SharedArrayBuffer[];
  readonly missingCells: number;
}

/**
 * Deals `columnCount` columns out to at most `groupCount` groups like cards: neighbours are often alike (twenty text
 * columns side by side), so each group gets its share of the slow ones.
 */
export function dealColumns(columnCount: number, groupCount: number): number[][] {
  const groups = Array.from({ length: Math.max(1, Math.min(groupCount, columnCount)) }, (): number[] => []);
  for (let column = 0; column < columnCount; column++) groups[column % groups.length]!.push(column);
  return groups;
}

/** More groups than threads, so that a thread that is done early finds another one. */
const groupsPerThread = 4;
/** Every group takes 8 bytes per row for the hashes of its cells until duplicates are counted. */
const maximumHashedRows = 24_000_000;

/** How many groups suit a table: fewer where its rows are many, but one for each thread at least. */
export function groupCountFor(threads: number, rows: number): number {
  return Math.max(threads, Math.min(threads * groupsPerThread, Math.floor(maximumHashedRows / rows)));
}

/** Describes all columns in groups, as many at a time as there are threads. */
export async function describeTable(
  context: RecipeContext,
  plan: TablePlan,
  table: ReadTable,
  report: (fraction: number, subject: string | null) => void,
): Promise<TableDescription> {
  const groups = dealColumns(plan.columnNames.length, groupCountFor(context.computeThreads, table.rows));
  const progress = addUpOrders(groups.length, (fraction, _, subject) => report(fraction, subject));
  const replies = await Promise.all(
    groups.map(async (columns, place): Promise<Reply<'describe-columns'>> => {
      const scratchPath = path.join(context.scratchFolder, `columns-${place}.json`);
      const order = { plan, segments: table.segments, columns, scratchPath };
      const reply = await context.run('describe-columns', order, progress.noticesOf(place));
      progress.finished(place, null);
      return reply;
    }),
  );
  return {
    files: replies.map((reply) => reply.file),
    rowHashes: replies.map((reply) => reply.rowHashes),
    missingCells: replies.reduce((total, reply) => total + reply.missingCells, 0),
  };
}
