import type { AttemptView, JobHistory, JobHistoryEvent } from '../../../contract/job-requests.ts';
import type { Job } from '../../../contract/jobs.ts';

const host = 'Auspex on studio-pc';

/** A history that fits the job: as many attempts as it has had, each with its end. */
export function sampleHistory(job: Job): JobHistory {
  const attempts = Array.from({ length: job.attempt }, (_, index) => attemptOf(job, index + 1));
  return {
    job,
    attempts,
    events: eventsOf(job, attempts),
    logLines: attempts.flatMap(({ number, startedAtMs, end, fault }) => [
      { atMs: startedAtMs, attempt: number, level: 'info' as const, text: `Attempt ${number} begins on ${host}` },
      {
        atMs: startedAtMs + 40,
        attempt: number,
        level: 'info' as const,
        text: 'utf-8, delimiter “,”, header in row 1',
      },
      {
        atMs: startedAtMs + 900,
        attempt: number,
        level: 'warning' as const,
        text: '第 3 列有 12 个单元格既不是数字也不是日期，按文本读取',
      },
      ...(end === 'failed'
        ? [{ atMs: startedAtMs + 2000, attempt: number, level: 'error' as const, text: fault?.detail ?? 'failed' }]
        : []),
    ]),
    shards: job.attempt === 0 ? [] : shardsOf(job),
    options: { maxCorrelationColumns: 100, maxCorrelationRows: 25_000, seed: 20_240_901 },
    fingerprint: job.attempt === 0 ? null : 'b6d81b360a5672d80c27430f39153e2c3ad1f0d3d3a2d2c9f2a1f3b4c5d6e7f8',
    engineVersion: job.attempt === 0 ? null : '0.2.0',
  };
}

function attemptOf(job: Job, number: number): AttemptView {
  const startedAtMs = job.createdAtMs + 900 + (number - 1) * 21_000;
  const isLast = number === job.attempt;
  const end = isLast ? lastEnd(job) : number === 1 ? 'hostLost' : 'failed';
  const durationMs = isLast ? (job.durationMs ?? 3000) : 9000;
  return {
    number,
    startedAtMs: isLast && job.state === 'running' ? (job.startedAtMs ?? startedAtMs) : startedAtMs,
    endedAtMs: end === null ? null : startedAtMs + durationMs,
    end,
    fault:
      end === 'failed' || end === 'hostLost'
        ? (job.fault ?? { code: 'WORKER_DIED', values: {}, detail: 'exit 134' })
        : null,
    hostName: number === 1 ? host : 'auspex run on studio-pc',
    shardsKept: (number - 1) * 3,
  };
}

function lastEnd(job: Job): AttemptView['end'] {
  if (job.state === 'running') return null;
  if (job.state === 'completed') return 'completed';
  if (job.state === 'cancelled') return 'cancelled';
  return job.state === 'paused' ? 'paused' : 'failed';
}

function eventsOf(job: Job, attempts: readonly AttemptView[]): JobHistoryEvent[] {
  const events: JobHistoryEvent[] = [
    { atMs: job.createdAtMs, state: 'queued', attempt: 0, fault: null, cause: 'submitted', hostName: host },
  ];
  if (job.priority !== 'normal') {
    events.push({ ...events[0]!, atMs: job.createdAtMs + 200, cause: 'priorityChanged' });
  }
  for (const { number, startedAtMs, endedAtMs, end, fault, hostName } of attempts) {
    events.push({ atMs: startedAtMs, state: 'running', attempt: number, fault: null, cause: 'started', hostName });
    if (endedAtMs === null || end === null) continue;
    const isLast = number === job.attempt;
    const cause = end === 'completed' ? 'finished' : isLast || end === 'hostLost' ? end : 'retrying';
    const state = isLast ? job.state : 'queued';
    events.push({ atMs: endedAtMs, state, attempt: number, fault, cause, hostName });
  }
  return events;
}

function shardsOf(job: Job): JobHistory['shards'] {
  const groups = Array.from({ length: 8 }, (_, index) => `columns ${index + 1}/8`);
  const names = [
    'table',
    ...groups,
    'rows',
    'spearman + cramersV',
    'pearson',
    'duplicates',
    'a part of another recipe',
  ];
  const count = names.length;
  const done = job.state === 'completed' ? count : Math.round(count * Math.max(0.25, job.progress.fraction));
  return names.map((name, index) => ({
    name,
    finishedAtMs: index < done ? job.createdAtMs + 1000 + index * 140 : null,
    durationMs: index < done ? 90 + ((index * 53) % 410) : null,
    attempt: index < done ? Math.max(1, job.attempt - (index < 3 ? 1 : 0)) : null,
  }));
}
