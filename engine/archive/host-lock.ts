import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Database, openDatabase, sqliteFailure } from './database.ts';

/** A sign of life: held for as long as its holder lives. */
export interface HostLock {
  release(): void;
}

/** Where the locks of a data folder lie; the folder must be there. */
export const lockFolderOf = (dataFolder: string): string => path.join(dataFolder, 'hosts');

const fileOf = (dataFolder: string, hostId: string): string => path.join(lockFolderOf(dataFolder), `${hostId}.lock`);

/**
 * Takes the lock of a host, null while another holds it. It is an exclusive transaction on a small database of its own:
 * the operating system drops it when the process ends, however it ends, so nothing stale is ever left behind and no
 * process id has to be trusted. Its file must never be opened in another way: closing it would drop the lock.
 */
export function takeHostLock(dataFolder: string, hostId: string): HostLock | null {
  const file = fileOf(dataFolder, hostId);
  const database = tryLock(file);
  if (!database) return null;
  const release = () => {
    if (!database.isOpen) return;
    database.close();
    try {
      rmSync(file, { force: true });
    } catch {
      // Somebody looks at it just now: an empty file that says nothing.
    }
  };
  return { release };
}

/**
 * Takes a part that only one host of the data folder may play at a time, such as watching its folders; null while another
 * plays it. Its file stays: whoever removed it could let two take two files of the same name.
 */
export function takeRoleLock(dataFolder: string, role: string): HostLock | null {
  mkdirSync(lockFolderOf(dataFolder), { recursive: true });
  const database = tryLock(path.join(lockFolderOf(dataFolder), `${role}.role`));
  if (!database) return null;
  const release = () => {
    if (database.isOpen) database.close();
  };
  return { release };
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

/** Whether a process uses the data folder just now. Locks that nobody holds any more go on the way. */
export function isAnyHostAlive(dataFolder: string): boolean {
  const folder = lockFolderOf(dataFolder);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.some((name) => name.endsWith('.lock') && !isHostGone(dataFolder, name.slice(0, -'.lock'.length)));
}

/** Whether no process holds the lock of this host: it has ended, or there never was one. */
export function isHostGone(dataFolder: string, hostId: string): boolean {
  const lock = takeHostLock(dataFolder, hostId);
  lock?.release();
  return lock !== null;
}
