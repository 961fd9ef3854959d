import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../contract/faults.ts';
import { type Database, openDatabase, sqliteFailure } from './database.ts';

export interface OwnerLock {
  release(): void;
}

const retryIntervalMs = 100;

/**
 * Makes this process the only one that works on `dataFolder`, waiting up to `waitMs` for another to finish.
 * The lock is an exclusive transaction on a small database of its own: the operating system drops it when the process
 * ends, however it ends, so nothing stale is ever left behind and no process id has to be trusted. The archive itself
 * stays readable for other programs. Throws DATA_FOLDER_IN_USE.
 */
export async function takeOwnerLock(dataFolder: string, waitMs: number, onWait: () => void): Promise<OwnerLock> {
  const deadlineMs = performance.now() + waitMs;
  let hasTold = false;
  for (;;) {
    const database = tryLock(path.join(dataFolder, 'owner.lock'));
    if (database) return { release: () => database.close() };
    if (performance.now() >= deadlineMs) throw new Fault('DATA_FOLDER_IN_USE', { folder: dataFolder });
    if (!hasTold) onWait();
    hasTold = true;
    await sleep(retryIntervalMs);
  }
}

function tryLock(file: string): Database | null {
  const database = openDatabase(file, 0);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (sqliteFailure(error) === 'busy') return null;
    throw error;
  }
}
