import { readFile } from 'node:fs/promises';
import type { ScratchFile } from '../../contract/orders.ts';
import { HashedFile } from '../explore/hashed-file.ts';
import type { PackedPiece } from '../tabular/writer/packed-text.ts';
import type { ZipEntry } from '../tabular/writer/zip-file.ts';

/** A stretch of a part's file, and which sheet or file of the export it belongs to. */
export interface ManifestPiece extends Omit<PackedPiece, 'path'> {
  readonly target: number;
  readonly method: ZipEntry['method'];
}

export function writeManifest(path: string, pieces: readonly ManifestPiece[]): ScratchFile {
  const file = new HashedFile(path);
  file.write(Buffer.from(JSON.stringify(pieces)));
  return file.finish();
}

export async function loadManifest(path: string): Promise<readonly ManifestPiece[]> {
  return JSON.parse(await readFile(path, 'utf8')) as readonly ManifestPiece[];
}
