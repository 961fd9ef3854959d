import { readFile } from 'node:fs/promises';
import type { ScratchFile } from '../../contract/orders.ts';
import { HashedFile } from '../explore/hashed-file.ts';

/** Writes `value` as JSON. */
export function writeJson(path: string, value: unknown): ScratchFile {
  const file = new HashedFile(path);
  file.write(Buffer.from(JSON.stringify(value)));
  return file.finish();
}

/** What one of our own files of JSON holds. */
export async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}
