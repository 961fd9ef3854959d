import { open } from 'node:fs/promises';

/*
 * A list of rows as a file: unsigned 32-bit numbers, little-endian, one after another. A table holds no more rows than that
 * (2³² − 1), and a slice from anywhere is one read.
 */

const bytesEach = 4;

/** How many rows the list at `path` holds. */
export async function listLength(path: string): Promise<number> {
  const file = await open(path);
  try {
    return Math.floor((await file.stat()).size / bytesEach);
  } finally {
    await file.close();
  }
}

/** `limit` rows of the list from `offset` on, fewer at its end. */
export async function readList(path: string, offset: number, limit: number): Promise<Uint32Array> {
  const file = await open(path);
  try {
    const length = Math.floor((await file.stat()).size / bytesEach);
    const count = Math.max(0, Math.min(limit, length - offset));
    const rows = new Uint32Array(count);
    const bytes = new Uint8Array(rows.buffer);
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, offset * bytesEach + done);
      if (bytesRead === 0) throw new Error(`${path} ends too early`);
      done += bytesRead;
    }
    return rows;
  } finally {
    await file.close();
  }
}

/** Writes a new list. */
export async function writeList(path: string, rows: Uint32Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
  } finally {
    await file.close();
  }
}
