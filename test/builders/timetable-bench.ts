import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobRecord } from '../../engine/archive/job-record.ts';
import type { Archive } from '../../engine/archive/open-archive.ts';
import { TicketOffice } from '../../engine/files/ticket-office.ts';
import { EmbeddedQueue } from '../../engine/jobs/queue/embedded-queue.ts';
import { newJobs } from '../../engine/jobs/submit-jobs.ts';
import type { AcceptedWork } from '../../engine/timetable/accepted-work.ts';
import { Timetable, type TimetableOptions } from '../../engine/timetable/timetable.ts';
import { Audit } from '../../engine/upkeep/audit.ts';
import { EngineSettingsStore } from '../../engine/upkeep/engine-settings.ts';
import { ArchiveFolder } from './archive-folder.ts';

/** A process with a timetable over a data folder: its own archive, no threads, jobs that are accepted and stay queued. */
export interface TimetableHost {
  readonly archive: Archive;
  readonly queue: EmbeddedQueue;
  readonly tickets: TicketOffice;
  readonly settings: EngineSettingsStore;
  readonly timetable: Timetable;
  readonly accept: TimetableOptions['accept'];
}

/** Times short enough for tests. */
export const quickWatchTimes = {
  stableMs: 60,
  unfinishedMs: 500,
  pollMs: 15,
  collectMs: 60,
  presenceMs: 30,
  rescanMs: 60_000,
};

/** A data folder and folders of a person's, with as many processes over them as wanted. */
export class TimetableBench {
  readonly folder: string;
  readonly troubles: unknown[] = [];
  readonly #archives: ArchiveFolder;
  readonly #timetables: Timetable[] = [];
  /** The wall clock; the real one unless it is set. */
  clockMs: number | null = null;
  /** Work that was refused, such as by a full disk; thrown at the next acceptance. */
  refusal: Error | null = null;

  private constructor(folder: string, archives: ArchiveFolder) {
    this.folder = folder;
    this.#archives = archives;
  }

  static async open(): Promise<TimetableBench> {
    return new TimetableBench(await mkdtemp(path.join(os.tmpdir(), 'auspex-timetable-')), await ArchiveFolder.make());
  }

  get dataFolder(): string {
    return this.#archives.dataFolder;
  }

  readonly now = () => this.clockMs ?? Date.now();

  host(options: Partial<TimetableOptions> = {}): TimetableHost {
    const archive = this.#archives.open();
    const queue = new EmbeddedQueue(archive);
    const audit = new Audit(archive, this.now);
    const settings = new EngineSettingsStore(archive, audit);
    const tickets = new TicketOffice();
    const accept = (work: AcceptedWork) => this.#accept(queue, work);
    const timetable = new Timetable({
      ...{ archive, audit, settings, tickets, dataFolder: this.dataFolder, accept, actor: 'person', now: this.now },
      ...{ makeReport: async () => Promise.reject(new Error('no report')), watchTimes: quickWatchTimes },
      onTrouble: (_sentence, error) => this.troubles.push(error),
      ...options,
    });
    this.#timetables.push(timetable);
    return { archive, queue, tickets, settings, timetable, accept };
  }

  async #accept(queue: EmbeddedQueue, work: AcceptedWork): Promise<{ batchId: string }> {
    if (this.refusal) throw this.refusal;
    const { name, submitter, results, alongside } = work;
    const batch = { id: randomUUID(), name, submitter, results };
    const asked = { ...work, notBeforeMs: null, isReuseAllowed: true };
    const jobs = await newJobs(asked, { estimates: { estimate: () => null }, maxAttempts: () => 3 });
    const cause = { nowMs: Math.floor(this.now()), hostId: null, alongside: () => alongside(batch.id) };
    await queue.submit(batch, jobs, cause);
    return { batchId: batch.id };
  }

  /** Writes a file of the person's. */
  async file(name: string, text = 'a,b\n1,2\n'): Promise<string> {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  /** Every job of the data folder in the order of acceptance. */
  jobs({ archive }: TimetableHost): readonly JobRecord[] {
    const accepted = archive.jobChanges.since(0, 1_000_000).filter(({ cause }) => cause === 'submitted');
    const jobs = archive.jobs.findAll(accepted.map(({ jobSequence }) => jobSequence));
    return jobs.sort((a, b) => a.sequence - b.sequence);
  }

  async close(): Promise<void> {
    for (const timetable of this.#timetables) await timetable.close();
    await this.#archives.remove();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Waits until `condition` holds; the test's own time limit ends what never comes. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10);
}
