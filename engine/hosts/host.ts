import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import { type HostLock, lockFolderOf, takeHostLock } from '../archive/host-lock.ts';
import type { HostKind, HostRecord } from '../archive/host-repository.ts';
import type { Archive } from '../archive/open-archive.ts';

interface HostOptions {
  readonly dataFolder: string;
  readonly archive: Archive;
  readonly kind: HostKind;
  readonly isWorking: boolean;
  readonly now: () => number;
}

/** This engine as the others on the data folder see it: a row in the archive, and a lock for as long as it lives. */
export class Host {
  readonly record: HostRecord;
  readonly #options: HostOptions;
  readonly #lock: HostLock;

  /** Registers the host. The lock is taken first: whoever finds the row finds the lock held. */
  constructor(options: HostOptions) {
    const { dataFolder, archive, kind, isWorking, now } = options;
    this.#options = options;
    const id = randomUUID();
    const name = `${kind === 'app' ? 'Auspex' : 'auspex'} (${os.hostname()}, ${process.pid})`;
    this.record = { id, name, kind, isWorking, pid: process.pid, startedAtMs: Math.round(now()) };
    mkdirSync(lockFolderOf(dataFolder), { recursive: true });
    const lock = takeHostLock(dataFolder, id);
    if (!lock) throw new Error(`the lock of the new host ${id} is held already`);
    this.#lock = lock;
    try {
      archive.hosts.register(this.record);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get id(): string {
    return this.record.id;
  }

  /** Signs off. What it still held is free for the others; on a full disk they find the lock free instead. */
  end(): void {
    try {
      this.#options.archive.hosts.end(this.id, Math.round(this.#options.now()));
    } catch {
      // The lock says it as well.
    }
    this.#lock.release();
  }
}
