import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';

/** Makes sure that a folder is there and may be read. Throws FOLDER_MISSING. */
export async function lookAtFolder(folder: string): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error('not a folder');
    await access(folder, constants.R_OK);
  } catch (error) {
    throw new Fault('FOLDER_MISSING', { folder: folderLabel(folder) }, { cause: error });
  }
}

/** The folder as a person would write it, the home folder as `~`. */
export function folderLabel(folder: string, home = os.homedir()): string {
  if (home === '' || folder === home) return folder === home ? '~' : folder;
  const inside = path.relative(home, folder);
  const isInHome = inside !== '' && inside.split(path.sep)[0] !== '..' && !path.isAbsolute(inside);
  return isInHome ? `~${path.sep}${inside}` : folder;
}

/** Whether `folder` is `outer` or lies in it, links resolved by the caller. */
export function isWithin(folder: string, outer: string): boolean {
  const inside = path.relative(outer, folder);
  return inside === '' || (inside.split(path.sep)[0] !== '..' && !path.isAbsolute(inside));
}
