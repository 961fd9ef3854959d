import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises';
import path from 'node:path';

/** What tables and views kept for looking at may take on the disk together. */
const defaultMaxBytes = 8 * 2 ** 30;
/** So much of the disk is left free, whatever the cache could still take. */
const minFreeBytes = 2 * 2 ** 30;
/** Used this lately, a file is likely to be in sight, perhaps in another process. */
const inSightMs = 10 * 60_000;

interface TableCacheOptions {
  readonly dataFolder: string;
  readonly hostId: string;
  readonly maxBytes?: number;
  readonly now: () => number;
}

interface CachedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly usedAtMs: number;
}

/**
 * Files that can be made again at any time: tables of chosen files, and the orders of views. They are called by what they
 * were made from; those not used for the longest go first. Several processes may use the folder.
 */
export class TableCache {
  readonly #folder: string;
  readonly #allWork: string;
  readonly #work: string;
  readonly #options: TableCacheOptions;

  constructor(options: TableCacheOptions) {
    this.#options = options;
    this.#folder = path.join(options.dataFolder, 'cache', 'tables');
    this.#allWork = path.join(options.dataFolder, 'cache', 'work');
    this.#work = path.join(this.#allWork, options.hostId);
  }

  /** Makes the folders, and removes what hosts that are gone have left unfinished. */
  async prepare(isHostGone: (hostId: string) => boolean): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await mkdir(this.#allWork, { recursive: true });
    for (const name of await readdir(this.#allWork)) {
      if (name === this.#options.hostId || !isHostGone(name)) continue;
      await rm(path.join(this.#allWork, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /** Where heavy queries put what memory cannot hold. */
  get spillFolder(): string {
    return path.join(this.#work, 'spill');
  }

  /** The file made from `parts`, or null; it counts as used. */
  async find(extension: string, ...parts: readonly unknown[]): Promise<string | null> {
    const file = this.#pathOf(extension, parts);
    const now = new Date(this.#options.now());
    const isThere = await utimes(file, now, now).then(
      () => true,
      () => false,
    );
    return isThere ? file : null;
  }

  /**
   * Makes a file from `parts`: `write` writes it to the path it is given; only when it is complete does it come into its
   * place.
   */
  async make(
    extension: string,
    parts: readonly unknown[],
    write: (scratchPath: string) => Promise<unknown>,
  ): Promise<string> {
    await mkdir(this.#work, { recursive: true });
    const scratchPath = path.join(this.#work, randomUUID());
    try {
      await write(scratchPath);
      const file = this.#pathOf(extension, parts);
      await rename(scratchPath, file);
      await this.#makeRoom();
      return file;
    } finally {
      await rm(scratchPath, { force: true }).catch(() => undefined);
    }
  }

  /** What was being made is removed; what is made stays for the next start. */
  async close(): Promise<void> {
    await rm(this.#work, { recursive: true, force: true }).catch(() => undefined);
  }

  #pathOf(extension: string, parts: readonly unknown[]): string {
    const name = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
    return path.join(this.#folder, `${name}${extension}`);
  }

  async #makeRoom(): Promise<void> {
    const files = await this.#list();
    const disk = await statfs(this.#folder).catch(() => null);
    const missing = disk ? minFreeBytes - disk.bavail * disk.bsize : 0;
    const total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    let surplus = Math.max(total - (this.#options.maxBytes ?? defaultMaxBytes), missing);
    const dispensable = files
      .filter((file) => file.usedAtMs < this.#options.now() - inSightMs)
      .sort((one, other) => one.usedAtMs - other.usedAtMs);
    for (const file of dispensable) {
      if (surplus <= 0) return;
      await rm(file.path, { force: true }).catch(() => undefined);
      surplus -= file.sizeBytes;
    }
  }

  async #list(): Promise<CachedFile[]> {
    const files = await Promise.all(
      (await readdir(this.#folder)).map(async (name): Promise<CachedFile[]> => {
        const file = path.join(this.#folder, name);
        const found = await stat(file).catch(() => null);
        return found?.isFile() ? [{ path: file, sizeBytes: found.size, usedAtMs: found.mtimeMs }] : [];
      }),
    );
    return files.flat();
  }
}
