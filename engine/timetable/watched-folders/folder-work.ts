import path from 'node:path';
import { mainTable } from '../../../contract/reading.ts';
import { maxTrainingFiles } from '../../../contract/timetable.ts';
import type { WorkInput } from '../../archive/job-record.ts';
import type { Archive } from '../../archive/open-archive.ts';
import type { FileState, WatchRecord } from '../../archive/watch-repository.ts';
import { naturalKey } from '../../files/expand-folder.ts';
import type { AcceptedWork } from '../accepted-work.ts';
import { modelOfWork, workNow } from '../work-model.ts';
import { filesIn } from './folder-files.ts';

/**
 * What a watched folder hands in for `files`, complete ones in natural order: a job for each, or one that trains on all that are
 * complete in the folder, by the last ones by name if there are too many. null: the model that is to predict is gone, they wait.
 */
export async function folderWork(
  watch: WatchRecord,
  files: readonly FileState[],
  { models, watches }: Archive,
  dataFolder: string,
): Promise<Omit<AcceptedWork, 'alongside'> | null> {
  const { id, work, results } = watch;
  if (work.recipe === 'predict' && !modelOfWork(work, models)) return null;
  const name = path.basename(watch.path) || watch.path;
  const shared = { name, submitter: { kind: 'watchedFolder' as const, name }, results, ...workNow(work, models) };
  if (work.recipe !== 'train') return { ...shared, inputs: files.map(inputOf), otherInputs: [] };
  const last = files.at(-1)!;
  const taken = new Set(files.map((file) => file.path));
  const present = await filesIn(watch, dataFolder);
  const complete = present.filter((file) => !taken.has(file.path) && watches.isKnown(id, file));
  const others = inNaturalOrder([...complete, ...files.slice(0, -1)]).slice(-(maxTrainingFiles - 1));
  return { ...shared, inputs: [inputOf(last)], otherInputs: others.map(inputOf) };
}

/** As a person would list them: 2 before 10. */
export function inNaturalOrder(files: readonly FileState[]): FileState[] {
  return files.toSorted((one, other) => (naturalKey(one.path) < naturalKey(other.path) ? -1 : 1));
}

function inputOf({ path: file, sizeBytes, modifiedAtMs }: FileState): WorkInput {
  return { input: { path: file, fileName: path.basename(file), sizeBytes, modifiedAtMs }, reading: mainTable };
}
