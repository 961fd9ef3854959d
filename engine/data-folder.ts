import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../contract/faults.ts';
import { isDiskFull } from './files/fault-of-system-error.ts';
import { makeFolder } from './files/make-folder.ts';

const readOnlyCodes = new Set(['EROFS', 'EACCES', 'EPERM']);

/** Makes the data folder and tries to write in it. Throws DATA_FOLDER_READ_ONLY, DATA_FOLDER_NOT_WRITABLE, DISK_FULL. */
export async function prepareDataFolder(dataFolder: string): Promise<void> {
  const probe = path.join(dataFolder, `.probe-${randomUUID()}`);
  try {
    // What is analysed here concerns its owner alone.
    await makeFolder(dataFolder, 0o700);
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
