import { createHash } from 'node:crypto';
import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import type { ScratchFile } from '../../contract/orders.ts';

const stagingBytes = 256 * 1024;
/** Synced early is what has come together since the last time, once it is so much. */
const earlySyncBytes = 16 * 2 ** 20;

/** A new file written from start to end, hashed on the way. Errors are the file system's own (ENOSPC and the like). */
export class HashedFile {
  readonly path: string;
  /** Bytes written so far. */
  position = 0;
  readonly #hash = createHash('sha256');
  readonly #staging = new Uint8Array(stagingBytes);
  #staged = 0;
  #descriptor: number | null;
  readonly #isSyncedEarly: boolean;
  #syncedTo = 0;
  #isSyncing = false;
  #synced: Promise<void> = Promise.resolve();

  /** `isSyncedEarly`: a large file, whose bytes are to be on their way to the disk while the next are made. */
  constructor(path: string, isSyncedEarly = false) {
    this.path = path;
    this.#isSyncedEarly = isSyncedEarly;
    this.#descriptor = openSync(path, 'w');
  }

  /** Appends `bytes`, which may be changed afterwards. Small pieces are gathered, large ones go straight to the file. */
  write(bytes: Uint8Array): void {
    this.position += bytes.length;
    if (this.#staged + bytes.length > stagingBytes) this.#flush();
    if (bytes.length > stagingBytes) {
      this.#put(bytes);
    } else {
      this.#staging.set(bytes, this.#staged);
      this.#staged += bytes.length;
    }
  }

  /** What the file is called, holds and weighs. Whoever puts it into its place syncs it to the disk before. */
  finish(): ScratchFile {
    this.#flush();
    this.close();
    return { path: this.path, sha256: this.#hash.digest('hex'), sizeBytes: this.position };
  }

  /** To be awaited between pieces of a file that is synced early by whoever else waits for nothing: only so is it heard that a sync has ended. */
  breathe(): Promise<void> {
    return this.#isSyncing ? new Promise((resolve) => setImmediate(resolve)) : Promise.resolve();
  }

  /** To be awaited before the end of a file that is synced early. */
  settled(): Promise<void> {
    return this.#synced;
  }

  /** Closes without finishing; may be called again. */
  close(): void {
    if (this.#descriptor === null) return;
    closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #flush(): void {
    if (this.#staged === 0) return;
    this.#put(this.#staging.subarray(0, this.#staged));
    this.#staged = 0;
  }

  #put(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#opened(), bytes, done);
    if (this.#isSyncedEarly && !this.#isSyncing && this.position - this.#syncedTo >= earlySyncBytes) this.#syncEarly();
  }

  /** Beside the thread's own work. A failure is left to the sync that counts. */
  #syncEarly(): void {
    this.#isSyncing = true;
    this.#syncedTo = this.position;
    this.#synced = new Promise((resolve) => {
      fdatasync(this.#opened(), () => {
        this.#isSyncing = false;
        resolve();
      });
    });
  }

  #opened(): number {
    if (this.#descriptor === null) throw new Error('the file is closed');
    return this.#descriptor;
  }
}
