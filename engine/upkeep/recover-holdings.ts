import { ContentMissing } from '../archive/content-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { HoldingKind, Holdings } from '../artifacts/holding.ts';
import type { HoldingManifests } from '../artifacts/holding-manifests.ts';
import { sha256OfFile } from '../artifacts/sha256-of-file.ts';
import { artifactRoots, bringIntoPlace, findFile } from './found-files.ts';

interface HoldingRecoveryOptions {
  readonly dataFolder: string;
  readonly archive: Archive;
  readonly holdings: HoldingManifests;
  readonly now: () => number;
}

/**
 * Finds again the models and tables that the archive does not know, by their manifests, whose files are there, whole and
 * unchanged. May be broken off at any time: the next call goes on. Gives how many came back.
 */
export async function recoverHoldings(options: HoldingRecoveryOptions): Promise<number> {
  const { archive, now } = options;
  const models = await recoverKind(options, 'models', (holding) => archive.models.restore(holding, now()));
  const tables = await recoverKind(options, 'tables', (holding) => archive.library.restore(holding, now()));
  if (models + tables > 0) archive.notices.add({ kind: 'libraryRecovered', atMs: now(), values: { models, tables } });
  return models + tables;
}

async function recoverKind<K extends HoldingKind>(
  { archive, dataFolder, holdings }: HoldingRecoveryOptions,
  kind: K,
  restore: (holding: Holdings[K]) => boolean,
): Promise<number> {
  const known = kind === 'models' ? archive.models : archive.library;
  const unknown = (await holdings.list(kind)).filter((id) => known.find(id) === null);
  if (unknown.length === 0) return 0;
  const roots = await artifactRoots(dataFolder);
  const found: Holdings[K][] = [];
  for (const id of unknown) {
    const holding = await holdings.read(kind, id);
    if (holding) found.push(holding);
  }
  found.sort((one, other) => one.createdAtMs - other.createdAtMs || (one.name < other.name ? -1 : 1));
  let recovered = 0;
  for (const holding of found) {
    const file = await findFile(roots, holding.content);
    if (file === null || (await sha256OfFile(file)) !== holding.content.sha256) continue;
    await bringIntoPlace(roots[0]!, file, holding.content);
    recovered += isRestored(() => restore(holding)) ? 1 : 0;
  }
  return recovered;
}

/** False when another process has brought it back meanwhile, or swept its file away. */
function isRestored(restore: () => boolean): boolean {
  try {
    return restore();
  } catch (error) {
    if (error instanceof ContentMissing) return false;
    throw error;
  }
}
