import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobFilter } from '../../contract/job-requests.ts';
import { type JobState, jobStates } from '../../contract/job-states.ts';
import type { JobCounts } from '../../contract/jobs.ts';
import type { Database } from './database.ts';
import { conditionOf, isEmptyButForStates } from './job-filter.ts';
import { type JobRecord, jobRecordOf, selectJob } from './job-record.ts';
import { type JobOrder, planPage, sourceOf } from './page-plan.ts';

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

const idsAtOnce = 2000;

/** A search that finds no more than this is done once: for the count and for the page. */
const fewFound = 1000;

/** Lists of jobs, page by page: a page out of a hundred thousand jobs takes milliseconds wherever it lies. */
export class JobPages {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();
  readonly #records: Statement;
  readonly #counts: Statement;
  readonly #batchCounts: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#records = database.prepare(
      selectJob.replace(
        'FROM jobs JOIN',
        'FROM json_each(?) AS asked CROSS JOIN jobs ON jobs.sequence = asked.value JOIN',
      ),
    );
    this.#counts = database.prepare('SELECT state, jobs FROM job_counts');
    this.#batchCounts = database.prepare('SELECT * FROM batches WHERE id = ?');
  }

  page(request: JobPageRequest): JobPage {
    const { filter, order, limit, offset } = request;
    const few = order === 'newest' && filter.search !== '' ? this.#few(filter) : null;
    const total = few?.length ?? this.count(filter);
    let sequences: readonly number[] = [];
    if (few) sequences = few.slice(offset, offset + limit);
    else if (offset < total) sequences = this.#sequences(request, total);
    // Only the rows of the page are read in full.
    const jobs = sequences.length === 0 ? [] : this.#records.all(JSON.stringify(sequences)).map(jobRecordOf);
    return { jobs, total };
  }

  /** How many jobs are in each state. */
  counts(): JobCounts {
    return Object.fromEntries(this.#counts.all().map((row) => [row.state, row.jobs])) as JobCounts;
  }

  /** How many jobs the filter keeps. */
  count(filter: JobFilter): number {
    const counts =
      filter.batchId === null ? this.counts() : (this.#batchCounts.get(filter.batchId) as JobCounts | undefined);
    if (!counts) return 0;
    const states: readonly JobState[] = filter.states.length === 0 ? jobStates : filter.states;
    const inStates = states.reduce((sum, state) => sum + counts[state], 0);
    if (isEmptyButForStates(filter)) return inStates;
    const { source } = sourceOf(filter, null, { all: this.#all(), kept: inStates });
    const { condition, values } = conditionOf(filter);
    const statement = this.#prepare(`SELECT count(*) AS total FROM jobs INDEXED BY ${source} WHERE ${condition}`);
    return (statement.get(...values) as { total: number }).total;
  }

  /** The kept jobs, newest first, when they are few; else null. */
  #few(filter: JobFilter): number[] | null {
    const { condition, values } = conditionOf(filter);
    const found = this.#prepare(
      `SELECT sequence FROM jobs INDEXED BY jobs_listed WHERE ${condition} ORDER BY sequence DESC LIMIT ${fewFound + 1}`,
    ).all(...values);
    return found.length > fewFound ? null : found.map((row) => row.sequence as number);
  }

  #sequences({ filter, order, limit, offset }: JobPageRequest, kept: number): number[] {
    // The nearer end is walked from.
    const isFromEnd = offset > kept / 2;
    const rows = isFromEnd ? Math.min(limit, kept - offset) : limit;
    const skipped = isFromEnd ? kept - offset - rows : offset;
    const plan = planPage(filter, order, isFromEnd, { all: this.#all(), kept, passed: skipped + rows });
    const found = this.#prepare(plan.condition).all(...plan.values, rows, skipped);
    const sequences = found.map((row) => row.sequence as number);
    return isFromEnd ? sequences.reverse() : sequences;
  }

  #all(): number {
    return Object.values(this.counts()).reduce((sum, jobs) => sum + jobs, 0);
  }

  /** The ids of all jobs that the filter keeps, newest first; with `among`, only those in one of these states. */
  async ids(filter: JobFilter, among: readonly JobState[] | null): Promise<string[]> {
    const { states } = filter;
    const kept = among === null ? states : among.filter((state) => states.length === 0 || states.includes(state));
    if (among !== null && kept.length === 0) return [];
    const { condition, values } = conditionOf({ ...filter, states: [...kept] });
    const statement = this.#prepare(`SELECT sequence, id FROM jobs INDEXED BY jobs_listed
      WHERE ${condition} AND sequence < ? ORDER BY sequence DESC LIMIT ${idsAtOnce}`);
    const ids: string[] = [];
    for (let before = Number.MAX_SAFE_INTEGER; ; await nextTurn()) {
      const rows = statement.all(...values, before) as { sequence: number; id: string }[];
      for (const row of rows) ids.push(row.id);
      if (rows.length < idsAtOnce) return ids;
      before = rows.at(-1)!.sequence;
    }
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
