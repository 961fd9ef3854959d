import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../contract/faults.ts';
import { isDiskFull } from './files/fault-of-system-error.ts';

const readOnlyCodes = new Set(['EROFS', 'EACCES', 'EPERM']);

/** Makes the data folder and tries to write in it. Throws DATA_FOLDER_READ_ONLY, DATA_FOLDER_NOT_WRITABLE, DISK_FULL. */
export async function prepareDataFolder(dataFolder: string): Promise<void> {
  const probe = path.join(dataFolder, `.probe-${randomUUID()}`);
  try {
    // What is analysed here concerns its owner alone.
    await makeFolder(dataFolder);
    await writeFile(probe, 'x');
    await rm(probe);
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined);
    if (isDiskFull(error)) throw new Fault('DISK_FULL', {}, { cause: error });
    const isReadOnly = readOnlyCodes.has(String((error as NodeJS.ErrnoException).code)) && existsSync(dataFolder);
    const code = isReadOnly ? 'DATA_FOLDER_READ_ONLY' : 'DATA_FOLDER_NOT_WRITABLE';
    throw new Fault(code, { folder: dataFolder }, { cause: error });
  }
}

/**
 * Makes a folder with those above it. In a file system that makes none and says that the path leads nowhere, as `/proc` does,
 * Node's own recursive way tries for ever.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (existsSync(folder)) return;
    const parent = path.dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || existsSync(parent)) throw error;
    await makeFolder(parent);
    await makeFolder(folder);
  }
}
