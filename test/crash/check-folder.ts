import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type JobState, jobStates } from '../../contract/job-states.ts';
import type { Database } from '../../engine/archive/database.ts';
import { isTransitionAllowed } from '../../engine/jobs/job-states.ts';
import { archiveOf } from './acceptance-log.ts';

/** What the crashes went through, in figures. */
export interface CrashReport {
  readonly kills: number;
  readonly jobs: number;
  readonly attempts: number;
  /** Shards accepted, and how many of them by an attempt before the job's last one. */
  readonly shards: number;
  readonly keptShards: number;
  readonly artifacts: number;
}

interface Checked {
  readonly dataFolder: string;
  /** The data folder of an engine that worked on the same files undisturbed, on another number of threads. */
  readonly reference: string;
  /** Ids of jobs whose acceptance was confirmed. */
  readonly accepted: readonly string[];
  /** How many batches were handed in, confirmed or not. */
  readonly batches: number;
  readonly kills: number;
}

/** Checks what must hold after any number of deaths. Throws with all that does not. */
export function checkFolder({ dataFolder, reference, accepted, batches, kills }: Checked): CrashReport {
  const database = archiveOf(dataFolder);
  const wrongs: string[] = [];
  const expectNone = (sentence: string, rows: readonly unknown[]) => {
    if (rows.length > 0) wrongs.push(`${sentence}: ${JSON.stringify(rows.slice(0, 5))} (${rows.length})`);
  };
  const all = (sql: string) => database.prepare(sql).all() as Record<string, unknown>[];

  expectNone(
    'the archive is damaged',
    all('PRAGMA integrity_check').filter((row) => row.integrity_check !== 'ok'),
  );
  expectNone('rows refer to nothing', all('PRAGMA foreign_key_check'));
  const jobs = all('SELECT sequence, id, state, attempt, input_file_name, fault FROM jobs');
  const known = new Set(jobs.map(({ id }) => id));
  expectNone(
    'jobs are lost',
    accepted.filter((id) => !known.has(id)),
  );
  expectNone(
    'jobs did not complete',
    jobs.filter(({ state }) => state !== 'completed'),
  );
  checkBatches(all, batches, expectNone);
  checkHistory(all, expectNone);
  expectNone(
    'attempts failed by themselves',
    all(`SELECT job_sequence, cause, fault FROM job_events
    WHERE cause IN ('failed', 'retrying', 'timedOut') AND coalesce(fault, '') NOT LIKE '%HOST_LOST%'`),
  );
  expectNone(
    'shards were accepted twice',
    all(`SELECT job_sequence, place, count(*) AS times FROM crash_acceptances
    GROUP BY 1, 2 HAVING times > 1`),
  );
  expectNone('shards are missing', all('SELECT job_sequence, name FROM shards WHERE finished_at_ms IS NULL'));
  expectNone(
    'shards were accepted late',
    all(`SELECT * FROM crash_acceptances WHERE attempt <> job_attempt
    OR state <> 'running'`),
  );
  expectNone(
    'plans or files of shards are left',
    all(`SELECT job_sequence FROM job_plans
    UNION ALL SELECT job_sequence FROM shard_files`),
  );
  expectNone('counts are wrong', countsThatDiffer(all));
  const expected = artifactsByFile(archiveOf(reference));
  const made = artifactsByFile(database, true);
  expectNone(
    'results differ from those of an undisturbed run',
    [...made].filter(([key, digests]) => {
      const file = key.split('\n')[0]!;
      return digests !== expected.get(file);
    }),
  );
  checkFiles(dataFolder, all, expectNone);
  const figure = (sql: string) => Number(Object.values(all(sql)[0]!)[0]);
  const report = {
    ...{ kills, jobs: jobs.length, attempts: figure('SELECT sum(attempt) FROM jobs') },
    shards: figure('SELECT count(*) FROM crash_acceptances'),
    keptShards: figure(`SELECT count(*) FROM shards JOIN jobs ON jobs.sequence = job_sequence
      WHERE shards.attempt < jobs.attempt`),
    artifacts: figure('SELECT count(*) FROM contents'),
  };
  database.close();
  if (wrongs.length > 0) throw new Error(`after ${kills} kills:\n${wrongs.join('\n')}`);
  return report;
}

type Query = (sql: string) => Record<string, unknown>[];
type Expect = (sentence: string, rows: readonly unknown[]) => void;

/** A batch was accepted whole or not at all; the name tells its size. */
function checkBatches(all: Query, handedIn: number, expectNone: Expect): void {
  const batches = all(`SELECT name, count(jobs.sequence) AS jobs FROM batches
    LEFT JOIN jobs ON jobs.batch_sequence = batches.sequence GROUP BY batches.sequence`);
  expectNone(
    'batches are torn',
    batches.filter(({ name, jobs }) => name !== `batch of ${jobs}`),
  );
  if (batches.length > handedIn) expectNone('there are more batches than were handed in', [batches.length]);
}

/** Each job went from state to state as it may, and was completed once. */
function checkHistory(all: Query, expectNone: Expect): void {
  const histories = new Map<number, { state: JobState; cause: string }[]>();
  for (const row of all('SELECT job_sequence, state, cause FROM job_events ORDER BY sequence')) {
    const sequence = row.job_sequence as number;
    const events = histories.get(sequence) ?? [];
    events.push({ state: row.state as JobState, cause: row.cause as string });
    histories.set(sequence, events);
  }
  for (const [sequence, events] of histories) {
    const states = events.map(({ state }) => state);
    const isLegal = states.every((state, at) => at === 0 || isTransitionAllowed(states[at - 1]!, state));
    const completions = states.filter((state) => state === 'completed').length;
    if (!isLegal || completions !== 1) expectNone(`job ${sequence} has a life that cannot be`, events);
  }
}

/** Counts that are kept up by hand against a recount: over all jobs, and of each batch with its sums. */
function countsThatDiffer(all: Query): unknown[] {
  const states = jobStates.map((state) => `sum(state = '${state}') AS ${state}`).join(', ');
  const kept = all(`SELECT ${jobStates.join(', ')} FROM totals`)[0]!;
  const counted = all(`SELECT ${states} FROM jobs`)[0]!;
  const batches = all(`SELECT sequence, jobs, ${jobStates.join(', ')}, rows, round(duration_ms) AS duration, size_bytes
    FROM batches ORDER BY sequence`);
  const recounted = all(`SELECT batch_sequence AS sequence, count(*) AS jobs, ${states}, sum(rows) AS rows,
    round(sum(duration_ms)) AS duration, sum(input_size_bytes) AS size_bytes
    FROM jobs GROUP BY batch_sequence ORDER BY batch_sequence`);
  return [
    ...jobStates.filter((state) => counted[state] !== kept[state]),
    ...batches.filter((batch, at) => JSON.stringify(batch) !== JSON.stringify(recounted[at])),
  ];
}

/** The digests of each job's artifacts, by file name, or by file name and job. */
function artifactsByFile(database: Database, byJob = false): Map<string, string> {
  const rows = database
    .prepare(`SELECT id, input_file_name AS name, group_concat(digest, ' ') AS digests FROM (
      SELECT id, input_file_name, kind || ':' || sha256 || extension AS digest FROM jobs
        JOIN job_artifacts ON job_sequence = jobs.sequence ORDER BY jobs.sequence, kind)
      GROUP BY id`)
    .all() as { id: string; name: string; digests: string }[];
  return new Map(rows.map(({ id, name, digests }) => [byJob ? `${name}\n${id}` : name, digests]));
}

/** Every artifact lies whole in its place, and nothing else lies there. */
function checkFiles(dataFolder: string, all: Query, expectNone: Expect): void {
  const root = path.join(dataFolder, 'artifacts');
  const known = new Map(
    all('SELECT sha256, extension FROM contents').map((row) => [`${row.sha256}${row.extension}`, row]),
  );
  const present = readdirSync(root).flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => path.join(folder, name)),
  );
  expectNone(
    'files are orphans',
    present.filter((file) => !known.has(path.basename(file))),
  );
  const broken = [...known].filter(([name, { sha256 }]) => {
    const file = path.join(root, name.slice(0, 2), name);
    return !existsSync(file) || createHash('sha256').update(readFileSync(file)).digest('hex') !== sha256;
  });
  expectNone(
    'artifacts are missing or cut off',
    broken.map(([name]) => name),
  );
  expectNone(
    'contents are referred to by nothing',
    all(`SELECT sha256 FROM contents
    WHERE (sha256, extension) NOT IN (SELECT sha256, extension FROM job_artifacts)`),
  );
  const scratch = path.join(dataFolder, 'scratch');
  expectNone('scratch is left', existsSync(scratch) ? readdirSync(scratch) : []);
}
