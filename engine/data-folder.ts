import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../contract/faults.ts';
import type { DiskReserve } from './disk-reserve.ts';
import { isDiskFull } from './files/fault-of-system-error.ts';
import { makeFolder } from './files/make-folder.ts';

const readOnlyCodes = new Set(['EROFS', 'EACCES', 'EPERM']);

/** What an engine writes while it opens, at most: the index of the archive's log is most of it. */
const openingBytes = 2 ** 18;

/**
 * Makes the data folder and tries to write in it; on a full disk with the room of the reserve. Throws DATA_FOLDER_READ_ONLY,
 * DATA_FOLDER_NOT_WRITABLE, DISK_FULL.
 */
export async function prepareDataFolder(dataFolder: string, reserve: DiskReserve): Promise<void> {
  try {
    // What is analysed here concerns its owner alone.
    await makeFolder(dataFolder, 0o700);
    await reserve.withRoom(() => tryToWrite(dataFolder));
  } catch (error) {
    if (isDiskFull(error)) throw new Fault('DISK_FULL', {}, { cause: error });
    const isReadOnly = readOnlyCodes.has(String((error as NodeJS.ErrnoException).code)) && existsSync(dataFolder);
    const code = isReadOnly ? 'DATA_FOLDER_READ_ONLY' : 'DATA_FOLDER_NOT_WRITABLE';
    throw new Fault(code, { folder: dataFolder }, { cause: error });
  }
}

async function tryToWrite(folder: string): Promise<void> {
  const probe = path.join(folder, `.probe-${randomUUID()}`);
  try {
    await writeFile(probe, Buffer.alloc(openingBytes, 1));
  } finally {
    await rm(probe, { force: true });
  }
}
