import path from 'node:path';
import type { Content } from '../archive/content-repository.ts';

export const artifactRootOf = (dataFolder: string): string => path.join(dataFolder, 'artifacts');

/** Where a stored file lies: under the SHA-256 of its bytes, in one of 256 folders. */
export function artifactPathOf(root: string, content: Content): string {
  return path.join(root, content.sha256.slice(0, 2), content.sha256 + content.extension);
}

/** The content with this file name; null for names this program does not give: such files are somebody else's. */
export function contentOfName(name: string): Content | null {
  const match = /^([0-9a-f]{64})(\.\w+)$/.exec(name);
  return match ? { sha256: match[1]!, extension: match[2]! } : null;
}
