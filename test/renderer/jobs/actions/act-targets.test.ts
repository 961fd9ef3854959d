import { describe, expect, it } from 'vitest';
import type { JobState } from '../../../../contract/job-states.ts';
import { type Act, isPossible, targetsOfLines } from '../../../../renderer/jobs/actions/act-targets.ts';
import type { FilledLine } from '../../../../renderer/jobs/list/job-line.ts';
import { buildBatch, buildJob, noCounts } from '../../../builders/build-job.ts';

const jobIn = (state: JobState): FilledLine => {
  const job = buildJob({ state });
  return { kind: 'job', key: job.id, job, isInBatch: false };
};
const can = (act: Act, ...lines: FilledLine[]) => isPossible(act, targetsOfLines(lines));
const unknown = { requests: [], lines: [], tally: null, total: 5 };

describe('what can be asked of jobs', () => {
  it.each<[JobState, Act[]]>([
    ['queued', ['details', 'pause', 'cancel', 'high', 'low', 'toFront', 'pin']],
    ['scheduled', ['details', 'pause', 'cancel', 'high', 'low', 'pin']],
    ['paused', ['details', 'resume', 'cancel', 'high', 'low', 'pin']],
    ['running', ['details', 'pause', 'cancel', 'pin']],
    ['completed', ['details', 'rerun', 'remove', 'pin']],
    ['dead', ['details', 'redrive', 'remove', 'pin']],
    ['cancelled', ['details', 'redrive', 'remove', 'pin']],
  ])('%s: %j', (state, expected) => {
    const all: Act[] = [
      ...(['open', 'details', 'workbook', 'showBatch', 'pause', 'resume', 'toFront', 'high', 'normal', 'low'] as const),
      ...(['cancel', 'redrive', 'rerun', 'pin', 'unpin', 'remove'] as const),
    ];
    expect(all.filter((act) => can(act, jobIn(state))).sort()).toEqual([...expected].sort());
  });

  it('is offered for several jobs as soon as it would change one of them', () => {
    expect(can('resume', jobIn('paused'), jobIn('completed'))).toBe(true);
    expect(can('resume', jobIn('queued'), jobIn('completed'))).toBe(false);
    expect(can('details', jobIn('queued'), jobIn('completed'))).toBe(false);
  });

  it('goes by the counts of a batch', () => {
    const batch = buildBatch({ counts: { ...noCounts, completed: 1, dead: 1 } });
    const line: FilledLine = { kind: 'batch', key: `batch:${batch.id}`, batch, isOpen: false };
    expect(can('workbook', line)).toBe(true);
    expect(can('redrive', line)).toBe(true);
    expect(can('cancel', line)).toBe(false);
  });

  it('is offered where the states are not known', () => {
    expect(isPossible('cancel', unknown)).toBe(true);
    expect(isPossible('remove', unknown)).toBe(true);
    expect(isPossible('open', unknown)).toBe(false);
  });
});
