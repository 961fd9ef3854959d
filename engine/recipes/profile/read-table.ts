import { Fault } from '../../../contract/faults.ts';
import type { ReadReply, SegmentBuffer, TablePlan } from '../../../contract/orders.ts';
import { partsFor } from '../../pool/pool-policy.ts';
import type { RecipeContext } from '../recipe.ts';
import { columnsReadAsText } from './columns-read-as-text.ts';
import { addUpOrders } from './order-progress.ts';

/** A table in memory, in slices that only workers look into. */
export interface ReadTable {
  readonly segments: readonly SegmentBuffer[];
  readonly rows: number;
  readonly raggedRows: number;
  readonly undecodableCells: number;
  /** What read it in the end: a reader that meets what it does not understand hands over to another. */
  readonly reader: TablePlan['reader'];
  /** Columns (places in the plan, rising) that were read as text because kinds mix in them. */
  readonly textColumns: readonly number[];
  /** How a text was read in the end: what its beginning told may turn out to be wrong. */
  readonly textFormat: TablePlan['textFormat'];
}

/** Reading again can turn up no new column that needs it; more rounds than this mean a defect, not a table. */
const maxRounds = 4;

/**
 * Reads every slice of the table at once. Where text and numbers turn out to mix in a column, all slices are read again
 * with that column as text, so that `007` does not become 7 in one slice and stay text in another; columns known to be
 * such from an earlier attempt are read so at once. A text that was cut by its beginning alone is surveyed, and read again,
 * where a part shows that this was wrong.
 * Throws TABLE_EMPTY and the faults of the reader.
 */
export async function readTable(
  context: RecipeContext,
  planned: TablePlan,
  knownTextColumns: readonly number[],
  report: (fraction: number, rowsDone: number | null) => void,
): Promise<ReadTable> {
  let plan = planned;
  const textColumns = new Set(knownTextColumns);
  for (let round = 1; ; round++) {
    const replies = await readParts(context, plan, [...textColumns], report);
    if (plan.unsurveyed && replies.some((reply) => reply.isDoubtful)) {
      const survey = await context.run('survey-table', { plan, maxParts: partsFor(plan.sizeBytes) });
      const { unsurveyed, ...rest } = plan;
      plan = { ...rest, ...survey };
      continue;
    }
    const known = textColumns.size;
    for (const column of columnsReadAsText(replies.map((reply) => reply.mixtures))) textColumns.add(column);
    if (textColumns.size === known) return joinParts(plan, replies, [...textColumns]);
    if (round === maxRounds)
      throw new Fault('INTERNAL', {}, { detail: 'reading the columns again did not settle them' });
  }
}

function readParts(
  context: RecipeContext,
  plan: TablePlan,
  textColumns: readonly number[],
  report: (fraction: number, rowsDone: number | null) => void,
): Promise<ReadReply[]> {
  const progress = addUpOrders(plan.parts.length, report);
  return Promise.all(
    plan.parts.map(async (_, part) => {
      const reply = await context.run('read-part', { plan, part, textColumns }, progress.noticesOf(part));
      progress.finished(part, reply.rows);
      return reply;
    }),
  );
}

function joinParts(plan: TablePlan, replies: readonly ReadReply[], textColumns: number[]): ReadTable {
  const sum = (pick: (reply: ReadReply) => number) => replies.reduce((total, reply) => total + pick(reply), 0);
  const rows = sum((reply) => reply.rows);
  if (rows === 0) throw new Fault('TABLE_EMPTY', { file: plan.fileName });
  return {
    segments: replies.map((reply) => reply.segment),
    rows,
    raggedRows: sum((reply) => reply.raggedRows),
    undecodableCells: sum((reply) => reply.undecodableCells),
    reader: replies.find((reply) => reply.reader !== undefined)?.reader ?? plan.reader,
    textColumns: textColumns.sort((a, b) => a - b),
    textFormat: plan.textFormat,
  };
}
