import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Archive } from '../../archive/open-archive.ts';
import type { FileState, WatchRecord } from '../../archive/watch-repository.ts';
import { isWithin } from '../../files/chosen-folder.ts';
import { eachOf } from '../../files/each-of.ts';
import { expandFolder } from '../../files/expand-folder.ts';
import { stateOf } from './settling-files.ts';

/** Files noted in one transaction and one turn of the event loop. */
const sliceFiles = 500;

/** The tables that lie in a watched folder now. Throws FILE_MISSING when it is gone. */
export async function filesIn(watch: WatchRecord, dataFolder: string): Promise<FileState[]> {
  const { includesSubfolders } = watch;
  const limits = { includesSubfolders, maxTables: Number.POSITIVE_INFINITY, isInOrder: false };
  const { files } = await expandFolder(watch.path, limits);
  // The data folder holds reports: submitting them would go on for ever.
  const states = await eachOf(files, async ({ path }) => (isWithin(path, dataFolder) ? null : stateOf(path)));
  return states.filter((state) => state !== null);
}

/** Begins the watching: from then on every file is new, but for those that lie there now if they are not wanted. */
export async function beginWatch(
  archive: Archive,
  watch: WatchRecord,
  dataFolder: string,
  nowMs: number,
): Promise<void> {
  const files = watch.takesPresentFiles ? [] : await filesIn(watch, dataFolder);
  await notePresent(archive, watch.id, files, nowMs);
  archive.watches.begin(watch.id);
}

/**
 * Notes the files that lie in the subfolders now, so that only later ones are new once the subfolders are watched as
 * well. Those beside them are left alone: one that came just now is still to be submitted. Throws FILE_MISSING.
 */
export async function noteSubfolderFiles(
  archive: Archive,
  watch: WatchRecord,
  dataFolder: string,
  nowMs: number,
): Promise<void> {
  const files = await filesIn({ ...watch, includesSubfolders: true }, dataFolder);
  const below = files.filter((file) => path.dirname(file.path) !== watch.path);
  await notePresent(archive, watch.id, below, nowMs);
}

async function notePresent(archive: Archive, id: string, files: readonly FileState[], nowMs: number): Promise<void> {
  for (let from = 0; from < files.length; from += sliceFiles) {
    archive.transact(() => archive.watches.notePresent(id, files.slice(from, from + sliceFiles), nowMs));
    await nextTurn();
  }
}

/** Takes a folder out of the archive with everything noted about it, a little at a time. False when it is not there. */
export async function removeWatch(archive: Archive, id: string, alongside: () => void): Promise<boolean> {
  while (archive.transact(() => archive.watches.forgetFiles(id, sliceFiles))) await nextTurn();
  return archive.transact(() => {
    if (!archive.watches.remove(id)) return false;
    alongside();
    return true;
  });
}
