import { link, mkdir } from 'node:fs/promises';
import path from 'node:path';

/** A second name for a file, in a folder that is made where it is missing. */
export async function linkInto(file: string, target: string): Promise<void> {
  try {
    await link(file, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(path.dirname(target), { recursive: true });
    await link(file, target);
  }
}
