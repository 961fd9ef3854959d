import { realpath } from 'node:fs/promises';
import { Fault } from '../../contract/faults.ts';
import { isWithin } from '../files/chosen-folder.ts';

/** A folder that is watched, links resolved. */
interface Watched {
  readonly path: string;
  readonly includesSubfolders: boolean;
}

/** Throws RESULTS_IN_WATCHED_FOLDER when reports put into `folder` would be found and submitted again. */
export async function refuseResultsFolder(folder: string, watched: readonly Watched[]): Promise<void> {
  const place = await realpath(folder).catch(() => folder);
  for (const { path, includesSubfolders } of watched) {
    const isSeen = includesSubfolders ? isWithin(place, path) : place === path;
    if (isSeen) throw new Fault('RESULTS_IN_WATCHED_FOLDER');
  }
}
