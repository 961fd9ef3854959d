import { mkdirSync, rmSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { progressSchema } from '../../contract/jobs.ts';
import { lockFolderOf } from '../archive/host-lock.ts';

/** How far a running job is, as its host tells the others. */
const noticeSchema = z.object({
  id: z.string(),
  batchId: z.string(),
  fencingToken: z.number().int(),
  progress: progressSchema,
});
export type ProgressNotice = z.infer<typeof noticeSchema>;
const boardSchema = z.array(noticeSchema);

interface ProgressBoardOptions {
  readonly dataFolder: string;
  readonly ownId: string;
  /** The other hosts that are alive and may work. */
  readonly others: () => readonly string[];
  /** What this host works on just now. */
  readonly own: () => readonly ProgressNotice[];
  /** Jobs of other hosts that are further than when they were last told of. */
  readonly onProgress: (notices: readonly ProgressNotice[]) => void;
}

/** What is told once a second reads as alive, and costs nothing. */
const intervalMs = 1_000;

/**
 * Lets each host of a data folder see how far the jobs of the others are: a small file for each, which is not part of the
 * archive because nothing is lost with it and no disk is to be waited for.
 */
export class ProgressBoard {
  readonly #options: ProgressBoardOptions;
  #elsewhere = new Map<string, ProgressNotice>();
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> = Promise.resolve();
  #isTold = false;

  constructor(options: ProgressBoardOptions) {
    this.#options = options;
    mkdirSync(lockFolderOf(options.dataFolder), { recursive: true });
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#turn = this.#turn.then(() => this.look());
    }, intervalMs);
    this.#timer.unref();
  }

  /** The jobs that run on other hosts. */
  get elsewhere(): ReadonlyMap<string, ProgressNotice> {
    return this.#elsewhere;
  }

  /** Tells the others and hears them. Never throws: progress is a courtesy. */
  async look(): Promise<void> {
    try {
      const others = this.#options.others();
      await this.#tell(others.length > 0);
      await this.#hear(others);
    } catch {
      // A full disk or a folder that is going away: the next look may see more.
    }
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#turn;
    forgetProgressOf(this.#options.dataFolder, this.#options.ownId);
  }

  async #tell(isHeard: boolean): Promise<void> {
    const { dataFolder, own, ownId } = this.#options;
    const notices = isHeard ? own() : [];
    const file = fileOf(dataFolder, ownId);
    if (notices.length > 0) {
      // Under another name first, so that nobody reads the half of it.
      await writeFile(`${file}.new`, JSON.stringify(notices));
      await rename(`${file}.new`, file);
    } else if (this.#isTold) await rm(file, { force: true });
    this.#isTold = notices.length > 0;
  }

  async #hear(others: readonly string[]): Promise<void> {
    const { dataFolder, onProgress } = this.#options;
    const heard = await Promise.all(others.map((id) => read(fileOf(dataFolder, id))));
    const before = this.#elsewhere;
    this.#elsewhere = new Map(heard.flat().map((notice) => [notice.id, notice]));
    const further = [...this.#elsewhere.values()].filter(
      ({ id, progress }) => progress.fraction !== before.get(id)?.progress.fraction,
    );
    if (further.length > 0) onProgress(further);
  }
}

/** For hosts that are gone. */
export function forgetProgressOf(dataFolder: string, hostId: string): void {
  try {
    rmSync(fileOf(dataFolder, hostId), { force: true });
  } catch {
    // It says nothing of a host that nobody listens to.
  }
}

const fileOf = (dataFolder: string, hostId: string): string =>
  path.join(lockFolderOf(dataFolder), `${hostId}.progress`);

async function read(file: string): Promise<ProgressNotice[]> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return [];
  const parsed = boardSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : [];
}
