import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolderToDisk, syncToDisk } from '../../artifacts/sync-to-disk.ts';
import { hasSameContent, isThere } from './put-file.ts';

/**
 * Puts a folder of files under `name` into `folder`: there it is complete and on the disk, or not there at all. False when
 * something else has the name; nothing is ever overwritten. A folder of the same files is taken for the one that an earlier,
 * interrupted try has put there.
 */
export async function putFolder(
  unpack: (folder: string) => Promise<unknown>,
  folder: string,
  name: string,
  id: string,
): Promise<boolean> {
  const target = path.join(folder, name);
  // The same name at every try, so that what a crash leaves lying about is cleared away by the next one.
  const temporary = path.join(folder, `.auspex-${id}.part`);
  try {
    await rm(temporary, { recursive: true, force: true });
    await unpack(temporary);
    if (await isThere(target)) return await hasSameFiles(temporary, target);
    for (const file of await readdir(temporary)) await syncToDisk(path.join(temporary, file));
    await syncFolderToDisk(temporary);
    await rename(temporary, target);
    await syncFolderToDisk(folder).catch(() => undefined);
    return true;
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function hasSameFiles(one: string, other: string): Promise<boolean> {
  const [names, others] = await Promise.all([readdir(one), readdir(other).catch(() => null)]);
  if (!others || names.toSorted().join('/') !== others.toSorted().join('/')) return false;
  for (const name of names) {
    if (!(await hasSameContent(path.join(one, name), path.join(other, name)))) return false;
  }
  return true;
}
