import { describe, expect, it } from 'vitest';
import type { FilledLine } from '../../../../renderer/jobs/list/job-line.ts';
import {
  emptySelection,
  isEmpty,
  isSelected,
  onlyLine,
  rangeOf,
  requestsOf,
  selectionAfter,
  tallyOf,
  tallyOfView,
  toggledLine,
  wholeSelection,
} from '../../../../renderer/jobs/list/selection.ts';
import { filterOfView, wholeView } from '../../../../renderer/store/jobs-slice.ts';
import { buildBatch, buildJob, noCounts } from '../../../builders/build-job.ts';

const jobLine = (parts = {}): FilledLine & { kind: 'job' } => {
  const job = buildJob(parts);
  return { kind: 'job', key: job.id, job, isInBatch: false };
};
const batchLine = (parts = {}): FilledLine & { kind: 'batch' } => {
  const batch = buildBatch(parts);
  return { kind: 'batch', key: `batch:${batch.id}`, batch, isOpen: false };
};
const whole = filterOfView(wholeView);

describe('picking lines', () => {
  it('toggles single lines and remembers where a range would begin', () => {
    const [a, b] = [jobLine(), jobLine()];
    const both = toggledLine(onlyLine(a), b);
    expect([...both.picked.keys()]).toEqual([a.key, b.key]);
    expect(both.pivot).toBe(b.key);
    expect(isEmpty(toggledLine(toggledLine(both, a), b))).toBe(true);
  });

  it('spans a range from a pivot that stays', () => {
    const lines = [jobLine(), jobLine(), jobLine()];
    const range = rangeOf(lines, lines[2]?.key ?? null);
    expect(range.picked.size).toBe(3);
    expect(range.pivot).toBe(lines[2]?.key);
  });

  it('everything includes lines that were never read', () => {
    expect(isSelected(wholeSelection, 'whatever')).toBe(true);
    expect(isSelected(emptySelection, 'whatever')).toBe(false);
  });
});

describe('the feed', () => {
  it('changes what is picked and takes out what is gone', () => {
    const [a, b] = [jobLine(), jobLine()];
    const before = rangeOf([a, b], null);
    const after = selectionAfter(before, [
      { type: 'jobChanged', job: { ...a.job, state: 'completed' } },
      { type: 'jobRemoved', id: b.key },
    ]);
    expect([...after.picked.values()]).toEqual([{ ...a, job: { ...a.job, state: 'completed' } }]);
    expect(before.picked.size).toBe(2);
    expect(selectionAfter(after, [{ type: 'jobRemoved', id: 'other' }])).toBe(after);
  });
});

describe('how many jobs of each state', () => {
  it('counts a batch by its jobs, and none of them twice', () => {
    const batch = batchLine({ counts: { ...noCounts, dead: 2, queued: 3 }, jobs: 5 });
    const inside = jobLine({ batchId: batch.batch.id, state: 'dead' });
    const tally = tallyOf([batch, inside, jobLine({ state: 'running' })]);
    expect(tally).toEqual({ ...noCounts, dead: 2, queued: 3, running: 1 });
  });

  it('is known for a whole view only where counts can tell', () => {
    const counts = { ...noCounts, completed: 7, dead: 2 };
    expect(tallyOfView(whole, counts, 9)).toEqual(counts);
    expect(tallyOfView({ ...whole, states: ['dead'], search: 'x' }, counts, 1)).toEqual({ ...noCounts, dead: 1 });
    expect(tallyOfView({ ...whole, search: 'x' }, counts, 4)).toBeNull();
  });
});

describe('requests', () => {
  it('names batches as a whole and other jobs by id', () => {
    const batch = batchLine();
    const [inside, alone] = [jobLine({ batchId: batch.batch.id }), jobLine()];
    expect(requestsOf(rangeOf([batch, inside, alone], null), whole)).toEqual([
      { batchId: batch.batch.id },
      { ids: [alone.key] },
    ]);
  });

  it('asks for everything by the filter', () => {
    expect(requestsOf(wholeSelection, { ...whole, search: 'x' })).toEqual([{ filter: { ...whole, search: 'x' } }]);
  });
});
