import type { FaultData } from '../../contract/faults.ts';
import type { AttemptView, JobEventCause, JobHistory } from '../../contract/job-requests.ts';
import type { JobState } from '../../contract/job-states.ts';
import type { Database } from './database.ts';

type HistoryPart = Pick<JobHistory, 'events' | 'attempts' | 'logLines' | 'shards'>;

const logLinesShown = 1000;

/** What is known about the past of one job. */
export class JobHistoryRepository {
  readonly #statements;

  constructor(database: Database) {
    this.#statements = {
      events: database.prepare(`SELECT job_events.sequence, at_ms, state, attempt, cause, fault, hosts.name AS host_name
        FROM job_events LEFT JOIN hosts ON hosts.id = host WHERE job_events.sequence IN (
          SELECT value FROM jobs, json_each(json_array(first_event, start_event, end_event)) WHERE jobs.sequence = ?1
          UNION ALL SELECT sequence FROM job_events INDEXED BY job_events_by_job
          WHERE job_sequence = ?1 AND is_named = 0 AND cause <> 'submitted')
        UNION ALL SELECT first_event, created_at_ms, 'queued', 0, 'submitted', NULL, hosts.name
        FROM jobs LEFT JOIN hosts ON hosts.id = arrival ->> 5 WHERE jobs.sequence = ?1 AND is_fresh = 1 ORDER BY 1`),
      logLines: database.prepare(`SELECT * FROM (SELECT sequence, at_ms AS atMs, attempt, level, text FROM job_log_lines
        WHERE job_sequence = ? ORDER BY sequence DESC LIMIT ${logLinesShown}) ORDER BY sequence`),
      shards: database.prepare(`SELECT name, finished_at_ms AS finishedAtMs, duration_ms AS durationMs, attempt
        FROM shards WHERE job_sequence = ? ORDER BY place`),
    };
  }

  /** Everything that happened to the job with this sequence. */
  read(jobSequence: number): HistoryPart {
    const events = this.#statements.events.all(jobSequence).map((row) => ({
      atMs: row.at_ms as number,
      state: row.state as JobState,
      attempt: row.attempt as number,
      cause: row.cause as JobEventCause,
      fault: row.fault === null ? null : (JSON.parse(row.fault as string) as FaultData),
      hostName: row.host_name as string | null,
    }));
    const shards = this.#statements.shards.all(jobSequence) as unknown as HistoryPart['shards'];
    const lines = this.#statements.logLines.all(jobSequence) as unknown as (HistoryPart['logLines'][number] & object)[];
    const logLines = lines.map(({ atMs, attempt, level, text }) => ({ atMs, attempt, level, text }));
    return { events, shards, logLines, attempts: attemptsOf(events, shards) };
  }
}

const endsOfCauses: Readonly<Partial<Record<JobEventCause, NonNullable<AttemptView['end']>>>> = {
  finished: 'completed',
  reused: 'completed',
  failed: 'failed',
  retrying: 'failed',
  timedOut: 'timedOut',
  cancelled: 'cancelled',
  paused: 'paused',
  hostLost: 'hostLost',
  hostClosed: 'hostClosed',
  // A process of the first version of the archive did not tell how it ended.
  migrated: 'hostLost',
};

/** The tries of a job, put together from its events. */
export function attemptsOf(events: HistoryPart['events'], shards: HistoryPart['shards']): AttemptView[] {
  const attempts: AttemptView[] = [];
  let running: Pick<AttemptView, 'number' | 'startedAtMs' | 'hostName' | 'shardsKept'> | null = null;
  for (const event of events) {
    if (running && event.state !== 'running') {
      const end = endsOfCauses[event.cause] ?? 'hostLost';
      attempts.push({ ...running, endedAtMs: event.atMs, end, fault: event.fault });
      running = null;
    } else if (!running && event.state === 'running') {
      const shardsKept = shards.filter((shard) => shard.attempt !== null && shard.attempt < event.attempt).length;
      running = { number: event.attempt, startedAtMs: event.atMs, hostName: event.hostName ?? '', shardsKept };
    }
  }
  if (running) attempts.push({ ...running, endedAtMs: null, end: null, fault: null });
  return attempts;
}
