import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { ScratchFile } from '../../contract/orders.ts';

/*
 * At once: a thread has nothing else to do meanwhile, and for the few kilobytes of a small job waiting costs several times what
 * reading and writing do.
 */

/** Writes `value` as JSON to `path`. The same value gives the same bytes. Throws what the file system throws. */
export async function writeScratchJson(path: string, value: unknown): Promise<ScratchFile> {
  const bytes = Buffer.from(JSON.stringify(value), 'utf8');
  writeFileSync(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length };
}

/** What `writeScratchJson` wrote; `T` is what the writer put there. */
export async function readScratchJson<T>(path: string): Promise<T> {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
