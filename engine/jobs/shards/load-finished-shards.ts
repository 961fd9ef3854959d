import { stat } from 'node:fs/promises';
import type { ShardFile, ShardRecord } from '../../archive/shard-repository.ts';
import type { ArtifactFolder } from '../../artifacts/artifact-folder.ts';
import type { FinishedShard } from '../../recipes/recipe.ts';

/** Shards of earlier attempts as this one can use them, and the places of those whose files are gone or cut off. */
export async function loadFinishedShards(
  records: readonly ShardRecord[],
  artifacts: Pick<ArtifactFolder, 'pathOf'>,
): Promise<{ finished: FinishedShard[]; lost: number[] }> {
  const finished: FinishedShard[] = [];
  const lost: number[] = [];
  const isThere = async (file: ShardFile) => {
    const found = await stat(artifacts.pathOf(file)).catch(() => null);
    return found?.size === file.sizeBytes;
  };
  for (const { place, reply, files } of records) {
    const areThere = await Promise.all(files.map(isThere));
    if (areThere.includes(false)) {
      lost.push(place);
      continue;
    }
    const entries = files.map((file) => {
      const { name, sha256, sizeBytes, extension } = file;
      return [name, { path: artifacts.pathOf(file), sha256, sizeBytes, extension }] as const;
    });
    finished.push({ place, reply: JSON.parse(reply), files: Object.fromEntries(entries) });
  }
  return { finished, lost };
}
