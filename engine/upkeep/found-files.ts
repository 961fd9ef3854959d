import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SizedContent } from '../archive/content-repository.ts';
import { artifactPathOf, artifactRootOf } from '../artifacts/artifact-path.ts';

/** Where artifacts may lie: in their place, or in a folder that was set aside with its archive. The place comes first. */
export async function artifactRoots(dataFolder: string): Promise<string[]> {
  const aside = (await readdir(dataFolder))
    .filter((name) => name.startsWith('artifacts.damaged-'))
    .sort()
    .reverse();
  return [artifactRootOf(dataFolder), ...aside.map((name) => path.join(dataFolder, name))];
}

/** Where a stored file of the right size lies; null when it is nowhere. */
export async function findFile(roots: readonly string[], content: SizedContent): Promise<string | null> {
  for (const root of roots) {
    const file = artifactPathOf(root, content);
    const found = await stat(file).catch(() => null);
    if (found?.isFile() && found.size === content.sizeBytes) return file;
  }
  return null;
}

/** Brings a found file to where the archive looks for it. */
export async function bringIntoPlace(root: string, file: string, content: SizedContent): Promise<void> {
  const place = artifactPathOf(root, content);
  if (file === place) return;
  await mkdir(path.dirname(place), { recursive: true });
  await rename(file, place);
}
