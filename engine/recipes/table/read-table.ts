import { Fault } from '../../../contract/faults.ts';
import type { ReadReply, SegmentBuffer, TablePlan } from '../../../contract/orders.ts';
import { asWrittenColumns } from './as-written.ts';
import { columnsReadAsText } from './columns-read-as-text.ts';
import { addUpOrders } from './order-progress.ts';
import type { TableContext } from './table-context.ts';

/** A table in memory, in slices that only workers look into. */
export interface ReadTable {
  /** The plan to go on with: what was found out while reading stands in it. */
  readonly plan: TablePlan;
  readonly segments: readonly SegmentBuffer[];
  readonly rows: number;
  readonly raggedRows: number;
  readonly undecodableCells: number;
  /** Lines without a cell, by part; see ReadFacts. */
  readonly blankLines: readonly (Float64Array | null)[];
  /** What read it in the end: a reader that meets what it does not understand hands over to another. */
  readonly reader: TablePlan['reader'];
  /** The first reader handed over to that one. */
  readonly hasFallenBack: boolean;
  /** Columns (places in the plan, rising) that were read as text because kinds mix in them. */
  readonly textColumns: readonly number[];
}

/** Reading again can turn up no new column that needs it; more rounds than this mean a defect, not a table. */
const maxRounds = 4;

/**
 * Reads every slice of the table at once. Where text and numbers turn out to mix in a column, all slices are read again
 * with that column as text, so that `007` does not become 7 in one slice and stay text in another; columns known to be
 * such from an earlier attempt, and those the reading wants as they are written, are read so at once. Rows longer than all that
 * the plan has seen have it widened, so that no value is lost.
 * Throws TABLE_EMPTY and the faults of the reader.
 */
export async function readTable(
  context: TableContext,
  plan: TablePlan,
  knownTextColumns: readonly number[],
  report: (fraction: number, rowsDone: number | null) => void,
): Promise<ReadTable> {
  const asWritten = plan.format === 'csv' ? asWrittenColumns(plan, context.reading) : [];
  const textColumns = new Set([...knownTextColumns, ...asWritten]);
  let known = plan;
  for (let round = 1; ; round++) {
    const replies = await readParts(context, known, [...textColumns], report);
    const isNarrow = known === plan && replies.some((reply) => reply.hasValuesBeyond);
    if (isNarrow) {
      known = await context.run('widen-plan', { plan });
      // Places move up where a column is found between others.
      textColumns.clear();
      for (const column of plan.format === 'csv' ? asWrittenColumns(known, context.reading) : [])
        textColumns.add(column);
    }
    const before = textColumns.size;
    const mixtures = isNarrow ? [] : replies.map((reply) => reply.mixtures);
    for (const column of columnsReadAsText(mixtures)) textColumns.add(column);
    if (!isNarrow && textColumns.size === before) return joinParts(known, replies, [...textColumns]);
    if (round === maxRounds)
      throw new Fault('INTERNAL', {}, { detail: 'reading the columns again did not settle them' });
  }
}

function readParts(
  context: TableContext,
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
  const reader = replies.find((reply) => reply.reader !== undefined)?.reader ?? plan.reader;
  return {
    plan: { ...plan, reader },
    segments: replies.map((reply) => reply.segment),
    rows,
    raggedRows: sum((reply) => reply.raggedRows),
    undecodableCells: sum((reply) => reply.undecodableCells),
    blankLines: replies.map((reply) => reply.blankLines ?? null),
    reader,
    hasFallenBack: reader !== plan.reader,
    textColumns: textColumns.sort((a, b) => a - b),
  };
}
