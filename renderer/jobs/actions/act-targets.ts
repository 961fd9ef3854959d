import type { JobSelection } from '../../../contract/job-requests.ts';
import type { JobCounts } from '../../../contract/jobs.ts';
import type { FilledLine } from '../list/job-line.ts';
import { requestsOfLines, sumOf, tallyOf } from '../list/selection.ts';
import { endedStates, hasResult, unfinishedStates, waitingStates } from '../words/job-state-groups.ts';

/** What is acted on: lines, or everything a view keeps (then without lines). */
export interface ActTargets {
  readonly requests: readonly JobSelection[];
  readonly lines: readonly FilledLine[];
  /** How many jobs of each state; null where that is not known. */
  readonly tally: JobCounts | null;
  readonly total: number;
}

export function targetsOfLines(lines: readonly FilledLine[]): ActTargets {
  const tally = tallyOf(lines);
  return { lines, tally, requests: requestsOfLines(lines), total: sumOf(tally) };
}

/** What can be asked of jobs. */
export type Act =
  | ('open' | 'details' | 'workbook' | 'showBatch' | 'pause' | 'resume' | 'toFront' | 'high' | 'normal' | 'low')
  | ('cancel' | 'redrive' | 'rerun' | 'pin' | 'unpin' | 'remove');

/** Whether `act` would change or show anything; where the states are not known it is offered. */
export function isPossible(act: Act, { lines, tally, total }: ActTargets): boolean {
  const only = lines.length === 1 ? lines[0] : undefined;
  const job = only?.kind === 'job' ? only.job : undefined;
  const batch = only?.kind === 'batch' ? only.batch : undefined;
  const has = (states: Parameters<typeof sumOf>[1]) => total > 0 && (tally === null || sumOf(tally, states) > 0);
  switch (act) {
    case 'open':
      return job !== undefined && hasResult(job);
    case 'details':
      return job !== undefined;
    case 'workbook':
      return batch !== undefined && batch.counts.completed > 0;
    case 'showBatch':
      return batch !== undefined;
    case 'pause':
      return has(['queued', 'scheduled', 'running']);
    case 'resume':
      return has(['paused']);
    case 'toFront':
      return lines.length > 0 && lines.every((line) => line.kind === 'job' && line.job.state === 'queued');
    case 'high':
    case 'normal':
    case 'low':
      return has(waitingStates) && job?.priority !== act;
    case 'cancel':
      return has(unfinishedStates);
    case 'redrive':
      return has(['dead', 'cancelled']);
    case 'rerun':
      return job?.state === 'completed';
    case 'pin':
      return total > 0 && !job?.isPinned;
    case 'unpin':
      return total > 0 && (job ? job.isPinned : lines.some((line) => line.kind === 'job' && line.job.isPinned));
    case 'remove':
      return has(endedStates);
  }
}
