import { existsSync } from 'node:fs';
import type { Database } from '../../archive/database.ts';
import type { Archive } from '../../archive/open-archive.ts';
import { ifReadable, openReadable, type Row, readableRows } from '../../archive/readable-rows.ts';
import { manifestPathOf } from '../../artifacts/result-manifests.ts';
import { type SalvagedJob, salvagedBatch, salvagedJob } from './salvaged-jobs.ts';
import { type SalvagedTimetable, salvageSettings, salvageTimetable } from './salvaged-timetable.ts';
import { skipUnsound } from './skip-unsound.ts';

export interface SalvageOptions {
  readonly dataFolder: string;
  /** The damaged archive where it was set aside; it is only read. */
  readonly file: string;
  /** The new one. */
  readonly archive: Archive;
  readonly nowMs: number;
}

/** What came back, and what was there and did not; as far as that is known, which the damaged archive has to tell itself. */
export interface Salvage extends SalvagedTimetable {
  readonly jobs: number;
  readonly lostJobs: number;
}

/** The highest number of a job that is looked for where none is on record. */
const jobsAtMost = 200_000;
const waitingStates = `state IN ('scheduled', 'queued', 'paused', 'running')`;
/** Results and models that a job needs may be found again only after the archive is there: it begins so much later. */
const recoveryMs = 60_000;

/**
 * Brings what waits or repeats from a damaged archive into a new one, row by row, as far as its pages can be read: jobs that have
 * not ended, schedules, watched folders, settings. What has ended comes back by its own files (recover-results.ts). Within the
 * caller's transaction. Null where nothing of the archive can be read.
 */
export function salvageArchive(options: SalvageOptions): Salvage | null {
  const { archive, file } = options;
  const damaged = openReadable(file);
  if (!damaged) return null;
  try {
    salvageSettings(damaged, archive);
    return { ...salvageTimetable(damaged, archive), ...salvageJobs(damaged, options) };
  } finally {
    damaged.close();
  }
}

function salvageJobs(damaged: Database, options: SalvageOptions): Pick<Salvage, 'jobs' | 'lostJobs'> {
  const { dataFolder } = options;
  const known = ifReadable(() => damaged.prepare('SELECT * FROM totals').get() as Row | undefined, undefined);
  const last = numberIn(known, 'last_job') ?? lastNumber(damaged);
  const { rows, unreadable } = readableRows(damaged, 'jobs', waitingStates, last ?? jobsAtMost);
  // Whatever its row says, a job with a result has ended.
  const waiting = rows.flatMap((row) => salvagedJob(row) ?? []);
  const found = waiting.filter(({ job }) => !existsSync(manifestPathOf(dataFolder, job.id)));
  const jobs = acceptAgain(damaged, found, options);
  const expected = ['scheduled', 'queued', 'paused', 'running'].map((state) => numberIn(known, state));
  const said = expected.some((count) => count === null) ? null : expected.reduce<number>((sum, one) => sum + one!, 0);
  const ended = waiting.length - found.length;
  return { jobs, lostJobs: Math.max(0, (said ?? rows.length + (last === null ? 0 : unreadable)) - ended - jobs) };
}

/** The number of the newest job, where the row that tells it cannot be read; null where that is unknown. */
function lastNumber(damaged: Database): number | null {
  const newest = (order: string) => {
    const row = damaged.prepare(order).get() as { newest: number | null } | undefined;
    return row?.newest ?? 0;
  };
  const byRow = ifReadable(() => newest('SELECT max(sequence) AS newest FROM jobs NOT INDEXED'), 0);
  const byEvent = ifReadable(() => newest('SELECT max(job_sequence) AS newest FROM job_events NOT INDEXED'), 0);
  return Math.max(byRow, byEvent) || null;
}

function numberIn(row: Row | undefined, name: string): number | null {
  const value = row?.[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Accepts the jobs under their ids, batch after batch as they stood in the queue; gives how many. */
function acceptAgain(damaged: Database, jobs: readonly SalvagedJob[], { archive, nowMs }: SalvageOptions): number {
  const batches = new Map<string, SalvagedJob[]>();
  for (const job of [...jobs].sort((a, b) => a.rank - b.rank)) {
    const others = batches.get(job.batchId);
    if (others) others.push(job);
    else batches.set(job.batchId, [job]);
  }
  const batchRow = ifReadable(() => damaged.prepare('SELECT * FROM batches NOT INDEXED WHERE sequence = ?'), null);
  let accepted = 0;
  for (const members of batches.values()) {
    const [first] = members;
    const batch = salvagedBatch(
      ifReadable(() => (batchRow?.get(first!.batchSequence) ?? null) as Row | null, null),
      first!,
    );
    // Two rows of one id, which only damage can make: none of the batch is taken for sound.
    const isSound = skipUnsound(archive, () => archive.isolate(() => acceptBatch(archive, batch, members, nowMs)));
    if (isSound) accepted += members.length;
  }
  return accepted;
}

function acceptBatch(
  archive: Archive,
  batch: ReturnType<typeof salvagedBatch>,
  members: readonly SalvagedJob[],
  nowMs: number,
): void {
  const { acceptance, waiting } = archive.queue;
  const acceptedAtMs = Math.min(nowMs, ...members.map(({ createdAtMs }) => createdAtMs));
  const jobs = members.map(({ job }) => {
    const isFree = job.recipe === 'profile' || job.notBeforeMs !== null;
    return isFree ? job : { ...job, notBeforeMs: nowMs + recoveryMs };
  });
  acceptance.accept(batch, jobs, acceptedAtMs, null);
  const paused = members.filter(({ isPaused }) => isPaused).map(({ job }) => job.id);
  if (paused.length > 0) waiting.pause(paused, { nowMs, hostId: null });
}
