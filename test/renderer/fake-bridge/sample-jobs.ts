import type { FaultData } from '../../../contract/faults.ts';
import type { JobState } from '../../../contract/job-states.ts';
import type { Artifact, Job } from '../../../contract/jobs.ts';
import { buildJob } from '../../builders/build-job.ts';

const stages = ['opening', 'reading', 'describing', 'correlating', 'storing', 'finishing'] as const;

const artifact = (kind: Artifact['kind']): Artifact => ({
  kind,
  variant: '',
  sha256: 'a'.repeat(64),
  sizeBytes: 20_480,
  extension: '.json',
});
export const profileArtifacts = (
  ['profile-overview', 'profile-columns', 'profile-correlations', 'rows', 'import-report'] as const
).map(artifact);

const names = [
  '成绩 2024.xlsx',
  'customer-churn.xlsx',
  'sensor readings, north plant, week 31 (final, corrected, checked by the second shift and signed off) v7.csv',
  '学生名单.csv',
  'ledger.xlsm',
  'orders-2023-Q4.csv',
  '二〇二四学年第一学期全校各专业各年级期末考试成绩汇总表（含补考、缓考及重修，教务处审核稿第三版）.xlsx',
  'élèves et notes – été.csv',
];

export const sampleName = (index: number) => names[index % names.length] ?? 'table.csv';

export const waiting = {
  fraction: 0,
  stage: 'waiting',
  subject: null,
  rowsDone: null,
  rowsPerSecond: null,
  etaMs: null,
} as const;

export function progressAt(fraction: number, subject: string | null): Job['progress'] {
  return {
    fraction,
    stage: stages[Math.min(stages.length - 1, Math.floor(fraction * stages.length))] ?? 'opening',
    subject,
    rowsDone: Math.round(fraction * 1_000_000),
    rowsPerSecond: 182_341 + Math.random() * 4000,
    etaMs: (1 - fraction) * 20_000,
  };
}

export const completed = (durationMs: number, finishedAtMs: number): Partial<Job> => ({
  state: 'completed',
  rows: 128_402,
  columns: 20,
  durationMs,
  finishedAtMs,
  progress: { ...waiting, fraction: 1, stage: 'finishing' },
  artifacts: profileArtifacts,
});

export const faults: readonly FaultData[] = [
  { code: 'WORKBOOK_TRUNCATED', values: { file: 'ledger.xlsm' }, detail: 'central directory missing at byte 48,223' },
  { code: 'WORKER_DIED', values: {}, detail: 'the thread ended with code 134' },
  { code: 'FILE_MISSING', values: { file: 'orders-2023-Q4.csv' }, detail: 'ENOENT' },
];

/** A job in `state`, as the engine would tell of it; `index` decides its name, size and age. */
export function sampleJob(index: number, state: JobState, parts: Partial<Job> = {}): Job {
  const fileName = parts.fileName ?? sampleName(index);
  const sheet = fileName.includes('.xls') ? '成绩' : null;
  const createdAtMs = parts.createdAtMs ?? Date.now() - index * 97_000;
  const base: Partial<Job> = { fileName, sheet, createdAtMs, sizeBytes: 41_000 + ((index * 7919) % 900) * 91_000 };
  return buildJob({
    ...base,
    state,
    attempt: state === 'queued' ? 0 : 1,
    ...ofState(index, state, fileName, createdAtMs),
    ...parts,
  });
}

function ofState(index: number, state: JobState, fileName: string, createdAtMs: number): Partial<Job> {
  const estimate = { durationMs: 12_000, lowMs: 8_200, highMs: 21_000, basedOnJobs: 64 };
  const startedAtMs = createdAtMs + 900;
  switch (state) {
    case 'running':
      return { startedAtMs: Date.now() - 4000, progress: progressAt(0.2 + (index % 5) * 0.11, '成绩'), estimate };
    case 'completed':
      return { startedAtMs, estimate, ...completed(1_830 + (index % 50) * 317, startedAtMs + 1_830) };
    case 'cancelled':
      return { startedAtMs, durationMs: index % 2 === 0 ? 2_310 : null, finishedAtMs: startedAtMs + 2_310 };
    case 'dead': {
      const fault = faults[index % faults.length] ?? null;
      const attempt = fault?.code === 'WORKER_DIED' ? 3 : 1;
      return {
        startedAtMs,
        finishedAtMs: startedAtMs + 3000,
        durationMs: 800,
        attempt,
        fault: fault && { ...fault, values: { file: fileName } },
      };
    }
    case 'scheduled': {
      const atMs = Date.now() + 3_600_000 * (1 + (index % 20));
      return { waitReason: { kind: 'scheduled', atMs }, estimate };
    }
    case 'paused':
      return {
        waitReason: { kind: 'paused' },
        progress: { ...waiting, fraction: index % 2 === 0 ? 0.42 : 0 },
        estimate,
      };
    case 'queued':
      return { estimate: index % 7 === 0 ? { ...estimate, basedOnJobs: 0 } : estimate };
  }
}
