import type { Database } from './database.ts';
import { type NewJob, priorityNumber, readingText, searchTextOf } from './job-record.ts';

type Cell = string | number | null;

/** Where the archive puts a job it accepts. */
export interface JobPlace {
  readonly sequence: number;
  readonly firstEvent: number;
  readonly rank: number;
  readonly batchId: string;
  readonly batchSequence: number;
  readonly atMs: number;
  readonly state: 'queued' | 'scheduled';
}

/** A row of the table of jobs: what neighbours are likely to have in common, and what each has of its own. */
export interface JobRow {
  readonly shared: readonly Cell[];
  readonly own: readonly Cell[];
}

const sharedColumns = [
  ...[
    'batch_id',
    'batch_sequence',
    'created_at_ms',
    'recipe',
    'options',
    'state',
    'listed_state',
    'priority',
    'not_before_ms',
  ],
  ...['max_attempts', 'is_reuse_allowed'],
];
const ownColumns = [
  ...['sequence', 'first_event', 'id', 'rank', 'estimate', 'input_path', 'input_file_name', 'input_size_bytes'],
  ...['input_modified_at_ms', 'asked_sheet', 'sheet', 'search_text', 'reading', 'other_inputs'],
];

/** `jobs.room`: bytes that the row of a job has to spare for what is yet to be written into it (seventh-schema.ts). */
export const roomFor = { startAndEnd: 'zeroblob(80)', end: 'zeroblob(24)' } as const;

/** Rows written by one statement: its cost is shared, and its text stays short. What is left over goes by the smaller ones. */
const rowsAtOnce = [64, 8, 1] as const;

/** The row of a job. `textOf` gives the JSON of an object. */
export function jobRow(job: NewJob, place: JobPlace, textOf: (value: object) => string): JobRow {
  const { sequence, firstEvent, rank, batchId, batchSequence, atMs, state } = place;
  const { input, reading } = job;
  const shared: Cell[] = [batchId, batchSequence, atMs, job.recipe, textOf(job.options), state, state];
  shared.push(priorityNumber(job.priority), state === 'scheduled' ? job.notBeforeMs : null, job.maxAttempts);
  shared.push(job.isReuseAllowed ? 1 : 0);
  const own: Cell[] = [sequence, firstEvent, job.id, rank, job.estimate && textOf(job.estimate), input.path];
  own.push(input.fileName, input.sizeBytes, input.modifiedAtMs, reading.sheet, reading.sheet);
  own.push(searchTextOf(input.fileName, reading.sheet), readingText(reading));
  own.push(job.otherInputs.length === 0 ? null : textOf(job.otherInputs));
  return { shared, own };
}

/**
 * Writes rows of jobs. A text that is bound costs a third of a microsecond, half of all that a row costs, so what rows that
 * follow each other have in common is bound once for all of them.
 */
export class JobRows {
  readonly #statements;

  constructor(database: Database) {
    const shared = sharedColumns.map((_, place) => `?${place + 1}`);
    const row = `(${[...shared, ...ownColumns.map(() => '?'), roomFor.startAndEnd].join(', ')})`;
    const columns = [...sharedColumns, ...ownColumns, 'room'].join(', ');
    this.#statements = rowsAtOnce.map((rows) => ({
      rows,
      statement: database.prepare(`INSERT INTO jobs (${columns}) VALUES ${Array(rows).fill(row).join(', ')}`),
    }));
  }

  insert(rows: readonly JobRow[]): void {
    for (let from = 0; from < rows.length; ) {
      let to = from + 1;
      while (to < rows.length && isAlike(rows[from]!, rows[to]!)) to++;
      this.#insertAlike(rows, from, to);
      from = to;
    }
  }

  #insertAlike(rows: readonly JobRow[], from: number, to: number): void {
    let at = from;
    for (const { rows: count, statement } of this.#statements) {
      for (; at + count <= to; at += count) {
        const cells = [...rows[at]!.shared];
        for (let row = at; row < at + count; row++) cells.push(...rows[row]!.own);
        statement.run(...cells);
      }
    }
  }
}

function isAlike(one: JobRow, other: JobRow): boolean {
  return one.shared.every((cell, place) => cell === other.shared[place]);
}

/** JSON texts of objects; the same object, such as the options of a whole batch, is written out once. */
export function textsOnce(): (value: object) => string {
  const texts = new Map<object, string>();
  return (value) => {
    let text = texts.get(value);
    if (text === undefined) {
      text = JSON.stringify(value);
      texts.set(value, text);
    }
    return text;
  };
}
