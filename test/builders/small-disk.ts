import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** A small disk of its own needs a mount, which only root may make, and only on Linux. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** A disk in memory that can be filled up. */
export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Null in a container without the right to mount. `size` as mount takes it, such as `3m`. */
  static async mount(folder: string, size: string): Promise<SmallDisk | null> {
    if (!canMount) return null;
    await mkdir(folder);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
      return new SmallDisk(folder);
    } catch {
      return null;
    }
  }

  get #filler(): string {
    return path.join(this.folder, 'filler');
  }

  /** Leaves no byte free. */
  async fill(): Promise<void> {
    for (const sizeBytes of [65_536, 4_096, 1]) {
      try {
        for (;;) await appendFile(this.#filler, Buffer.alloc(sizeBytes));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  }

  /** Gives back what `fill` took. */
  async empty(): Promise<void> {
    await rm(this.#filler, { force: true });
  }

  /** Lazily: closed databases keep their files open until the garbage collector comes by. */
  unmount(): void {
    execFileSync('umount', ['-l', this.folder]);
  }
}
