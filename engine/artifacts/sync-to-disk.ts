import { open, stat } from 'node:fs/promises';

/** Waits until a file, or the names in a folder, are on the disk. */
export async function syncToDisk(target: string): Promise<void> {
  const isFolder = (await stat(target)).isDirectory();
  // Windows cannot open a folder to sync it, and does not need to.
  if (isFolder && process.platform === 'win32') return;
  const handle = await open(target, isFolder ? 'r' : 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
