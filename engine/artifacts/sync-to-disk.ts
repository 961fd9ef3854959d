import { close, fsync, open } from 'node:fs';
import { promisify } from 'node:util';

const [openPlain, syncPlain, closePlain] = [promisify(open), promisify(fsync), promisify(close)];

/** Waits until the content of a file is on the disk. */
export async function syncToDisk(file: string): Promise<void> {
  await sync(file, 'r+');
}

/** Waits until the names in a folder are on the disk. */
export async function syncFolderToDisk(folder: string): Promise<void> {
  // Windows cannot open a folder to sync it, and does not need to.
  if (process.platform !== 'win32') await sync(folder, 'r');
}

/** With bare descriptors: a file handle costs twice the processor time, and a small job waits for a dozen files and folders. */
async function sync(target: string, mode: 'r' | 'r+'): Promise<void> {
  const descriptor = await openPlain(target, mode);
  try {
    await syncPlain(descriptor);
  } finally {
    await closePlain(descriptor);
  }
}
