import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { ScratchFile } from '../../contract/orders.ts';

/** Writes `value` as JSON to `path`. The same value gives the same bytes. Throws what the file system throws. */
export async function writeScratchJson(path: string, value: unknown): Promise<ScratchFile> {
  const bytes = Buffer.from(JSON.stringify(value), 'utf8');
  await writeFile(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length };
}

/** What `writeScratchJson` wrote; `T` is what the writer put there. */
export async function readScratchJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}
