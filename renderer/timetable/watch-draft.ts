import type { FolderTicket } from '../../contract/files.ts';
import type { Locale } from '../../contract/texts.ts';
import type { WatchedFolder, Work } from '../../contract/timetable.ts';
import { type WorkDraft, workDraftOf } from './work-draft.ts';

/** A watched folder while it is being filled in. */
export interface WatchDraft {
  /** The folder to watch; of one that is watched already it cannot be another. */
  readonly folder: FolderTicket | null;
  readonly includesSubfolders: boolean;
  readonly takesPresentFiles: boolean;
  readonly work: WorkDraft;
  /** Where reports are put: `asBefore` stays what it is. */
  readonly resultsFolder: FolderTicket | 'asBefore' | null;
}

/** As a watched folder stands; null: a new one. */
export function watchDraftOf(watched: WatchedFolder | null): WatchDraft {
  return {
    folder: null,
    includesSubfolders: watched?.includesSubfolders ?? false,
    takesPresentFiles: false,
    work: workDraftOf(watched?.work ?? null, watched?.model ?? null),
    resultsFolder: watched && watched.resultsFolderLabel !== null ? 'asBefore' : null,
  };
}

/** Whether there are files that lie there already and would be new: in a new folder, or in subfolders it takes in. */
export function hasPresentFiles(draft: WatchDraft, watched: WatchedFolder | null): boolean {
  return watched === null || (draft.includesSubfolders && !watched.includesSubfolders);
}

/** What is asked for to change `watched` into what was filled in. */
export function watchChangeOf(draft: WatchDraft, watched: WatchedFolder, work: Work, locale: Locale) {
  const { includesSubfolders, takesPresentFiles, resultsFolder } = draft;
  const isOtherPlace = resultsFolder !== 'asBefore';
  return {
    id: watched.id,
    work,
    includesSubfolders,
    takesPresentFiles: takesPresentFiles && hasPresentFiles(draft, watched),
    ...(isOtherPlace ? { resultsFolder: resultsFolder?.id ?? null, resultsLocale: locale } : {}),
  };
}
