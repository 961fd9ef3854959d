import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Artifact } from '../../contract/jobs.ts';
import type { NamedScratchFile } from '../../contract/orders.ts';
import type { Content } from '../archive/artifact-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import { faultOfWriteError } from '../files/fault-of-system-error.ts';

/** The files that jobs made, each under the SHA-256 of its bytes, and the scratch folders they are written in first. */
export class ArtifactFolder {
  readonly #root: string;
  readonly #scratch: string;
  readonly #archive: Archive;
  /** Storing and dropping take turns: a file being stored must not be dropped for not yet being referred to. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(dataFolder: string, archive: Archive) {
    this.#root = path.join(dataFolder, 'artifacts');
    this.#scratch = path.join(dataFolder, 'scratch');
    this.#archive = archive;
  }

  pathOf(content: Content): string {
    return path.join(this.#root, content.sha256.slice(0, 2), content.sha256 + content.extension);
  }

  /** An empty folder for one attempt. */
  async makeScratchFolder(name: string): Promise<string> {
    const folder = path.join(this.#scratch, name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async removeScratchFolder(name: string): Promise<void> {
    await rm(path.join(this.#scratch, name), { recursive: true, force: true, maxRetries: 3 });
  }

  /**
   * Moves finished scratch files to their places, each complete and on the disk before its name appears there; then
   * `refer` notes in the archive who needs them, in one transaction with forgetting what nobody needs any more.
   */
  async store<T>(files: readonly NamedScratchFile[], variant: string, refer: (made: Artifact[]) => T): Promise<T> {
    return this.#inTurn(async () => {
      try {
        for (const file of files) await this.#moveIntoPlace(file);
        const made = files.map(({ kind, sha256, sizeBytes, extension }) => ({
          ...{ kind, variant, sha256, sizeBytes, extension },
        }));
        const { result, forgotten } = this.#archive.transact(() => ({
          result: refer(made),
          forgotten: this.#archive.artifacts.forgetUnreferenced(),
        }));
        // What cannot be removed now, such as a file that is open on Windows, the next start removes.
        await this.#sweep([...forgotten, ...files]).catch(() => undefined);
        return result;
      } catch (error) {
        await this.#sweep(files).catch(() => undefined);
        throw faultOfWriteError(error);
      }
    });
  }

  async #moveIntoPlace(file: NamedScratchFile): Promise<void> {
    const target = this.pathOf(file);
    const present = await stat(target).catch(() => null);
    if (present?.size === file.sizeBytes) return;
    await mkdir(path.dirname(target), { recursive: true });
    await syncToDisk(file.path, 'r+');
    await rename(file.path, target);
    await syncToDisk(path.dirname(target), 'r');
  }

  /** Drops the files that no job refers to any more. */
  async dropUnreferenced(): Promise<void> {
    await this.#inTurn(() => this.#sweep(this.#archive.artifacts.forgetUnreferenced()).catch(() => undefined));
  }

  /** Removes the files of those `contents` that the archive does not know. */
  async #sweep(contents: readonly Content[]): Promise<void> {
    for (const content of contents) {
      if (!this.#archive.artifacts.isKnown(content)) await rm(this.pathOf(content), { force: true });
    }
  }

  /** At the start: removes scratch of attempts that never ended, and files of attempts that died before they were noted. */
  async sweepOrphans(): Promise<void> {
    await rm(this.#scratch, { recursive: true, force: true });
    await mkdir(this.#scratch, { recursive: true });
    await mkdir(this.#root, { recursive: true });
    for (const folder of await readdir(this.#root)) {
      const names = await readdir(path.join(this.#root, folder)).catch(() => []);
      await this.#sweep(names.flatMap((name) => contentOf(name) ?? []));
    }
    await this.dropUnreferenced();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** Only names this program gives; anything else in the folder is somebody else's. */
function contentOf(name: string): Content | null {
  const match = /^([0-9a-f]{64})(\.\w+)$/.exec(name);
  return match ? { sha256: match[1]!, extension: match[2]! } : null;
}

/** Windows cannot open a folder to sync it, and does not need to. */
async function syncToDisk(target: string, flags: 'r' | 'r+'): Promise<void> {
  if (flags === 'r' && process.platform === 'win32') return;
  const handle = await open(target, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
