import { randomUUID } from 'node:crypto';
import { unlink } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Archive } from '../archive/open-archive.ts';
import { makeInto } from './make-into.ts';
import { manifestSchema, type ResultManifest } from './result-manifest.ts';

/** Costs a third of what the one of `node:fs/promises` does. */
const unlinkPlain = promisify(unlink);

/** Files written at once. */
const widthOfRewriting = 4;

/** Writing a manifest takes less than this by far. */
const youngMs = 60_000;

/** A small file beside the artifacts for each completed job. Should the archive be lost, results are found again by them. */
export class ResultManifests {
  readonly #dataFolder: string;
  readonly #root: string;
  readonly #archive: Archive;
  readonly #onTrouble: (sentence: string, error: unknown) => void;

  constructor(dataFolder: string, archive: Archive, onTrouble: (sentence: string, error: unknown) => void) {
    this.#dataFolder = dataFolder;
    this.#root = path.join(dataFolder, 'manifests');
    this.#archive = archive;
    this.#onTrouble = onTrouble;
  }

  #pathOf(jobId: string): string {
    return manifestPathOf(this.#dataFolder, jobId);
  }

  /** Writes the manifest of a completed job. Never throws: without it the job is as good as before. */
  async write(jobId: string): Promise<void> {
    try {
      const manifest = this.#manifestOf(jobId);
      if (!manifest) return;
      const file = this.#pathOf(jobId);
      // Two hosts may write the same one at the same time.
      const aside = `${file}.${randomUUID()}.new`;
      await makeInto(aside, () => writeFile(aside, JSON.stringify(manifest)));
      await rename(aside, file);
    } catch (error) {
      this.#onTrouble('The manifest of a result could not be written; the result itself is complete.', error);
    }
  }

  #manifestOf(jobId: string): ResultManifest | null {
    const record = this.#archive.jobs.find(jobId);
    const batch = record && this.#archive.batches.find(record.batchId);
    if (!record || !batch || record.state !== 'completed' || record.finishedAtMs === null) return null;
    const { id, sequence, recipe, options, reading, otherInputs, sheet, createdAtMs, startedAtMs, finishedAtMs } =
      record;
    const { attempt, rows, columns, durationMs, fingerprint, engineVersion, submitter } = record;
    return {
      version: 1,
      job: {
        ...{
          id,
          sequence,
          recipe,
          options: { ...options },
          ...record.input,
          reading,
          otherInputs: [...otherInputs],
          sheet,
          createdAtMs,
          startedAtMs,
        },
        ...{ finishedAtMs, attempt, rows, columns, durationMs, fingerprint, engineVersion },
      },
      batch: { id: batch.id, name: batch.name, createdAtMs: batch.createdAtMs, submitter },
      // Reports are made again when they are asked for.
      artifacts: record.artifacts.filter(({ kind }) => !kind.startsWith('report-')),
    };
  }

  /**
   * Takes manifests away, before their jobs are removed: a removed job must never come back, and one that stays gets its manifest
   * again. Not on the caller's thread: a busy disk takes its time.
   */
  async remove(jobIds: readonly string[]): Promise<void> {
    await Promise.all(
      jobIds.map(async (id) => {
        try {
          await unlinkPlain(this.#pathOf(id));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        }
      }),
    );
  }

  /** The ids of all jobs that have a manifest. */
  async list(): Promise<string[]> {
    const ids: string[] = [];
    for (const folder of await readdir(this.#root).catch(() => [])) {
      for (const name of await readdir(path.join(this.#root, folder)).catch(() => [])) {
        if (name.endsWith('.json')) ids.push(name.slice(0, -'.json'.length));
        else if (name.endsWith('.new')) await this.#dropLeft(path.join(this.#root, folder, name));
      }
    }
    return ids;
  }

  /** What a process left that was killed while it wrote; a young one may still be in somebody's hand. */
  async #dropLeft(file: string): Promise<void> {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > youngMs) await rm(file, { force: true });
  }

  /** null for a manifest that is damaged or not there. */
  async read(jobId: string): Promise<ResultManifest | null> {
    try {
      const parsed = manifestSchema.safeParse(JSON.parse(await readFile(this.#pathOf(jobId), 'utf8')));
      return parsed.success && parsed.data.job.id === jobId ? parsed.data : null;
    } catch {
      return null;
    }
  }

  /** Writes those that are missing, such as those of results older than manifests are. */
  async writeMissing(jobIds: AsyncIterable<readonly string[]>): Promise<void> {
    const present = new Set(await this.list());
    for await (const ids of jobIds) {
      const missing = ids.filter((id) => !present.has(id));
      for (let from = 0; from < missing.length; from += widthOfRewriting) {
        await Promise.all(missing.slice(from, from + widthOfRewriting).map((id) => this.write(id)));
      }
    }
  }
}

/** Where the manifest of a job lies once the job has completed. */
export function manifestPathOf(dataFolder: string, jobId: string): string {
  // Ids begin with the time of day: only their ends are spread evenly.
  return path.join(dataFolder, 'manifests', jobId.slice(-2), `${jobId}.json`);
}
