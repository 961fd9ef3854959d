import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { Fault, type FaultData, toFaultData } from '../../../contract/faults.ts';
import type { Locale } from '../../../contract/texts.ts';
import type { WatchedFolder, Work } from '../../../contract/timetable.ts';
import type { AuditAction } from '../../../contract/upkeep.ts';
import type { Archive } from '../../archive/open-archive.ts';
import type { ResultsPlace } from '../../archive/schedule-repository.ts';
import type { WatchRecord } from '../../archive/watch-repository.ts';
import { folderLabel } from '../../files/chosen-folder.ts';
import type { TicketOffice } from '../../files/ticket-office.ts';
import type { Audit } from '../../upkeep/audit.ts';
import { refuseResultsFolder } from '../results-folder.ts';
import { checkWork, shownModel } from '../work-model.ts';
import { beginWatch, noteSubfolderFiles, removeWatch } from './folder-files.ts';

interface WatchedFoldersOptions {
  readonly archive: Archive;
  readonly audit: Audit;
  readonly tickets: TicketOffice;
  readonly dataFolder: string;
  readonly now: () => number;
  /** Who asks, as the audit names them. */
  readonly actor: string;
  /** Whether any process watches now. */
  readonly isWatched: () => boolean;
  /** Told whenever other folders are to be watched. */
  readonly onChange: () => void;
}

interface NewWatchRequest {
  readonly folder: string;
  readonly work: Work;
  readonly includesSubfolders: boolean;
  readonly takesPresentFiles: boolean;
  readonly resultsFolder: string | null;
  readonly resultsLocale: Locale;
}

interface WatchChangeRequest {
  readonly id: string;
  readonly isEnabled?: boolean | undefined;
  readonly work?: Work | undefined;
  readonly includesSubfolders?: boolean | undefined;
  readonly takesPresentFiles?: boolean | undefined;
  readonly resultsFolder?: string | null | undefined;
  readonly resultsLocale?: Locale | undefined;
}

/** The watched folders of a data folder, as a person deals with them. `WatchRole` watches them. */
export class WatchedFolders {
  readonly #options: WatchedFoldersOptions;

  constructor(options: WatchedFoldersOptions) {
    this.#options = options;
  }

  list(): WatchedFolder[] {
    const records = this.#options.archive.watches.list();
    const isWatched = records.length === 0 || this.#options.isWatched();
    return records.map((record) => this.#view(record, isWatched));
  }

  /**
   * Once it answers, every file that comes is found. Throws WATCHED_FOLDER_MISSING, WATCHED_FOLDER_TWICE,
   * RESULTS_IN_WATCHED_FOLDER, FOLDER_TICKET_UNKNOWN, MODEL_UNKNOWN.
   */
  async add(request: NewWatchRequest): Promise<WatchedFolder> {
    const { archive, tickets, dataFolder, now } = this.#options;
    const { work, includesSubfolders, takesPresentFiles, resultsFolder, resultsLocale } = request;
    checkWork(work, archive.models);
    const chosen = tickets.folderOf(request.folder);
    const folder = await realFolder(chosen);
    const results = resultsFolder === null ? null : { folder: tickets.folderOf(resultsFolder), locale: resultsLocale };
    const added = { path: folder, includesSubfolders };
    if (results) await refuseResultsFolder(results.folder, [added, ...archive.watches.list()]);
    // Reports lie in the data folder as well, so it must not be watched from within.
    await refuseResultsFolder(folder, [{ path: dataFolder, includesSubfolders: true }]);
    for (const other of this.#resultsFolders(null)) await refuseResultsFolder(other, [added]);
    const id = randomUUID();
    this.#noted('watchAdded', folderLabel(folder), () => {
      if (archive.watches.isWatched(folder)) throw new Fault('WATCHED_FOLDER_TWICE', { folder: folderLabel(folder) });
      const createdAtMs = Math.floor(now());
      archive.watches.insert({ ...added, id, work, takesPresentFiles, results, createdAtMs });
    });
    try {
      await this.#begin(id);
    } catch (error) {
      await removeWatch(archive, id, () => this.#note('watchRemoved', folderLabel(folder)));
      throw missingFault(error, folder);
    }
    return this.#get(id);
  }

  /**
   * Files that came while it was disabled are found when it is enabled. Throws WATCHED_FOLDER_UNKNOWN,
   * WATCHED_FOLDER_MISSING, RESULTS_IN_WATCHED_FOLDER, FOLDER_TICKET_UNKNOWN, MODEL_UNKNOWN.
   */
  async change(request: WatchChangeRequest): Promise<WatchedFolder> {
    const { archive, dataFolder, now } = this.#options;
    const { id } = request;
    const before = this.#find(id);
    if (request.work) checkWork(request.work, archive.models);
    const { includesSubfolders = before.includesSubfolders, takesPresentFiles = false } = request;
    const results = this.#changedResults(before, request);
    const isWider = includesSubfolders && !before.includesSubfolders;
    const changed = { path: before.path, includesSubfolders };
    if (results && (isWider || results.folder !== before.results?.folder)) {
      const others = archive.watches.list().filter((one) => one.id !== id);
      await refuseResultsFolder(results.folder, [changed, ...others]);
    }
    if (isWider) for (const other of this.#resultsFolders(id)) await refuseResultsFolder(other, [changed]);
    try {
      // Its adding was interrupted.
      if (request.isEnabled && !before.isBegun) await this.#begin(id);
      if (isWider && !takesPresentFiles) await noteSubfolderFiles(archive, before, dataFolder, Math.floor(now()));
    } catch (error) {
      throw missingFault(error, before.path);
    }
    this.#noted('watchChanged', folderLabel(before.path), () => {
      // Going through the subfolders may have taken long: it may have been switched or removed meanwhile.
      const { isEnabled, work } = this.#find(id);
      const answer = { isEnabled: request.isEnabled ?? isEnabled, work: request.work ?? work };
      archive.watches.change(id, { ...answer, includesSubfolders, results });
    });
    return this.#get(id);
  }

  #changedResults({ results }: WatchRecord, { resultsFolder, resultsLocale }: WatchChangeRequest): ResultsPlace | null {
    if (resultsFolder === null) return null;
    const folder = resultsFolder === undefined ? results?.folder : this.#options.tickets.folderOf(resultsFolder);
    return folder === undefined ? null : { folder, locale: resultsLocale ?? results?.locale ?? 'en' };
  }

  /** Jobs it has submitted go on. Throws WATCHED_FOLDER_UNKNOWN. */
  async remove(id: string): Promise<void> {
    const { archive, onChange } = this.#options;
    const record = this.#find(id);
    // What is forgotten of its files must not look new meanwhile.
    archive.watches.change(id, { ...record, isEnabled: false });
    onChange();
    const isRemoved = await removeWatch(archive, id, () => this.#note('watchRemoved', folderLabel(record.path)));
    if (!isRemoved) throw new Fault('WATCHED_FOLDER_UNKNOWN');
  }

  async #begin(id: string): Promise<void> {
    const { archive, dataFolder, now, onChange } = this.#options;
    await beginWatch(archive, this.#find(id), dataFolder, Math.floor(now()));
    onChange();
  }

  /** Where reports are put, those of the watched folder `exceptId` apart. */
  #resultsFolders(exceptId: string | null): string[] {
    const { archive } = this.#options;
    const ofWatches = archive.watches
      .list()
      .flatMap(({ id, results }) => (results && id !== exceptId ? [results.folder] : []));
    return [...new Set([...ofWatches, ...archive.schedules.resultsFolders()])];
  }

  #noted(action: AuditAction, subject: string, change: () => void): void {
    this.#options.archive.transact(() => {
      change();
      this.#note(action, subject);
    });
    this.#options.onChange();
  }

  #note(action: AuditAction, subject: string): void {
    this.#options.audit.note(this.#options.actor, action, subject);
  }

  #find(id: string): WatchRecord {
    const record = this.#options.archive.watches.find(id);
    if (!record) throw new Fault('WATCHED_FOLDER_UNKNOWN');
    return record;
  }

  #get(id: string): WatchedFolder {
    return this.#view(this.#find(id), this.#options.isWatched());
  }

  #view(record: WatchRecord, isWatched: boolean): WatchedFolder {
    const { id, isEnabled, work, includesSubfolders, results } = record;
    const { submittedFiles, unstableFiles, lastFileName, lastSubmittedAtMs } = record;
    const state = !isEnabled ? 'disabled' : !isWatched ? 'idle' : record.state;
    const { deliveries, models } = this.#options.archive;
    const trouble = results && deliveries.faultOfTarget(results.folder);
    const { fault, model } = shownModel(work, models);
    return {
      ...{ id, isEnabled, work, model, includesSubfolders, submittedFiles, lastFileName, lastSubmittedAtMs, state },
      label: folderLabel(record.path),
      name: path.basename(record.path) || record.path,
      resultsFolderLabel: results && folderLabel(results.folder),
      unstableFiles: state === 'watching' || state === 'starting' ? unstableFiles : 0,
      fault: state === 'vanished' ? missing(record.path) : (fault ?? trouble ?? null),
    };
  }
}

const missing = (folder: string): FaultData =>
  toFaultData(new Fault('WATCHED_FOLDER_MISSING', { folder: folderLabel(folder) }));

/** A folder that cannot be gone through is missing, whatever the reason; other failures stay what they are. */
function missingFault(error: unknown, folder: string): unknown {
  const isInput = error instanceof Fault && error.code.startsWith('FILE_');
  return isInput ? new Fault('WATCHED_FOLDER_MISSING', { folder: folderLabel(folder) }, { cause: error }) : error;
}

async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    throw new Fault('WATCHED_FOLDER_MISSING', { folder: folderLabel(folder) }, { cause: error });
  }
}
