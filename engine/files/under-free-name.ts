import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import { isDiskFull } from './fault-of-system-error.ts';
import { makeFolder } from './make-folder.ts';
import { numberedName } from './report-file-name.ts';

/**
 * Puts something into `folder`, made if absent, as `name` or with the next free number: nothing of the person's is ever
 * overwritten. `write` writes it and fails with EEXIST where something is; what it leaves when it fails is removed. Gives the
 * path. Throws DISK_FULL, EXPORT_NOT_WRITABLE and the faults of `write`.
 */
export async function underFreeName(
  folder: string,
  name: string,
  write: (target: string) => Promise<unknown>,
): Promise<string> {
  try {
    await makeFolder(folder);
    for (let number = 1; ; number++) {
      const target = path.join(folder, numberedName(name, number));
      if (await stat(target).catch(() => null)) continue;
      try {
        await write(target);
        return target;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        await rm(target, { force: true, recursive: true }).catch(() => undefined);
        throw error;
      }
    }
  } catch (error) {
    if (isDiskFull(error)) throw new Fault('DISK_FULL', {}, { cause: error });
    if (error instanceof Fault) throw error;
    throw new Fault('EXPORT_NOT_WRITABLE', { folder: path.basename(folder) }, { cause: error });
  }
}
