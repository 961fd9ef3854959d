import { randomFillSync, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDiskFull } from './files/fault-of-system-error.ts';

const reserveBytes = 2 ** 20;
/** What a disk must still hold of it to be worth laying by: enough for one more process to open the archive. */
const leastBytes = 2 ** 19;
/** From so much free room on a reserve is laid by; a disk with less is not made any fuller. */
const ampleBytes = 64 * 2 ** 20;

/**
 * Room of the data folder's own for the day the disk is full. Even whoever only looks at jobs needs a little: the index of the
 * archive's log, a row for the host. And whoever removes jobs to make room must be able to write that down first.
 */
export class DiskReserve {
  readonly #file: string;
  #isSpent = false;

  constructor(dataFolder: string) {
    this.#file = path.join(dataFolder, 'reserve');
  }

  /** Does `work`; where the disk is too full for it, once more with the room of the reserve. So it must be fit to be done again. */
  async withRoom<T>(work: () => Promise<T>): Promise<T> {
    return work().catch(async (error) => {
      if (!isDiskFull(error) || !(await this.#release())) throw error;
      return work();
    });
  }

  async #release(): Promise<boolean> {
    try {
      await rm(this.#file);
    } catch {
      return false;
    }
    this.#isSpent = true;
    return true;
  }

  /** Lays a reserve by where there is none and the disk has room; what was spent here is put back even on a disk that has little. */
  async keep(): Promise<void> {
    try {
      if (statSync(this.#file, { throwIfNoEntry: false })?.size === reserveBytes) return;
      if (!this.#isSpent && !(await this.#hasAmpleRoom())) return;
    } catch {
      return;
    }
    // Files that were closed may keep their room for a while, so a part of it will do.
    if ((await this.#layBy(reserveBytes)) || (await this.#layBy(leastBytes))) this.#isSpent = false;
  }

  /** False where there is no room: the next process that has some sees to it. */
  async #layBy(bytes: number): Promise<boolean> {
    // In a place of its own first: another process may do the same.
    const fresh = path.join(path.dirname(this.#file), `.reserve-${randomUUID()}`);
    try {
      // Random, so that a file system that compresses gives it its full length.
      await writeFile(fresh, randomFillSync(Buffer.allocUnsafe(bytes)), { mode: 0o600 });
      await rename(fresh, this.#file);
      return true;
    } catch {
      await rm(fresh, { force: true }).catch(() => undefined);
      return false;
    }
  }

  async #hasAmpleRoom(): Promise<boolean> {
    const { bavail, bsize } = await statfs(path.dirname(this.#file));
    return bavail * bsize >= ampleBytes;
  }
}
