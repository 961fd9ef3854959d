import { copyFile, link, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256OfFile } from '../../artifacts/sha256-of-file.ts';
import { syncFolderToDisk, syncToDisk } from '../../artifacts/sync-to-disk.ts';

/** File systems without hard links say so in many ways. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL', 'UNKNOWN']);

/**
 * Puts a copy of `source` under `fileName` into a folder: there it is complete and on the disk, or not there at all. False
 * when a file of another content has the name; nothing is ever overwritten. A file of the same content is taken for the
 * one that an earlier, interrupted try has put there.
 */
export async function putFile(source: string, folder: string, fileName: string, id: string): Promise<boolean> {
  const target = path.join(folder, fileName);
  // The same name at every try, so that what a crash leaves lying about is cleared away by the next one.
  const temporary = path.join(folder, `.auspex-${id}.part`);
  try {
    if (await isThere(target)) return await hasSameContent(source, target);
    await copyFile(source, temporary);
    await syncToDisk(temporary);
    if (!(await giveName(temporary, target))) return await hasSameContent(source, target);
    await syncFolderToDisk(folder).catch(() => undefined);
    return true;
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

export async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

/** A hard link fails where the name is taken, a rename would overwrite. False when it is taken. */
async function giveName(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return false;
    if (!withoutLinks.has(code)) throw error;
  }
  if (await isThere(target)) return false;
  await rename(temporary, target);
  return true;
}

/** Whether two files have the same bytes. */
export async function hasSameContent(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other)]);
  if (first.size !== second.size || !second.isFile()) return false;
  return (await sha256OfFile(one)) === (await sha256OfFile(other));
}
