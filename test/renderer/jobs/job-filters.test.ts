import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../../contract/jobs.ts';
import { countByFilter, hasResult, isActive, shownJobs } from '../../../renderer/jobs/job-filters.ts';
import { buildJob } from '../build-job.ts';

const jobs = [
  buildJob({ createdAtMs: 1, fileName: '成绩 2024.xlsx', sheet: '一班', state: 'completed' }),
  buildJob({ createdAtMs: 3, fileName: 'Churn.csv', state: 'running' }),
  buildJob({ createdAtMs: 2, fileName: 'churn-old.csv', state: 'failed' }),
  buildJob({ createdAtMs: 4, fileName: 'x.csv', state: 'queued' }),
  buildJob({ createdAtMs: 5, fileName: 'y.csv', state: 'cancelled' }),
];

describe('shownJobs', () => {
  it('puts the newest first', () => {
    expect(shownJobs(jobs, 'all', '').map((job) => job.createdAtMs)).toEqual([5, 4, 3, 2, 1]);
  });
  it('searches files and sheets, whatever the case', () => {
    expect(shownJobs(jobs, 'all', ' CHURN ').map((job) => job.fileName)).toEqual(['Churn.csv', 'churn-old.csv']);
    expect(shownJobs(jobs, 'all', '一班').map((job) => job.fileName)).toEqual(['成绩 2024.xlsx']);
  });
  it('filters by state; queued and running are both in work', () => {
    expect(shownJobs(jobs, 'active', '').map((job) => job.state)).toEqual(['queued', 'running']);
    expect(shownJobs(jobs, 'failed', 'churn').map((job) => job.fileName)).toEqual(['churn-old.csv']);
    expect(shownJobs(jobs, 'failed', '成绩')).toEqual([]);
  });
});

it('counts what each filter shows', () => {
  const counts = countByFilter(jobs);
  expect(counts).toEqual({ all: 5, active: 2, completed: 1, failed: 1, cancelled: 1 });
  expect(jobs.filter(isActive)).toHaveLength(counts.active);
});

it('knows a result that can be opened, also while the job runs', () => {
  const artifact = (kind: Artifact['kind']): Artifact => ({
    kind,
    variant: '',
    sha256: '',
    sizeBytes: 1,
    extension: '',
  });
  expect(hasResult(buildJob({ state: 'running' }))).toBe(false);
  expect(hasResult(buildJob({ state: 'running', artifacts: [artifact('profile-overview')] }))).toBe(false);
  const artifacts = [artifact('profile-overview'), artifact('profile-columns')];
  expect(hasResult(buildJob({ state: 'running', artifacts }))).toBe(true);
});
