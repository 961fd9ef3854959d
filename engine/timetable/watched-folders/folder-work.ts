import path from 'node:path';
import { mainTable } from '../../../contract/reading.ts';
import { maxTrainingFiles } from '../../../contract/timetable.ts';
import type { WorkInput } from '../../archive/job-record.ts';
import type { Archive } from '../../archive/open-archive.ts';
import type { FileState, WatchRecord } from '../../archive/watch-repository.ts';
import { naturalKey } from '../../files/expand-folder.ts';
import type { AcceptedWork } from '../accepted-work.ts';
import { comparedBefore } from '../compared-before.ts';
import { modelOfWork, workNow } from '../work-model.ts';
import { filesIn } from './folder-files.ts';

/**
 * What a watched folder hands in for `files`, complete ones in natural order: a job for each, or one that trains on all that are
 * complete in the folder, by the last ones by name if there are too many, or one that compares each with the file that came before it.
 * null: the model that is to predict is gone, they wait.
 */
export async function folderWork(
  watch: WatchRecord,
  files: readonly FileState[],
  archive: Archive,
  dataFolder: string,
): Promise<Omit<AcceptedWork, 'alongside'> | null> {
  const { id, work, results } = watch;
  const { models, watches } = archive;
  if (work.recipe === 'predict' && !modelOfWork(work, models)) return null;
  const name = path.basename(watch.path) || watch.path;
  const shared = { name, submitter: { kind: 'watchedFolder' as const, name }, results, ...workNow(work, models) };
  if (work.recipe === 'compare') {
    const last = await lastBefore(watch, files, archive, dataFolder);
    const before = async (place: number): Promise<WorkInput | null> => {
      // One that has changed is compared with nothing but how it was.
      if (watches.isNoted(id, files[place]!.path)) return null;
      const earlier = files.slice(0, place).findLast((file) => !watches.isNoted(id, file.path)) ?? last;
      return earlier && inputOf(earlier);
    };
    return { ...shared, ...(await comparedBefore(work, files.map(inputOf), before, archive, dataFolder)) };
  }
  if (work.recipe !== 'train') return { ...shared, inputs: files.map(inputOf), otherInputs: [] };
  const last = files.at(-1)!;
  const taken = new Set(files.map((file) => file.path));
  const present = await filesIn(watch, dataFolder);
  const complete = present.filter((file) => !taken.has(file.path) && watches.isKnown(id, file));
  const others = inNaturalOrder([...complete, ...files.slice(0, -1)]).slice(-(maxTrainingFiles - 1));
  return { ...shared, inputs: [inputOf(last)], otherInputs: others.map(inputOf) };
}

/** The file of the folder that came last before `files`, of several that came together the last one by name; null: none lies there. */
async function lastBefore(
  watch: WatchRecord,
  files: readonly FileState[],
  { watches }: Archive,
  dataFolder: string,
): Promise<FileState | null> {
  const taken = new Set(files.map((file) => file.path));
  const known = (await filesIn(watch, dataFolder)).flatMap((file) => {
    const atMs = taken.has(file.path) ? null : watches.notedAtMs(watch.id, file);
    return atMs === null ? [] : [{ file, atMs }];
  });
  const latestMs = known.reduce((latest, { atMs }) => Math.max(latest, atMs), Number.NEGATIVE_INFINITY);
  const latest = known.flatMap(({ atMs, file }) => (atMs === latestMs ? [file] : []));
  return inNaturalOrder(latest).at(-1) ?? null;
}

/** As a person would list them: 2 before 10. */
export function inNaturalOrder(files: readonly FileState[]): FileState[] {
  return files.toSorted((one, other) => (naturalKey(one.path) < naturalKey(other.path) ? -1 : 1));
}

function inputOf({ path: file, sizeBytes, modifiedAtMs }: FileState): WorkInput {
  return { input: { path: file, fileName: path.basename(file), sizeBytes, modifiedAtMs }, reading: mainTable };
}
