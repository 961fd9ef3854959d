import type { ColumnTally } from '../../../contract/column-decision.ts';
import { Fault } from '../../../contract/faults.ts';
import type { ReadReply, SegmentBuffer, TablePlan } from '../../../contract/orders.ts';
import { partsFor } from '../../pool/pool-policy.ts';
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
  /** What was done to cells while they were read, by segment. */
  readonly changes: readonly (readonly ColumnTally[])[];
  /** What read it in the end: a reader that meets what it does not understand hands over to another. */
  readonly reader: TablePlan['reader'];
  /** The first reader handed over to that one. */
  readonly hasFallenBack: boolean;
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
 * such from an earlier attempt, and those the reading wants as they are written, are read so at once. A text that was cut by its
 * beginning alone is surveyed, and read again, where a part shows that this was wrong. Rows longer than all that the plan has
 * seen have it widened, so that no value is lost.
 * Throws TABLE_EMPTY and the faults of the reader.
 */
export async function readTable(
  context: TableContext,
  planned: TablePlan,
  knownTextColumns: readonly number[],
  report: (fraction: number, rowsDone: number | null) => void,
): Promise<ReadTable> {
  let plan = planned;
  let isWidened = false;
  const asWritten = () => (plan.format === 'csv' ? asWrittenColumns(plan, context.reading) : []);
  let textColumns = new Set([...knownTextColumns, ...asWritten()]);
  for (let round = 1; ; round++) {
    const replies = await readParts(context, plan, [...textColumns], report);
    if (plan.unsurveyed && replies.some((reply) => reply.isDoubtful)) {
      const survey = await context.run('survey-table', { plan, maxParts: partsFor(plan.sizeBytes) });
      const { unsurveyed, ...rest } = plan;
      plan = { ...rest, ...survey };
    } else if (!isWidened && replies.some((reply) => reply.hasValuesBeyond)) {
      plan = await context.run('widen-plan', { plan });
      isWidened = true;
      // Places move up where a column is found between others.
      textColumns = new Set(asWritten());
    } else {
      const known = textColumns.size;
      for (const column of columnsReadAsText(replies.map((reply) => reply.mixtures))) textColumns.add(column);
      if (textColumns.size === known) return joinParts(plan, replies, [...textColumns]);
    }
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
    plan: { ...plan, reader, ...replies[0]?.merged },
    segments: replies.flatMap(({ segment, further = [] }) => [segment, ...further]),
    rows,
    raggedRows: sum((reply) => reply.raggedRows),
    undecodableCells: sum((reply) => reply.undecodableCells),
    changes: replies.flatMap(({ changes = [], further = [] }) => [changes, ...further.map(() => [])]),
    blankLines: replies.map((reply) => reply.blankLines ?? null),
    reader,
    hasFallenBack: reader !== plan.reader,
    textColumns: textColumns.sort((a, b) => a - b),
    textFormat: plan.textFormat,
  };
}
