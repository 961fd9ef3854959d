import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';

/** Removing a file of this size or less takes microseconds, so that a call beside this thread would cost far more. */
const smallFileBytes = 256 * 1024;
const fewFiles = 40;

/** Removes a folder that holds a few small files, at once; false, and it stays, where it holds more. Throws what the file system throws. */
export function removeSmallFolder(folder: string): boolean {
  const files: string[] = [];
  const folders: string[] = [];
  const isSmall = (inside: string): boolean => {
    folders.push(inside);
    return readdirSync(inside, { withFileTypes: true }).every((entry) => {
      const name = path.join(inside, entry.name);
      if (entry.isDirectory()) return isSmall(name);
      files.push(name);
      if (files.length > fewFiles) return false;
      const { nlink, size } = lstatSync(name);
      // With another name its content stays.
      return nlink > 1 || size <= smallFileBytes;
    });
  };
  if (!isSmall(folder)) return false;
  for (const file of files) unlinkSync(file);
  for (const inside of folders.reverse()) rmdirSync(inside);
  return true;
}
