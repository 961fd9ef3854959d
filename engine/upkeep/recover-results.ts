import { setImmediate as nextTurn } from 'node:timers/promises';
import { ContentMissing } from '../archive/content-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ResultManifest } from '../artifacts/result-manifest.ts';
import type { ResultManifests } from '../artifacts/result-manifests.ts';
import { artifactRoots, bringIntoPlace, findFile } from './found-files.ts';
import { type FoundFile, type UnderstoodResult, understoodResult } from './understood-result.ts';

interface RecoveryOptions {
  readonly dataFolder: string;
  readonly archive: Archive;
  readonly manifests: ResultManifests;
  readonly now: () => number;
}

/** Manifests read at once, and ids compared with the archive in one turn of the event loop. */
const readAtOnce = 16;
const sliceIds = 500;

/**
 * Finds again the results of completed jobs that the archive does not know, by their manifests, and brings the jobs back
 * in the order in which they were submitted; trainings bring their models with them. A result comes back when all its files are
 * there, complete, and what it says of itself can be understood. May be broken off at any time: the next call goes on. Gives how many came back.
 */
export async function recoverResults(options: RecoveryOptions): Promise<number> {
  const { archive, dataFolder, manifests, now } = options;
  const unknown = await unknownIds(archive, await manifests.list());
  if (unknown.length === 0) return 0;
  const roots = await artifactRoots(dataFolder);
  let recovered = 0;
  for (const id of await inOrderOfSubmission(manifests, unknown)) {
    const manifest = await manifests.read(id);
    const files = manifest && (await findFiles(roots, manifest));
    // What is not understood stays where it was set aside.
    const understood = files && (await understoodResult(files, manifest));
    if (!understood) continue;
    for (const { artifact, file } of files) await bringIntoPlace(roots[0]!, file, artifact);
    recovered += tryInsert(archive, manifest, understood, now()) ? 1 : 0;
    await nextTurn();
  }
  if (recovered > 0) archive.notices.add({ kind: 'resultsRecovered', atMs: now(), values: { jobs: recovered } });
  return recovered;
}

async function unknownIds(archive: Archive, ids: readonly string[]): Promise<string[]> {
  const unknown: string[] = [];
  for (let from = 0; from < ids.length; from += sliceIds) {
    unknown.push(...archive.recoveredJobs.unknown(ids.slice(from, from + sliceIds)));
    await nextTurn();
  }
  return unknown;
}

/** Read twice rather than held: of a hundred thousand manifests only ids and times stay in memory. */
async function inOrderOfSubmission(manifests: ResultManifests, ids: readonly string[]): Promise<string[]> {
  const found: { id: string; createdAtMs: number; sequence: number }[] = [];
  for (let from = 0; from < ids.length; from += readAtOnce) {
    const read = await Promise.all(ids.slice(from, from + readAtOnce).map((id) => manifests.read(id)));
    for (const { job } of read.flatMap((manifest) => manifest ?? [])) {
      found.push({ id: job.id, createdAtMs: job.createdAtMs, sequence: job.sequence });
    }
  }
  found.sort((one, other) => one.createdAtMs - other.createdAtMs || one.sequence - other.sequence);
  return found.map(({ id }) => id);
}

/** Where the files of a result lie; null when one of them is nowhere. */
async function findFiles(roots: readonly string[], { artifacts }: ResultManifest): Promise<FoundFile[] | null> {
  const found: FoundFile[] = [];
  for (const artifact of artifacts) {
    const file = await findFile(roots, artifact);
    if (file === null) return null;
    found.push({ artifact, file });
  }
  return found;
}

/** False when another process has brought the job back meanwhile, or swept one of its files away. */
function tryInsert(archive: Archive, manifest: ResultManifest, { model }: UnderstoodResult, nowMs: number): boolean {
  try {
    return archive.transact(() => {
      if (archive.recoveredJobs.unknown([manifest.job.id]).length === 0) return false;
      archive.recoveredJobs.insert(manifest, nowMs);
      // A training whose result was taken over brings no second one.
      if (model && !archive.models.withContent(model.content.sha256))
        archive.models.add(model, manifest.job.finishedAtMs);
      return true;
    });
  } catch (error) {
    if (error instanceof ContentMissing) return false;
    throw error;
  }
}
