import type { JobState, Submitter } from '../../../contract/job-states.ts';
import type { Job } from '../../../contract/jobs.ts';
import { sampleJob, sampleName } from './sample-jobs.ts';

export interface SampleBatch {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly submitter: Submitter;
  readonly jobs: readonly Job[];
}

const comparisonArtifacts: Job['artifacts'] = (['comparison', 'comparison-columns', 'comparison-rows'] as const).map(
  (kind) => ({ kind, variant: '', sha256: '0'.repeat(64), sizeBytes: 1000, extension: '.json' }),
);

const artifactsOf = (kinds: readonly Job['artifacts'][number]['kind'][]): Job['artifacts'] =>
  kinds.map((kind) => ({ kind, variant: '', sha256: '1'.repeat(64), sizeBytes: 1000, extension: '.json' }));
const trainingArtifacts = artifactsOf(['model', 'training-report', 'training-rows', 'import-report']);
const predictionArtifacts = artifactsOf(['prediction-report', 'predictions', 'export', 'import-report']);

let made = 0;

/** Jobs that were submitted together, oldest first. */
export function sampleBatch(
  name: string,
  ageMs: number,
  states: readonly JobState[],
  submitter: Submitter = { kind: 'person', name: null },
  parts: (index: number) => Partial<Job> = () => ({}),
): SampleBatch {
  made += 1;
  const id = `00000000-0000-4000-9000-${String(made).padStart(12, '0')}`;
  const createdAtMs = Date.now() - ageMs;
  const jobs = states.map((state, index) =>
    sampleJob(index, state, { batchId: id, createdAtMs, submitter, ...parts(index) }),
  );
  return { id, name, createdAtMs, submitter, jobs };
}

const alone = (ageMs: number, state: JobState, index: number, parts: Partial<Job> = {}) =>
  sampleBatch(sampleName(index), ageMs, [state], parts.submitter ?? { kind: 'person', name: null }, () => ({
    fileName: sampleName(index),
    ...parts,
  }));

const repeat = (state: JobState, count: number) => Array.from({ length: count }, () => state);
const minute = 60_000;

/** Every situation a job can be in, newest last; before them `history` jobs that ended long ago, alone or in batches. */
export function sampleScene(history: number, areAlone: boolean): SampleBatch[] {
  const batches: SampleBatch[] = [];
  const endings: readonly JobState[] = ['completed', 'completed', 'completed', 'dead', 'completed', 'cancelled'];
  for (let left = history; left > 0; ) {
    const size = areAlone ? 1 : left % 41 === 0 ? Math.min(left, 2400) : left % 13 === 0 ? Math.min(left, 40) : 1;
    const states = Array.from({ length: size }, (_, index) => endings[(left + index) % endings.length] ?? 'completed');
    const name = size === 1 ? sampleName(left) : `Archive ${String(left).padStart(6, '0')}`;
    batches.push(
      sampleBatch(name, left * 40_000 + 90 * minute, states, { kind: 'person', name: null }, (index) => ({
        fileName: size === 1 ? sampleName(left) : `${String(index + 1).padStart(4, '0')} ${sampleName(index)}`,
        isPinned: left % 17 === 0,
      })),
    );
    left -= size;
  }
  batches.push(
    alone(80 * minute, 'completed', 0, { priority: 'high', isPinned: true }),
    alone(70 * minute, 'completed', 2, { reusedFrom: '00000000-0000-4000-8000-000000000001', durationMs: 12 }),
    alone(66 * minute, 'completed', 6),
    alone(64 * minute, 'completed', 9, {
      ...{
        recipe: 'compare',
        fileName: 'orders 2026-03.xlsx',
        otherFileNames: ['orders 2026-02.xlsx'],
        sheet: 'Orders',
      },
      artifacts: comparisonArtifacts,
    }),
    alone(63 * minute, 'completed', 10, {
      ...{ recipe: 'train', fileName: 'grades-2022.xlsx', otherFileNames: ['grades-2023.xlsx'], sheet: '成绩' },
      artifacts: trainingArtifacts,
    }),
    alone(62 * minute, 'completed', 11, {
      ...{ recipe: 'predict', fileName: 'grades-2024.xlsx', sheet: '成绩' },
      artifacts: predictionArtifacts,
    }),
    sampleBatch('周报 / weekly figures', 60 * minute, [...repeat('completed', 24), 'dead', 'dead'], {
      kind: 'schedule',
      name: '每周一 08:00',
    }),
    alone(50 * minute, 'dead', 1, { attempt: 3, fault: { code: 'WORKER_DIED', values: {}, detail: 'exit code 134' } }),
    alone(44 * minute, 'dead', 4),
    alone(40 * minute, 'cancelled', 3),
    sampleBatch('Exports of the north plant', 30 * minute, repeat('completed', 60), {
      kind: 'watchedFolder',
      name: '~/Exports',
    }),
    alone(26 * minute, 'completed', 7, { submitter: { kind: 'commandLine', name: null } }),
    sampleBatch('grades', 20 * minute, [
      ...repeat('completed', 31),
      ...repeat('running', 2),
      ...repeat('dead', 2),
      ...repeat('cancelled', 1),
      ...repeat('queued', 64),
    ]),
    alone(12 * minute, 'running', 5, { submitter: { kind: 'watchedFolder', name: '~/Inbox' } }),
    alone(11 * minute, 'paused', 0),
    alone(10 * minute, 'paused', 3),
    alone(9 * minute, 'scheduled', 1, { submitter: { kind: 'schedule', name: 'Monday' } }),
    alone(8 * minute, 'queued', 2, { waitReason: { kind: 'memory', neededBytes: 6.1e9, availableBytes: 3.9e9 } }),
    alone(7 * minute, 'queued', 4, { waitReason: { kind: 'disk', neededBytes: 2.4e9, availableBytes: 1.1e9 } }),
    alone(6 * minute, 'queued', 5, {
      attempt: 1,
      waitReason: { kind: 'retry', atMs: Date.now() + 95_000, attempt: 2, maxAttempts: 3 },
    }),
    alone(5 * minute, 'queued', 7, { priority: 'low' }),
    alone(4 * minute, 'queued', 1, { priority: 'high' }),
    alone(3 * minute, 'queued', 6),
  );
  return batches;
}
