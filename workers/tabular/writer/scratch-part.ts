import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import type { PackedTarget } from './packed-text.ts';

/** A file that lies beside a package while that is written; it goes with `remove`. */
export class ScratchPart implements PackedTarget {
  readonly path: string;
  position = 0;
  #descriptor: number | null;

  constructor(path: string) {
    this.path = path;
    this.#descriptor = openSync(path, 'w');
  }

  write(bytes: Uint8Array): void {
    if (this.#descriptor === null) throw new Error('the part is closed');
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done);
    this.position += bytes.length;
  }

  close(): void {
    if (this.#descriptor === null) return;
    closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  /** May be called again. */
  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }
}
