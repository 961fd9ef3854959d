import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault } from '../../contract/faults.ts';
import { faultOfInputError } from './fault-of-system-error.ts';
import { isPassedBy, isTableName } from './table-files.ts';

/** Tables that one folder is taken for at most; more than a person can look through. */
const maxTables = 10_000;
/** Entries looked at in all, so that dropping a whole drive comes to an end. */
const maxEntries = 500_000;

/** A table file, and the subfolder it lies in as seen from the folder gone through; empty for that folder itself. */
export interface FoundTableFile {
  readonly path: string;
  readonly subfolder: string;
}

export interface ExpandedFolder {
  readonly name: string;
  readonly files: readonly FoundTableFile[];
  readonly skipped: {
    readonly otherFiles: number;
    readonly hidden: number;
    readonly unreadable: number;
    readonly hasMore: boolean;
  };
}

interface ExpandLimits {
  readonly maxTables?: number;
  readonly includesSubfolders?: boolean;
  /** Whether the files are wanted in natural order; so unless told. */
  readonly isInOrder?: boolean;
}

/** Directory entries read in one go: the thread is free for others in between. */
const bufferSize = 500;
/** Names sorted in one turn of the event loop. */
const sliceNames = 2000;

/** Sorts as a person counts: `file 2` before `file 10`, whatever the case. Comparing these is far faster than a collator. */
export function naturalKey(name: string): string {
  return `${name.toLowerCase().replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(15, '0'))}\0${name}`;
}

/**
 * The tables in a folder and its subfolders, in natural order, those of a folder before those of its subfolders. Links
 * are followed, each real folder once. Throws FILE_MISSING, FILE_NOT_READABLE for the folder itself.
 */
export async function expandFolder(folder: string, limits: ExpandLimits = {}): Promise<ExpandedFolder> {
  const name = path.basename(folder) || folder;
  const walk = new FolderWalk(folder, { maxTables, includesSubfolders: true, isInOrder: true, ...limits });
  try {
    await walk.enter(folder, await realpath(folder));
  } catch (error) {
    throw faultOfInputError(error, name);
  }
  return { name, files: walk.files, skipped: walk.skipped };
}

/** The same, with a fault where there is nothing to work on. Throws FOLDER_WITHOUT_TABLES as well. */
export async function expandChosenFolder(folder: string): Promise<ExpandedFolder> {
  const expanded = await expandFolder(folder);
  if (expanded.files.length === 0) throw new Fault('FOLDER_WITHOUT_TABLES', { folder: expanded.name });
  return expanded;
}

class FolderWalk {
  readonly files: FoundTableFile[] = [];
  readonly skipped = { otherFiles: 0, hidden: 0, unreadable: 0, hasMore: false };
  readonly #root: string;
  readonly #maxTables: number;
  readonly #includesSubfolders: boolean;
  readonly #isInOrder: boolean;
  readonly #entered = new Set<string>();
  #entries = 0;

  constructor(root: string, { maxTables, includesSubfolders, isInOrder }: Required<ExpandLimits>) {
    this.#root = root;
    this.#maxTables = maxTables;
    this.#includesSubfolders = includesSubfolders;
    this.#isInOrder = isInOrder;
  }

  async enter(folder: string, realFolder: string): Promise<void> {
    if (this.#entered.has(realFolder) || this.skipped.hasMore) return;
    this.#entered.add(realFolder);
    const tables: string[] = [];
    const subfolders: string[] = [];
    for await (const entry of await opendir(folder, { bufferSize })) {
      const { name } = entry;
      if (++this.#entries > maxEntries) this.skipped.hasMore = true;
      if (this.skipped.hasMore) break;
      if (isPassedBy(name)) this.skipped.hidden++;
      else if (await this.#isFolder(folder, entry)) subfolders.push(name);
      else if (!(entry.isFile() || entry.isSymbolicLink()) || !isTableName(name)) this.skipped.otherFiles++;
      else if (this.files.length + tables.length < this.#maxTables) tables.push(name);
      else this.skipped.hasMore = true;
    }
    const subfolder = path.relative(this.#root, folder).split(path.sep).join('/');
    for (const name of await this.#inOrder(tables)) this.files.push({ path: path.join(folder, name), subfolder });
    if (!this.#includesSubfolders) return;
    for (const name of await this.#inOrder(subfolders)) await this.#enterSubfolder(path.join(folder, name));
  }

  #inOrder(names: readonly string[]): readonly string[] | Promise<readonly string[]> {
    return this.#isInOrder ? inNaturalOrder(names) : names;
  }

  async #enterSubfolder(folder: string): Promise<void> {
    try {
      await this.enter(folder, await realpath(folder));
    } catch {
      this.skipped.unreadable++;
    }
  }

  async #isFolder(folder: string, entry: Dirent): Promise<boolean> {
    if (!entry.isSymbolicLink()) return entry.isDirectory();
    const target = await stat(path.join(folder, entry.name)).catch(() => null);
    return target?.isDirectory() ?? false;
  }
}

/** Sorted a slice at a time; the last sort only merges what is sorted already. */
async function inNaturalOrder(names: readonly string[]): Promise<string[]> {
  const byKey = (one: Keyed, other: Keyed) => (one.key < other.key ? -1 : 1);
  const keyed: Keyed[] = [];
  for (let from = 0; from < names.length; from += sliceNames) {
    const slice = names.slice(from, from + sliceNames).map((name) => ({ name, key: naturalKey(name) }));
    keyed.push(...slice.sort(byKey));
    if (keyed.length < names.length) await nextTurn();
  }
  return keyed.sort(byKey).map(({ name }) => name);
}

interface Keyed {
  readonly name: string;
  readonly key: string;
}
