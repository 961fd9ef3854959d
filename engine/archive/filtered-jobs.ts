import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobFilter } from '../../contract/job-requests.ts';
import { SliceSize } from '../upkeep/pace.ts';
import type { Database } from './database.ts';
import { conditionOf } from './job-filter.ts';
import { type JobOrder, orderOf, type Stretch, stretchesOf, type Walk, walkAlong, walks } from './page-plan.ts';
import { mergeRuns, type RankedRun, rankedRun } from './ranked-runs.ts';

type Key = string | number | Uint8Array;

/** Index entries looked at in one turn of the event loop: a millisecond or two; fewer until their pages are in memory. */
const sliceEntries = { least: 250, most: 2000 } as const;
/** Beyond every value of a column: SQLite puts blobs behind texts, and these behind numbers; none here is below −1. */
const beyondAll = new Uint8Array(0);

/**
 * The jobs that a filter keeps which no count is known of: all jobs are looked at, slice by slice, so that the thread is free
 * in between. A trigram index would find no two Chinese characters, and would cost more on each new job than all else.
 */
export class FilteredJobs {
  readonly #prepare: (sql: string) => ReturnType<Database['prepare']>;

  constructor(prepare: (sql: string) => ReturnType<Database['prepare']>) {
    this.#prepare = prepare;
  }

  /** The sequences of all that are kept, in this order. */
  async sequences(filter: JobFilter, order: JobOrder): Promise<number[]> {
    const found: number[] = [];
    for (const stretch of stretchesOf(filter, order)) {
      const ofStretch = {
        ...filter,
        states: filter.states.length === 0 && isWhole(stretch) ? [] : [...stretch.states],
      };
      // One by one: as arguments of one call a hundred thousand would not fit on the stack.
      if (stretch.sorting === 'rank') for (const sequence of await this.#byRank(ofStretch)) found.push(sequence);
      else for await (const slice of this.slices(ofStretch, walks[stretch.sorting])) found.push(...slice);
    }
    return found;
  }

  /** The same slice by slice, along an index. */
  async *slices(filter: JobFilter, walk: Walk): AsyncGenerator<number[], void, void> {
    const { source, terms, isDescending, condition } = walk;
    const { values } = conditionOf(filter);
    const isNameAlone = walk === walks.name && isSearchAlone(filter);
    const kept = (of: string) => conditionOf(filter, isNameAlone ? '' : of).condition;
    const key = terms.length === 1 ? terms[0]! : `(${terms.join(', ')})`;
    const given = terms.length === 1 ? '?' : '(?, ?)';
    const [behind, upTo] = isDescending ? ['<', '>='] : ['>', '<='];
    const order = orderOf(terms, isDescending);
    const end = this.#prepare(`SELECT ${terms.map((term, place) => `${term} AS key${place}`).join(', ')} FROM ${source}
      WHERE ${condition} AND ${key} ${behind} ${given} ORDER BY ${order}
      LIMIT 1 OFFSET ? + 0`);
    const whole = isNameAlone
      ? `SELECT jobs.sequence FROM ${source} WHERE ${condition} AND ${kept('')}`
      : walkAlong(walk, kept);
    // One text in place of thousands of rows.
    const slice = this.#prepare(`SELECT json_group_array(sequence) AS found FROM (${whole}
      AND ${key} ${behind} ${given} AND ${key} ${upTo} ${given} ORDER BY ${order})`);
    const [first, last] = isDescending ? [beyondAll, -2] : [-2, beyondAll];
    const bound = (value: Key): Key[] => terms.map((_, place) => (place === 0 ? value : 0));
    let from = bound(first);
    const size = new SliceSize(sliceEntries.least, sliceEntries.most);
    for (;;) {
      const beganAtMs = performance.now();
      const row = end.get(...from, size.current - 1) as Record<string, Key> | undefined;
      const to = row ? terms.map((_, place) => row[`key${place}`]!) : bound(last);
      const { found } = slice.get(...values, ...from, ...to) as { found: string };
      const sequences = JSON.parse(found);
      size.took(performance.now() - beganAtMs);
      yield sequences;
      if (!row) return;
      from = to;
      await nextTurn();
    }
  }

  /** No index has all jobs by rank: each slice is sorted by itself, and then they are merged. */
  async #byRank(filter: JobFilter): Promise<Float64Array> {
    const rank = this.#prepare(
      'SELECT sequence, rank FROM json_each(?) AS asked CROSS JOIN jobs ON jobs.sequence = asked.value',
    );
    const runs: RankedRun[] = [];
    for await (const slice of this.slices(filter, { ...walks.newest, isDescending: false })) {
      if (slice.length > 0) runs.push(rankedRun(rank.all(JSON.stringify(slice)) as never));
    }
    return (await mergeRuns(runs)).sequences;
  }
}

function isWhole({ states }: Stretch): boolean {
  return states.length === 7;
}

function isSearchAlone({ states, batchId, fromMs, toMs, priority }: JobFilter): boolean {
  return states.length === 0 && batchId === null && fromMs === null && toMs === null && priority === null;
}
