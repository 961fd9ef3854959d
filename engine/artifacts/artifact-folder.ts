import { renameSync, statSync, unlinkSync } from 'node:fs';
import { constants, copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Artifact } from '../../contract/jobs.ts';
import type { NamedScratchFile, ScratchFile } from '../../contract/orders.ts';
import { type Content, ContentMissing } from '../archive/content-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import { eachOf } from '../files/each-of.ts';
import { faultOfWriteError } from '../files/fault-of-system-error.ts';
import { Pace, stretchMs } from '../upkeep/pace.ts';
import { artifactPathOf, artifactRootOf, contentOfName } from './artifact-path.ts';
import { type Freed, freedBy, nothingFreed, removeAside, sumOfFreed, type TakenOut } from './freed.ts';
import { makeInto } from './make-into.ts';
import { removeSmallFolder } from './remove-small-folder.ts';
import { syncFolderToDisk, syncToDisk } from './sync-to-disk.ts';

/** A finished file in a scratch folder that is to be kept. */
export type KeptFile = ScratchFile & Pick<Content, 'extension'>;

/** Up to this size a file is removed as quickly as it is renamed. */
const smallFileBytes = 256 * 1024;
/** A store puts its files into their places so often before it gives up: each time somebody else has dropped them. */
const maxStoreTries = 5;
/** Contents that lost a reference, looked at after one wait for the disk. */
const loosenedAtOnce = 500;
/** Unknown files dropped in one transaction. */
const sliceFiles = 50;
/** What became needless is dropped this long after, together with what else became so meanwhile. */
const dropDelayMs = 1_000;

/**
 * The files that jobs made, each under the SHA-256 of its bytes, and the scratch folders they are written in first.
 *
 * Several processes share the artifacts, and two rules keep them from each other's throat: a file is dropped only while
 * the archive's write lock is held and the archive does not know it; and a transaction that refers to a file looks, under
 * the same lock, whether it is in its place (`ContentRepository.hold`). When it is not, the whole is done again.
 */
export class ArtifactFolder {
  readonly #root: string;
  readonly #allScratch: string;
  readonly #scratch: string;
  readonly #hostId: string;
  readonly #archive: Archive;
  #dropTimer: NodeJS.Timeout | null = null;
  #droppedFiles = 0;
  #tidying: Promise<void> = Promise.resolve();

  constructor(dataFolder: string, archive: Archive, hostId: string) {
    this.#root = artifactRootOf(dataFolder);
    this.#allScratch = path.join(dataFolder, 'scratch');
    this.#scratch = path.join(this.#allScratch, hostId);
    this.#hostId = hostId;
    this.#archive = archive;
  }

  pathOf(content: Content): string {
    return artifactPathOf(this.#root, content);
  }

  /** An empty folder for one attempt; in the scratch of this host, which goes with it. */
  async makeScratchFolder(name: string): Promise<string> {
    const folder = path.join(this.#scratch, name);
    try {
      await mkdir(folder);
    } catch {
      // Left by somebody, or the first one of all.
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
    }
    return folder;
  }

  async removeScratchFolder(name: string): Promise<void> {
    await rm(path.join(this.#scratch, name), { recursive: true, force: true, maxRetries: 3 });
  }

  /** The same when somebody has the time: one after the other, and nobody waits for it. The next start removes what this could not. */
  removeScratchFolderSoon(name: string): void {
    this.#tidying = this.#tidying
      .then(async () => {
        await nextTurn();
        if (!removeSmallFolder(path.join(this.#scratch, name))) await this.removeScratchFolder(name);
      })
      .catch(() => undefined);
  }

  /**
   * Keeps finished scratch files as the artifacts of a job and takes their scratch names away; `refer` notes in the
   * archive, in one transaction of its own, who needs them. Throws DISK_FULL and what `refer` throws; then nothing is kept.
   */
  async store<T>(
    files: readonly NamedScratchFile[],
    variant: string,
    refer: (made: Artifact[]) => T | Promise<T>,
  ): Promise<T> {
    const made = files.map(({ kind, sha256, sizeBytes, extension }) => ({
      ...{ kind, variant, sha256, sizeBytes, extension },
    }));
    const result = await this.keep(files, async () => refer(made));
    for (const file of files) await rm(file.path, { force: true }).catch(() => undefined);
    return result;
  }

  /**
   * As `store`, for files that stay readable in the scratch folder, such as those of a checkpoint. Nobody may write to
   * them any more: they are the kept ones by another name.
   */
  async keep<T>(files: readonly KeptFile[], refer: () => Promise<T>): Promise<T> {
    try {
      for (let tries = 1; ; tries++) {
        await this.#putIntoPlaces(files);
        try {
          const result = await refer();
          this.#dropSoon();
          return result;
        } catch (error) {
          if (!(error instanceof ContentMissing) || tries === maxStoreTries) throw error;
        }
      }
    } catch (error) {
      await this.#dropUnknown(files).catch(() => undefined);
      throw faultOfWriteError(error);
    }
  }

  /**
   * Some at a time, so that they wait for the disk together; a folder that got several names is waited for once. Throws only
   * when nothing is under way any more.
   */
  async #putIntoPlaces(files: readonly KeptFile[]): Promise<void> {
    const places = new Map(files.map((file) => [this.pathOf(file), file]));
    const folders = new Set<string>();
    await untilAllEnd([...places], async ([target, file]) => {
      if (await this.#putIntoPlace(file, target)) folders.add(path.dirname(target));
    });
    await untilAllEnd([...folders], (folder) => syncFolderToDisk(folder));
  }

  /**
   * Complete and on the disk before its name appears there. A link, so that it can be put there again. Gives whether the name
   * has yet to be brought to the disk.
   */
  async #putIntoPlace(file: KeptFile, target: string): Promise<boolean> {
    const present = statSync(target, { throwIfNoEntry: false });
    if (present?.size === file.sizeBytes) return false;
    if (present) await rm(target, { force: true });
    await syncToDisk(file.path);
    try {
      await makeInto(target, () => link(file.path, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return this.#putIntoPlace(file, target);
      await this.#copyIntoPlace(file.path, target);
    }
    return true;
  }

  /** For disks without hard links, such as exFAT. */
  async #copyIntoPlace(source: string, target: string): Promise<void> {
    const copy = `${source}.copy`;
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(source, copy, constants.COPYFILE_FICLONE);
    await syncToDisk(copy);
    await rename(copy, target);
  }

  #dropSoon(): void {
    if (this.#dropTimer) return;
    this.#dropTimer = setTimeout(() => {
      this.#dropTimer = null;
      // What cannot be dropped now, as on a full disk or after the archive was closed, is dropped by the next clean-up.
      this.dropUnreferenced().catch(() => undefined);
    }, dropDelayMs);
    this.#dropTimer.unref();
  }

  /**
   * Drops the files that nothing refers to any more, a few at a time. That they lost their references is on the disk before: no
   * file is gone whose job a loss of power would bring back. That they are forgotten need not be: then they are found gone.
   */
  async dropUnreferenced(): Promise<Freed> {
    const archive = this.#archive;
    let freed = nothingFreed;
    for (;;) {
      const loosened = archive.contents.loosened(loosenedAtOnce);
      if (loosened.length === 0) return freed;
      await archive.flushParts();
      for (let done = 0; done < loosened.length; ) {
        const taken = archive.transactPart(() => this.#takeOutSome(loosened.slice(done)));
        done += taken.length;
        for (const one of taken) freed = sumOfFreed(freed, one.aside.length > 0 ? await removeAside(one) : one.freed);
        await nextTurn();
        // Removing a file waits for a sync that is under way, and holds the thread meanwhile.
        await archive.settleParts();
      }
    }
  }

  /** Takes those out of their places that nothing refers to, one after the other for as long as nobody notices: a busy disk is slow. */
  #takeOutSome(loosened: readonly Content[]): TakenOut[] {
    const endMs = performance.now() + stretchMs;
    const taken: TakenOut[] = [];
    do taken.push(this.#takeOut(this.#archive.contents.forgetUnreferenced([loosened[taken.length]!])));
    while (taken.length < loosened.length && performance.now() < endMs);
    return taken;
  }

  /** Drops those of `contents` that the archive does not know. */
  async #dropUnknown(contents: readonly Content[]): Promise<Freed> {
    if (contents.length === 0) return nothingFreed;
    const archive = this.#archive;
    await mkdir(this.#scratch, { recursive: true });
    return removeAside(
      archive.transact(() => this.#takeOut(contents.filter((content) => !archive.contents.isKnown(content)))),
    );
  }

  /**
   * Takes files out of their places, under the write lock. Small ones are removed at once; removing a large one can take long,
   * so it gets a new name, which takes no time, and is removed after. What cannot be taken away, such as a file that is open
   * on Windows, a later sweep finds.
   */
  #takeOut(contents: readonly Content[]): TakenOut {
    const aside: string[] = [];
    let freed = nothingFreed;
    for (const content of contents) {
      const file = this.pathOf(content);
      try {
        const { size, nlink } = statSync(file);
        if (size > smallFileBytes) {
          const name = path.join(this.#scratch, `dropped-${this.#droppedFiles++}`);
          renameSync(file, name);
          aside.push(name);
        } else {
          unlinkSync(file);
          freed = sumOfFreed(freed, freedBy(size, nlink));
        }
      } catch {
        // Not there, or held by somebody.
      }
    }
    return { aside, freed };
  }

  /** Makes the folders and removes what hosts that are gone left in scratch. */
  async prepare(isHostGone: (hostId: string) => boolean): Promise<void> {
    await mkdir(this.#scratch, { recursive: true });
    await mkdir(this.#root, { recursive: true });
    for (const name of await readdir(this.#allScratch)) {
      if (name === this.#hostId || !isHostGone(name)) continue;
      await rm(path.join(this.#allScratch, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /** Looks at every file among the artifacts and drops those nobody knows: left by attempts that died before they noted them. */
  async sweepOrphans(): Promise<Freed> {
    const pace = new Pace();
    let freed = nothingFreed;
    for (const folder of await readdir(this.#root)) {
      const names = await readdir(path.join(this.#root, folder)).catch(() => []);
      const unknown: Content[] = [];
      for (const content of names.flatMap((name) => contentOfName(name) ?? [])) {
        if (!this.#archive.contents.isKnown(content)) unknown.push(content);
        await pace.rest();
      }
      for (let at = 0; at < unknown.length; at += sliceFiles) {
        freed = sumOfFreed(freed, await this.#dropUnknown(unknown.slice(at, at + sliceFiles)));
      }
    }
    return freed;
  }

  /** Drops what is needless by now; the host's scratch goes. */
  async close(): Promise<void> {
    if (this.#dropTimer) {
      clearTimeout(this.#dropTimer);
      await this.dropUnreferenced().catch(() => undefined);
    }
    await this.#tidying;
    await rm(this.#scratch, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Some at a time; after an error none begins, and it is thrown when none is under way any more. */
async function untilAllEnd<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const errors: unknown[] = [];
  await eachOf(items, async (item) => {
    if (errors.length > 0) return;
    await work(item).catch((error) => void errors.push(error));
  });
  if (errors.length > 0) throw errors[0];
}
