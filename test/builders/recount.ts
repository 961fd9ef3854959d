import { jobStates } from '../../contract/job-states.ts';
import { openDatabase } from '../../engine/archive/database.ts';
import type { ArchiveFolder } from './archive-folder.ts';

/** Every count the archive keeps that is not what counting anew gives, and every row that refers to nothing; none if all is well. */
export function recount(folder: Pick<ArchiveFolder, 'file'>): string[] {
  const database = openDatabase(folder.file, 5000);
  try {
    const all = (sql: string) => database.prepare(sql).all() as Record<string, unknown>[];
    const wrong = [...all('PRAGMA foreign_key_check'), ...all('PRAGMA integrity_check')]
      .map((row) => JSON.stringify(row))
      .filter((text) => text !== '{"integrity_check":"ok"}');
    const totals = all('SELECT * FROM totals')[0]!;
    for (const state of jobStates) {
      const { counted } = all(`SELECT count(*) AS counted FROM jobs WHERE state = '${state}'`)[0]!;
      if (totals[state] !== counted) wrong.push(`${totals[state]} jobs are said to be ${state}, ${counted} are`);
    }
    for (const { table, last } of [
      { table: 'jobs', last: totals.last_job },
      { table: 'job_events', last: totals.last_event },
    ]) {
      const { newest } = all(`SELECT coalesce(max(sequence), 0) AS newest FROM ${table}`)[0]!;
      if ((newest as number) > (last as number)) wrong.push(`${newest} stands in ${table}, ${last} was given out last`);
    }
    for (const row of all(`SELECT sequence, 'event' AS kind FROM job_events
        WHERE job_sequence NOT IN (SELECT sequence FROM jobs)
      UNION ALL SELECT sequence, 'job' FROM jobs WHERE batch_sequence NOT IN (SELECT sequence FROM batches)
        AND is_fresh = 0
      UNION ALL SELECT sequence, 'job without its first event' FROM jobs WHERE first_event IS NOT NULL AND is_fresh = 0
        AND first_event NOT IN (SELECT sequence FROM job_events WHERE job_sequence = jobs.sequence)
      UNION ALL SELECT sequence, 'first event of no job' FROM job_events
        WHERE cause = 'submitted' AND sequence NOT IN (SELECT first_event FROM jobs WHERE first_event IS NOT NULL)
      UNION ALL SELECT sequence, 'event that its job does not name' FROM job_events WHERE is_named = 1
        AND sequence NOT IN (SELECT start_event FROM jobs WHERE sequence = job_sequence AND start_event IS NOT NULL
          UNION ALL SELECT end_event FROM jobs WHERE sequence = job_sequence AND end_event IS NOT NULL)
      UNION ALL SELECT sequence, 'job without the event it names' FROM jobs
        WHERE (start_event IS NOT NULL AND start_event NOT IN (SELECT sequence FROM job_events WHERE is_named = 1))
          OR (end_event IS NOT NULL AND end_event NOT IN (SELECT sequence FROM job_events WHERE is_named = 1))
      UNION ALL SELECT sequence, 'duration' FROM job_durations AS timed WHERE NOT EXISTS (SELECT 1 FROM jobs
        WHERE jobs.sequence = timed.sequence AND coalesce(jobs.duration_ms, -1) = timed.duration_ms
        AND state IN ('completed', 'cancelled', 'dead'))
      UNION ALL SELECT sequence, 'end' FROM job_ends AS known WHERE NOT EXISTS (SELECT 1 FROM jobs
        WHERE jobs.sequence = known.sequence AND jobs.state = known.state
        AND coalesce(jobs.finished_at_ms, 0) = known.finished_at_ms)`)) {
      wrong.push(`${row.kind} ${row.sequence} hangs in the air`);
    }
    for (const { sequence, state, listed } of all(`SELECT sequence, state, listed_state AS listed FROM jobs
        WHERE listed_state <> iif(state = 'running', 'queued', state)`)) {
      wrong.push(`job ${sequence} is ${state} and listed as ${listed}`);
    }
    const sums = `count(*) AS jobs, ${jobStates.map((state) => `sum(state = '${state}') AS ${state}`).join(', ')},
      coalesce(sum(rows) FILTER (WHERE state = 'completed'), 0) AS rows,
      round(coalesce(sum(duration_ms) FILTER (WHERE state = 'completed'), 0), 3) AS duration_ms,
      coalesce(sum(input_size_bytes) FILTER (WHERE state = 'completed'), 0) AS size_bytes,
      sum(state NOT IN ('completed', 'cancelled', 'dead')) = 0 AS has_ended`;
    const counted = new Map(
      all(`SELECT batch_sequence AS sequence, ${sums} FROM jobs GROUP BY batch_sequence`).map((row) => [
        row.sequence,
        row,
      ]),
    );
    const kept =
      all(`SELECT sequence, jobs, ${jobStates.join(', ')}, rows, round(duration_ms, 3) AS duration_ms, size_bytes,
      finished_at_ms IS NOT NULL AS has_ended FROM batches`);
    for (const row of kept) {
      const [said, is] = [JSON.stringify(row), JSON.stringify(counted.get(row.sequence))];
      if (said !== is) wrong.push(`batch: ${said} is said, ${is} is`);
    }
    return wrong;
  } finally {
    database.close();
  }
}
