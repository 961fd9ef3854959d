import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../contract/faults.ts';
import { isDiskFull } from './files/fault-of-system-error.ts';

/** Makes the data folder and tries to write in it. Throws DATA_FOLDER_NOT_WRITABLE, DISK_FULL. */
export async function prepareDataFolder(dataFolder: string): Promise<void> {
  const probe = path.join(dataFolder, `.probe-${randomUUID()}`);
  try {
    await mkdir(dataFolder, { recursive: true });
    await writeFile(probe, 'x');
    await rm(probe);
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined);
    if (isDiskFull(error)) throw new Fault('DISK_FULL', {}, { cause: error });
    throw new Fault('DATA_FOLDER_NOT_WRITABLE', { folder: dataFolder }, { cause: error });
  }
}
