import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type FSWatcher, watch as watchFiles } from 'chokidar';
import type { Archive } from '../../archive/open-archive.ts';
import type { FileState, WatchRecord, WatchState } from '../../archive/watch-repository.ts';
import { isWithin } from '../../files/chosen-folder.ts';
import { isPassedBy, isTableName } from '../../files/table-files.ts';
import type { AcceptWork } from '../accepted-work.ts';
import { filesIn } from './folder-files.ts';
import { folderWork, inNaturalOrder } from './folder-work.ts';
import { SettlingFiles } from './settling-files.ts';
import type { WatchTimes } from './watch-options.ts';

export interface FolderWatchOptions {
  readonly archive: Archive;
  readonly accept: AcceptWork;
  readonly dataFolder: string;
  readonly times: WatchTimes;
  readonly now: () => number;
  readonly onTrouble: (sentence: string, error: unknown) => void;
}

/** Files of one batch at most: more would hold up the thread when they are accepted. */
const maxBatchFiles = 500;
/** Files looked up in one turn of the event loop. */
const sliceFiles = 250;
/** From a batch that could not be accepted, such as on a full disk, to the next try. */
const retryMs = 5_000;
/** The listening is given so long to begin. */
const listenMs = 10_000;
/** Other processes are told of the files in work at most so often. */
const showMs = 1_000;

const elapsedMs = () => performance.now();

/**
 * Watches one folder: hears of changes, waits until files are complete, and submits each of their states once. What is
 * heard only says where to look; what counts is what lies in the folder and what the archive has noted of it, so files
 * that came while nobody listened are found as well.
 */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  readonly #settling: SettlingFiles;
  #record: WatchRecord;
  /** Complete files that wait for others to come with them. */
  #ready: FileState[] = [];
  #readySinceMs = 0;
  #notBeforeMs = 0;
  #watcher: FSWatcher | null = null;
  /** What the watcher was opened on: a folder of the same name that took its place is another one. */
  #opened: string | null = null;
  #state: WatchState;
  #shown = { state: null as WatchState | null, unstableFiles: 0, atMs: 0 };
  #nextPresenceMs = 0;
  #nextScanMs = 0;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(record: WatchRecord, options: FolderWatchOptions) {
    const { stableMs, unfinishedMs, pollMs } = options.times;
    this.#record = record;
    this.#options = options;
    this.#settling = new SettlingFiles({ stableMs, unfinishedMs, pollMs, elapsedMs });
    this.#state = 'starting';
    this.#work();
  }

  /** Takes over what a person has changed. */
  change(record: WatchRecord): void {
    const isOtherReach = record.includesSubfolders !== this.#record.includesSubfolders;
    this.#record = record;
    // What could not be submitted may be possible now, such as with another model.
    this.#notBeforeMs = 0;
    if (!isOtherReach || this.#isClosed) return;
    this.#nextPresenceMs = 0;
    // Without a timer it is at work, and looks at the latest when the folder's presence is looked for again.
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#work();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#working;
    await this.#closeWatcher();
  }

  #work(): void {
    this.#working = this.#workOnce()
      .catch((error) => this.#options.onTrouble(`The folder “${this.#record.path}” could not be looked at.`, error))
      .then(() => this.#wait());
  }

  #wait(): void {
    if (this.#isClosed) return;
    const { pollMs, presenceMs } = this.#options.times;
    const isBusy = this.#settling.count > 0 || this.#ready.length > 0;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#work();
      },
      isBusy ? Math.min(pollMs, presenceMs) : presenceMs,
    );
    this.#timer.unref();
  }

  async #workOnce(): Promise<void> {
    if (elapsedMs() >= this.#nextPresenceMs) await this.#lookForFolder();
    if (this.#watcher && elapsedMs() >= this.#nextScanMs) await this.#scan();
    await this.#collect();
    if (this.#isFlushDue()) await this.#submit(this.#takeReady());
    this.#show();
  }

  async #lookForFolder(): Promise<void> {
    const { path: folder, includesSubfolders } = this.#record;
    const found = await stat(folder).catch(() => null);
    const wanted = found?.isDirectory() ? `${identityOf(found)} ${includesSubfolders ? 'deep' : 'flat'}` : null;
    if (wanted !== this.#opened) {
      await this.#closeWatcher();
      if (wanted !== null) await this.#openWatcher(folder, includesSubfolders);
      this.#opened = wanted;
      this.#nextScanMs = 0;
    }
    if (wanted === null) this.#state = 'vanished';
    this.#nextPresenceMs = elapsedMs() + this.#options.times.presenceMs;
  }

  /** What is heard from now on is not missed by the scan that follows. */
  async #openWatcher(folder: string, includesSubfolders: boolean): Promise<void> {
    const watcher = watchFiles(folder, {
      ...{ ignoreInitial: true, persistent: false, atomic: false, ignorePermissionErrors: true },
      ...(includesSubfolders ? {} : { depth: 0 }),
      ignored: (name, found) => this.#isIgnored(name, found?.isFile() ?? false),
    });
    const hear = (file: string) => this.#hear(file);
    watcher.on('add', hear).on('change', hear);
    await new Promise<void>((resolve) => {
      // A network folder may keep it busy for long; the scan need not wait for that.
      const timer = setTimeout(resolve, listenMs);
      watcher.once('ready', () => {
        clearTimeout(timer);
        resolve();
      });
      watcher.on('error', (error) => {
        // Too many folders for the system, or one that went away: the scans find what is not heard of.
        this.#options.onTrouble(`The folder “${folder}” cannot be listened to completely.`, error);
        resolve();
      });
    });
    this.#watcher = watcher;
  }

  async #closeWatcher(): Promise<void> {
    const watcher = this.#watcher;
    this.#watcher = null;
    this.#settling.clear();
    this.#ready = [];
    await watcher?.close();
  }

  #isIgnored(name: string, isFile: boolean): boolean {
    const inside = path.relative(this.#record.path, name);
    if (inside === '') return false;
    if (inside.split(path.sep).some(isPassedBy)) return true;
    return isFile ? !isTableName(name) : isWithin(name, this.#options.dataFolder);
  }

  #hear(file: string): void {
    if (this.#isClosed || !isTableName(file)) return;
    this.#settling.add(file);
    // Without a timer it is at work, and will see for itself.
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#wait();
  }

  async #scan(): Promise<void> {
    const { archive, dataFolder, times } = this.#options;
    const begunMs = elapsedMs();
    try {
      const files = await filesIn(this.#record, dataFolder);
      for (const [place, file] of files.entries()) {
        if (file.sizeBytes > 0 && !archive.watches.isKnown(this.#record.id, file)) this.#settling.add(file.path);
        if (place % sliceFiles === sliceFiles - 1) await nextTurn();
      }
      this.#state = 'watching';
    } catch {
      this.#state = 'vanished';
    }
    // A folder that takes long to go through is gone through more seldom.
    this.#nextScanMs = elapsedMs() + Math.max(times.rescanMs, 50 * (elapsedMs() - begunMs));
  }

  async #collect(): Promise<void> {
    const { watches } = this.#options.archive;
    const settled = await this.#settling.settled();
    const paths = new Set(settled.map((file) => file.path));
    // A file that has changed while it waited for others is submitted as it is now.
    this.#ready = this.#ready.filter((file) => !paths.has(file.path) && this.#isInReach(file));
    for (const file of settled) {
      if (!this.#isInReach(file) || watches.isKnown(this.#record.id, file)) continue;
      if (this.#ready.length === 0) this.#readySinceMs = elapsedMs();
      this.#ready.push(file);
    }
  }

  /** What was heard of in a subfolder is left alone once subfolders are not wanted any more. */
  #isInReach(file: FileState): boolean {
    return this.#record.includesSubfolders || path.dirname(file.path) === this.#record.path;
  }

  #isFlushDue(): boolean {
    if (this.#isClosed || this.#ready.length === 0 || elapsedMs() < this.#notBeforeMs) return false;
    return this.#ready.length >= maxBatchFiles || elapsedMs() - this.#readySinceMs >= this.#options.times.collectMs;
  }

  /** Those that are still as they were when they were found complete. */
  #takeReady(): FileState[] {
    const isSteady = (file: FileState) => !this.#settling.has(file.path);
    const taken = this.#ready.filter(isSteady).slice(0, maxBatchFiles);
    const takenNow = new Set(taken);
    this.#ready = this.#ready.filter((file) => !takenNow.has(file));
    return taken;
  }

  async #submit(taken: readonly FileState[]): Promise<void> {
    const { archive, accept, dataFolder, now, onTrouble } = this.#options;
    const { id, path: folder } = this.#record;
    if (taken.length === 0) return;
    let areTaken = false;
    const files = inNaturalOrder(taken);
    try {
      const work = await folderWork(this.#record, files, archive, dataFolder);
      if (!work) {
        // A person is shown why, and they are submitted once there is a model again.
        this.#ready.push(...files);
        this.#notBeforeMs = elapsedMs() + retryMs;
        return;
      }
      await accept({
        ...work,
        alongside: (batchId) => {
          const last = path.basename(files.at(-1)!.path);
          areTaken = !archive.watches.noteSubmitted(id, files, batchId, last, Math.floor(now()));
          if (areTaken) throw new Error('somebody else has submitted these files, or they are not wanted any more');
        },
      });
    } catch (error) {
      // They are looked at anew: those that are not submitted yet come back.
      for (const file of files) this.#settling.add(file.path);
      if (areTaken) return;
      this.#notBeforeMs = elapsedMs() + retryMs;
      onTrouble(`New files in “${folder}” could not be submitted; they are tried again.`, error);
    }
  }

  #show(): void {
    const unstableFiles = this.#settling.count + this.#ready.length;
    const isOther = this.#shown.state !== this.#state;
    const isLater = this.#shown.unstableFiles !== unstableFiles && elapsedMs() - this.#shown.atMs >= showMs;
    if (!isOther && !isLater) return;
    this.#options.archive.watches.show(this.#record.id, this.#state, unstableFiles);
    this.#shown = { state: this.#state, unstableFiles, atMs: elapsedMs() };
  }
}

/**
 * Which folder it is: numbers are given out again, so the time of birth counts as well. Where a file system knows none,
 * Node gives the time of the last change in its place.
 */
function identityOf({ dev, ino, birthtimeMs, ctimeMs }: Stats): string {
  return `${dev}:${ino}:${birthtimeMs === ctimeMs ? '' : birthtimeMs}`;
}
