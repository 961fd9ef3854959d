import type { JobFilter } from '../../../contract/job-requests.ts';
import type { Job, JobCounts, JobEvent } from '../../../contract/jobs.ts';
import type { JobOrder } from '../../store/jobs-slice.ts';
import { batchKey } from './job-line.ts';
import type { JobTree } from './job-tree.ts';
import { isKept } from './view-match.ts';

interface TreeEventsOptions {
  readonly tree: JobTree;
  readonly filter: JobFilter;
  readonly order: JobOrder;
  /** Whether batches stand as one line each. */
  readonly isGrouped: boolean;
}

/** How many things out of sight are remembered. */
const maxRemembered = 5000;

/**
 * Brings what the feed tells into the tree: changes of lines in sight in place, all else by reading what is in sight
 * anew, and that only where lines may have come, gone or moved.
 */
export class TreeEvents {
  readonly #options: TreeEventsOptions;
  /** What is out of sight, by the state it was last told in: progress there changes no line here. */
  readonly #remembered = new Map<string, string>();
  #countShown: number | null = null;

  constructor(options: TreeEventsOptions) {
    this.#options = options;
  }

  /** Gives whether a line in sight has changed. */
  apply(events: readonly JobEvent[]): boolean {
    let isChanged = false;
    for (const event of events) isChanged = this.#apply(event) || isChanged;
    return isChanged;
  }

  #apply(event: JobEvent): boolean {
    const { tree, isGrouped } = this.#options;
    switch (event.type) {
      case 'jobsReset':
        this.#countShown = this.#countOf(event.counts);
        tree.refresh();
        return false;
      case 'countsChanged': {
        const count = this.#countOf(event.counts);
        if (this.#countShown !== null && count !== this.#countShown) tree.entries.refresh();
        // The place of a job that keeps waiting changes without a word about it.
        if (tree.hasQueuedInSight()) tree.refresh();
        this.#countShown = count;
        return false;
      }
      case 'batchChanged':
        if (!isGrouped) return false;
        if (tree.entries.replace({ type: 'batch', batch: event.batch })) return true;
        if (this.#isNews(batchKey(event.batch.id), '')) tree.entries.refresh();
        return false;
      case 'jobRemoved':
        this.#remembered.delete(event.id);
        if (tree.entries.placeOf(event.id) >= 0) tree.entries.refresh();
        else if (tree.indexOf(event.id) >= 0) tree.refresh();
        return false;
      case 'jobChanged':
        return this.#changeJob(event.job);
    }
  }

  #changeJob(job: Job): boolean {
    const { tree, filter, isGrouped } = this.#options;
    const place = tree.entries.placeOf(job.id);
    if (place >= 0) {
      const before = tree.entries.at(place);
      tree.entries.replace({ type: 'job', job });
      if (!isKept(job, filter) || (before?.type === 'job' && this.#mayMove(before.job, job))) tree.entries.refresh();
      return true;
    }
    const siblings = tree.jobsOf(job.batchId);
    if (siblings) {
      if (siblings.replace(job)) return true;
      if (this.#isNews(job.id, job.state)) siblings.refresh();
      return false;
    }
    // The line of its batch is told of by itself.
    if (isGrouped && tree.entries.placeOf(batchKey(job.batchId)) >= 0) return false;
    if (isKept(job, filter) && this.#isNews(job.id, job.state)) tree.entries.refresh();
    return false;
  }

  #mayMove(before: Job, after: Job): boolean {
    const { order } = this.#options;
    if (order === 'newest' || order === 'name' || order === 'size') return false;
    if (before.state !== after.state || before.priority !== after.priority) return true;
    return order === 'queue' && JSON.stringify(before.waitReason) !== JSON.stringify(after.waitReason);
  }

  #isNews(name: string, state: string): boolean {
    const isNews = this.#remembered.get(name) !== state;
    this.#remembered.delete(name);
    this.#remembered.set(name, state);
    if (this.#remembered.size > maxRemembered) {
      for (const oldest of this.#remembered.keys()) {
        this.#remembered.delete(oldest);
        break;
      }
    }
    return isNews;
  }

  /** How many jobs there are in the states shown here. */
  #countOf(counts: JobCounts): number {
    const { states } = this.#options.filter;
    return Object.entries(counts).reduce(
      (sum, [state, count]) => (states.length === 0 || states.some((shown) => shown === state) ? sum + count : sum),
      0,
    );
  }
}
