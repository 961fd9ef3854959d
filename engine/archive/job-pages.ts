import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobFilter } from '../../contract/job-requests.ts';
import { type JobState, jobStates } from '../../contract/job-states.ts';
import type { JobCounts } from '../../contract/jobs.ts';
import type { Database } from './database.ts';
import { FilteredJobs } from './filtered-jobs.ts';
import { isEmptyButForStates } from './job-filter.ts';
import { type JobRecord, jobRecordOf, selectJob } from './job-record.ts';
import { type JobOrder, planStretch, type Stretch, stretchesOf, walks } from './page-plan.ts';
import type { Totals } from './totals.ts';

export interface JobPageRequest {
  readonly filter: JobFilter;
  readonly order: JobOrder;
  readonly limit: number;
  readonly offset: number;
}

export interface JobPage {
  readonly jobs: readonly JobRecord[];
  /** How many jobs the filter keeps. */
  readonly total: number;
}

type Statement = ReturnType<Database['prepare']>;
type Found = { readonly sequences: readonly number[]; readonly total: number };

const idsAtOnce = 2000;
const nothing: Found = { sequences: [], total: 0 };

/** Lists of jobs, page by page: a page out of a hundred thousand jobs takes milliseconds wherever it lies. */
export class JobPages {
  readonly #database: Database;
  readonly #totals: Totals;
  readonly #settleFresh: () => void;
  readonly #settleEnded: () => boolean;
  readonly #filtered: FilteredJobs;
  readonly #statements = new Map<string, Statement>();
  readonly #records: Statement;
  readonly #ids: Statement;
  readonly #batch: Statement;
  readonly #named: Statement;

  /**
   * `settleFresh` brings fresh jobs into the indexes of the lists, `settleEnded` some of those that have ended into the order of what
   * they took, and gives whether more are left.
   */
  constructor(database: Database, totals: Totals, settleFresh: () => void, settleEnded: () => boolean) {
    this.#settleFresh = settleFresh;
    this.#settleEnded = settleEnded;
    this.#database = database;
    this.#totals = totals;
    this.#filtered = new FilteredJobs((sql) => this.#prepare(sql));
    this.#records = database.prepare(
      selectJob.replace(
        'FROM jobs LEFT',
        'FROM json_each(?) AS asked CROSS JOIN jobs ON jobs.sequence = asked.value LEFT',
      ),
    );
    this.#ids = database.prepare('SELECT jobs.id FROM json_each(?) AS asked CROSS JOIN jobs ON sequence = asked.value');
    this.#batch = database.prepare('SELECT * FROM batches WHERE id = ?');
    this.#named = database.prepare('SELECT 1 FROM jobs WHERE sequence = ? AND batch_sequence = ?');
  }

  async page(request: JobPageRequest): Promise<JobPage> {
    const { filter, order, limit, offset } = request;
    if (order === 'duration') while (this.#settleEnded()) await nextTurn();
    this.#settleFresh();
    let found: Found;
    if (isEmptyButForStates(filter)) found = this.#counted(request);
    else {
      const all = await this.#filtered.sequences(filter, order);
      found = { sequences: all.slice(offset, offset + limit), total: all.length };
    }
    // Only the rows of the page are read in full.
    const { sequences, total } = found;
    const jobs = sequences.length === 0 ? [] : this.#records.all(JSON.stringify(sequences)).map(jobRecordOf);
    return { jobs, total };
  }

  /** A page where the numbers of jobs are known beforehand: nothing is read but what lies around it. */
  #counted({ filter, order, limit, offset }: JobPageRequest): Found {
    const batch = filter.batchId === null ? null : (this.#batch.get(filter.batchId) as BatchRow | undefined);
    if (batch === undefined) return nothing;
    const counts = batch ?? this.#totals.counts();
    const all = sum(this.#totals.counts(), jobStates);
    const sequences: number[] = [];
    let before = 0;
    for (const stretch of stretchesOf(filter, order)) {
      const kept = sum(counts, stretch.states);
      const from = Math.max(0, offset - before);
      const rows = Math.min(limit - sequences.length, kept - from);
      if (rows > 0) sequences.push(...this.#part(stretch, batch, from, rows, { all, kept }));
      before += kept;
    }
    return { sequences, total: before };
  }

  #part(
    stretch: Stretch,
    batch: BatchRow | null,
    from: number,
    rows: number,
    { all, kept }: { readonly all: number; readonly kept: number },
  ): number[] {
    // The nearer end is walked from.
    const isFromEnd = from > kept / 2;
    const skipped = isFromEnd ? kept - from - rows : from;
    const counts = { all, kept, passed: skipped + rows };
    const inBatch = batch && {
      sequence: batch.sequence,
      hasOwnNumber: !this.#named.get(batch.sequence, batch.sequence),
    };
    const plan = planStretch(stretch, inBatch, isFromEnd, counts);
    const found = this.#prepare(plan.condition).all(...plan.values, rows, skipped);
    const sequences = found.map((row) => row.sequence as number);
    return isFromEnd ? sequences.reverse() : sequences;
  }

  /** The ids of all jobs that the filter keeps, newest first; with `among`, only those in one of these states. */
  async ids(filter: JobFilter, among: readonly JobState[] | null): Promise<string[]> {
    const { states } = filter;
    const kept = among === null ? states : among.filter((state) => states.length === 0 || states.includes(state));
    if (among !== null && kept.length === 0) return [];
    this.#settleFresh();
    const ids: string[] = [];
    for await (const slice of this.#filtered.slices({ ...filter, states: [...kept] }, walks.newest)) {
      for (let from = 0; from < slice.length; from += idsAtOnce) {
        const rows = this.#ids.all(JSON.stringify(slice.slice(from, from + idsAtOnce)));
        for (const row of rows) ids.push(row.id as string);
        await nextTurn();
      }
    }
    return ids;
  }

  #prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

type BatchRow = JobCounts & { readonly sequence: number };

function sum(counts: JobCounts, states: readonly JobState[]): number {
  return states.reduce((jobs, state) => jobs + counts[state], 0);
}
