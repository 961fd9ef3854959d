import type { Artifact, Job, JobEvent, JobState } from '../../../contract/jobs.ts';
import type { Submission } from '../../../contract/recipes.ts';
import { ticketName, ticketSize } from './fake-files.ts';

const stages = ['opening', 'reading', 'describing', 'correlating', 'storing', 'finishing'] as const;

const artifact = (kind: Artifact['kind']): Artifact => ({
  kind,
  variant: '',
  sha256: 'a'.repeat(64),
  sizeBytes: 20_480,
  extension: '.json',
});
const profileArtifacts = (['profile-overview', 'profile-columns', 'profile-correlations', 'rows'] as const).map(
  artifact,
);

const names = [
  '成绩 2024.xlsx',
  'customer-churn.xlsx',
  'sensor readings, north plant, week 31 (final, corrected) v7.csv',
  '学生名单.csv',
  'ledger.xlsm',
];

/** Jobs that live in the page: they queue, run three at a time, and tell of every change. */
export class FakeJobs {
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<(event: JobEvent) => void>();

  constructor(count: number) {
    const states: JobState[] = ['running', 'running', 'queued', 'completed', 'failed', 'cancelled', 'completed'];
    for (let index = count - 1; index >= 0; index -= 1) this.#add(sampleJob(index, states[index % states.length]!));
    setInterval(() => this.#advance(), 200);
  }

  get = (id: string) => this.#jobs.get(id);

  list({ limit, offset }: { limit: number; offset: number }) {
    const all = [...this.#jobs.values()].reverse();
    return { jobs: all.slice(offset, offset + limit), total: all.length };
  }

  submit({ inputs }: Submission) {
    const batchId = crypto.randomUUID();
    const jobs = inputs.flatMap(({ ticket, sheets }) =>
      (sheets ?? [null]).map((sheet) => ({
        ...sampleJob(0, 'queued'),
        batchId,
        sheet,
        fileName: ticketName(ticket),
        sizeBytes: ticketSize(ticket),
        createdAtMs: Date.now(),
      })),
    );
    for (const job of jobs) this.#add(job);
    return { batchId, jobs };
  }

  rerun(id: string) {
    const job: Job = {
      ...this.#jobs.get(id)!,
      ...sampleJob(0, 'queued'),
      fileName: this.#jobs.get(id)!.fileName,
      createdAtMs: Date.now(),
    };
    this.#add(job);
    return job;
  }

  cancel(ids: string[]) {
    for (const id of ids) {
      const job = this.#jobs.get(id);
      if (job?.state === 'running' || job?.state === 'queued') {
        this.#add({ ...job, progress: { ...job.progress, stage: 'cancelling', subject: null } });
        setTimeout(
          () =>
            this.#add({
              ...job,
              state: 'cancelled',
              durationMs: job.startedAtMs ? Date.now() - job.startedAtMs : null,
            }),
          500,
        );
      }
    }
    return { cancelled: ids.length };
  }

  remove(ids: string[]) {
    for (const id of ids) if (this.#jobs.delete(id)) this.#tell({ type: 'jobRemoved', id });
    return { removed: ids.length };
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<JobEvent, void, void> {
    const waiting: JobEvent[] = [{ type: 'jobsListed', jobs: this.list({ limit: 1000, offset: 0 }).jobs }];
    let wake = () => {};
    const listener = (event: JobEvent) => {
      waiting.push(event);
      wake();
    };
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => wake());
    try {
      while (!signal?.aborted) {
        yield* waiting.splice(0);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      this.#listeners.delete(listener);
    }
  }

  #add(job: Job) {
    this.#jobs.set(job.id, job);
    this.#tell({ type: 'jobChanged', job });
  }

  #tell(event: JobEvent) {
    for (const listener of this.#listeners) listener(event);
  }

  #advance() {
    const all = [...this.#jobs.values()];
    const running = all.filter((job) => job.state === 'running' && job.progress.stage !== 'cancelling');
    const next = running.length < 3 ? all.find((job) => job.state === 'queued') : undefined;
    if (next) this.#add({ ...next, state: 'running', startedAtMs: Date.now(), progress: progressAt(0, next.sheet) });
    for (const job of running) this.#add(advanced(job));
  }
}

function advanced(job: Job): Job {
  const fraction = Math.min(1, job.progress.fraction + 0.01);
  const artifacts = fraction > 0.7 ? profileArtifacts.slice(0, 2) : [];
  if (fraction < 1) return { ...job, artifacts, progress: progressAt(fraction, job.sheet) };
  return { ...job, ...finished(Date.now() - (job.startedAtMs ?? 0)) };
}

const finished = (durationMs: number) => ({
  state: 'completed' as const,
  rows: 128_402,
  columns: 20,
  durationMs,
  finishedAtMs: Date.now(),
  artifacts: profileArtifacts,
});

const progressAt = (fraction: number, subject: string | null) => ({
  fraction,
  stage: stages[Math.min(stages.length - 1, Math.floor(fraction * stages.length))]!,
  subject,
  rowsDone: Math.round(fraction * 1_000_000),
  rowsPerSecond: 182_341 + Math.random() * 4000,
  etaMs: (1 - fraction) * 20_000,
});

function sampleJob(index: number, state: JobState): Job {
  const fileName = names[index % names.length]!;
  const sheet = fileName.includes('.xls') ? '成绩' : null;
  return {
    id: crypto.randomUUID(),
    batchId: crypto.randomUUID(),
    recipe: 'profile',
    state,
    fileName,
    sheet,
    sizeBytes: 31_000_000 + index,
    createdAtMs: Date.now() - index * 3_600_000,
    startedAtMs: state === 'queued' ? null : Date.now(),
    finishedAtMs: null,
    attempt: 1,
    progress:
      state === 'running'
        ? progressAt(0.2 + (index % 5) * 0.11, sheet)
        : { fraction: 0, stage: 'waiting', subject: null, rowsDone: null, rowsPerSecond: null, etaMs: null },
    rows: null,
    columns: null,
    durationMs: state === 'cancelled' ? 2_310 : null,
    fault:
      state === 'failed'
        ? { code: 'WORKBOOK_TRUNCATED', values: { file: fileName }, detail: 'central directory missing at byte 48,223' }
        : null,
    artifacts: [],
    ...(state === 'completed' ? finished(1_830) : {}),
  };
}
