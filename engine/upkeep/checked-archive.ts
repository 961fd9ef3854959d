import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../contract/faults.ts';
import { archiveFileOf, isMarkedDamaged, markDamaged, setAside } from '../archive/damaged-archive.ts';
import { isAnyHostAlive } from '../archive/host-lock.ts';
import { type Archive, openArchive } from '../archive/open-archive.ts';
import { Audit, engineActor } from './audit.ts';
import { salvageArchive } from './salvage/salvage-archive.ts';

export type CheckDepth = 'quick' | 'full';

interface CheckOptions {
  readonly dataFolder: string;
  readonly now: () => number;
  /** False for a process that only looks: it leaves all but the check of a small archive to one that works. */
  readonly isThorough: boolean;
  /** Looks for damage, off this thread. Gives what it found, null when all is well. */
  readonly check: (file: string, depth: CheckDepth) => Promise<string | null>;
  readonly onTrouble: (sentence: string, error: unknown) => void;
  /** How long the start waits for a check; one that takes longer goes on beside the work. */
  readonly patienceMs?: Readonly<Record<CheckDepth, number>>;
}

export interface CheckedArchive {
  readonly archive: Archive;
  /** The name under which a damaged archive was set aside. */
  readonly replacedAs: string | null;
}

const defaultPatienceMs: Readonly<Record<CheckDepth, number>> = { quick: 2_000, full: 15_000 };

/** How SQLite speaks of an index that does not fit its table. */
const indexDamage = /(missing from|wrong # of entries in|non-unique entry in) index/;

/**
 * A fact: the last process ended without a word, or the archive is a new one, so that what lies in the folder is to be
 * compared with it. It stands until that is done.
 */
export const unsettledFact = 'isFolderUnsettled';

/** A fact: the name of a damaged archive of which nothing has been brought over yet. */
const unsalvagedFact = 'unsalvagedArchive';

/** A fact: a process that only looks has seen that the one before ended without a word. */
const uncheckedFact = 'isArchiveUnchecked';

/**
 * Opens the archive and makes sure that it is sound; a damaged one is set aside and a new one takes its place. For the
 * holder of the start lock. Throws as `openArchive` does, and DATA_FOLDER_IN_USE where the archive is damaged while
 * another process still uses it.
 */
export async function openCheckedArchive(options: CheckOptions): Promise<CheckedArchive> {
  const { dataFolder } = options;
  if (isAnyHostAlive(dataFolder)) return { archive: openBeside(dataFolder), replacedAs: null };
  const wasThere = existsSync(archiveFileOf(dataFolder));
  const opened = isMarkedDamaged(dataFolder) ? 'marked by an earlier check' : openSound(dataFolder);
  if (typeof opened !== 'string') {
    const damage = await mended(opened, await damageOf(opened, options), options);
    if (damage === null) {
      if (!wasThere || opened.hosts.living().length > 0) opened.facts.write(unsettledFact, true);
      // The replacement was interrupted.
      if (opened.facts.read(unsalvagedFact) !== null) salvage(opened, options);
      return { archive: opened, replacedAs: null };
    }
    opened.close();
    return replace(options, damage);
  }
  return replace(options, opened);
}

/** Whoever uses the archive already has looked at it. */
function openBeside(dataFolder: string): Archive {
  try {
    return openArchive(dataFolder);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'ARCHIVE_DAMAGED') throw error;
    throw new Fault('DATA_FOLDER_IN_USE', { folder: dataFolder }, { cause: error, detail: 'the archive is damaged' });
  }
}

/** The archive, or why it cannot be one. */
function openSound(dataFolder: string): Archive | string {
  const file = archiveFileOf(dataFolder);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile()) return 'it is no file';
  try {
    return openArchive(dataFolder);
  } catch (error) {
    if (error instanceof Fault && error.code === 'ARCHIVE_DAMAGED') return error.detail ?? error.message;
    throw error;
  }
}

async function damageOf(archive: Archive, options: CheckOptions): Promise<string | null> {
  const { dataFolder, isThorough, now, onTrouble } = options;
  const { facts, hosts } = archive;
  const isUnclean = hosts.living().length > 0 || facts.read<boolean>(uncheckedFact) === true;
  if (!isThorough) {
    if (isUnclean) facts.write(uncheckedFact, true);
    return archive.space.isSmall() ? archive.space.check('quick') : null;
  }
  const depth = isUnclean ? 'full' : 'quick';
  if (archive.space.isSmall()) return archive.space.check(depth);
  const checking = options.check(archiveFileOf(dataFolder), depth).catch((error) => {
    onTrouble('The archive could not be checked; the next start checks it.', error);
    return null;
  });
  const patienceMs = (options.patienceMs ?? defaultPatienceMs)[depth];
  const waiting = new AbortController();
  const inTime = await Promise.race([
    checking,
    sleep(patienceMs, 'late' as const, { signal: waiting.signal }).catch(() => null),
  ]);
  waiting.abort();
  if (inTime !== 'late') {
    if (inTime === null && isUnclean) facts.remove(uncheckedFact);
    return inTime;
  }
  // The archive can be used as far as it can be read; what the check finds is dealt with at the next start.
  void checking.then((damage) => {
    if (damage === null) return;
    onTrouble(`The archive is damaged and is replaced at the next start: ${damage}`, null);
    markDamaged(dataFolder, now());
  });
  return null;
}

/** What is left of the damage once indexes are built anew, where only these do not fit: everything stands in the tables. */
async function mended(archive: Archive, damage: string | null, options: CheckOptions): Promise<string | null> {
  if (damage === null || !damage.split('\n').every((line) => indexDamage.test(line))) return damage;
  try {
    archive.space.rebuildIndexes();
    options.onTrouble(`Indexes of the archive were damaged and have been built anew: ${damage}`, null);
    return archive.space.isSmall()
      ? archive.space.check('full')
      : await options.check(archiveFileOf(options.dataFolder), 'full');
  } catch {
    return damage;
  }
}

/** Puts a new archive into the place of a damaged one, with what can be read of it, and notes what happened where the person sees it. */
function replace(options: CheckOptions, damage: string): CheckedArchive {
  const { dataFolder, now } = options;
  const nowMs = now();
  const replacedAs = setAside(dataFolder, nowMs);
  const archive = openArchive(dataFolder);
  archive.transact(() => {
    archive.notices.add({ kind: 'archiveReplaced', atMs: nowMs, values: { file: replacedAs, reason: damage } });
    archive.facts.write(unsettledFact, true);
    archive.facts.write(unsalvagedFact, replacedAs);
    new Audit(archive, () => nowMs).note(engineActor, 'archiveReplaced', replacedAs);
  });
  salvage(archive, options);
  return { archive, replacedAs };
}

/** Brings over what can be read of the archive that was set aside, all of it or nothing; what keeps it from that is told. */
function salvage(archive: Archive, { dataFolder, now, onTrouble }: CheckOptions): void {
  const nowMs = Math.round(now());
  const file = path.join(dataFolder, path.basename(String(archive.facts.read(unsalvagedFact))));
  try {
    archive.transact(() => {
      archive.facts.remove(unsalvagedFact);
      const found = salvageArchive({ dataFolder, file, archive, nowMs });
      if (found === null) archive.notices.add({ kind: 'waitingLost', atMs: nowMs, values: {} });
      else if (Object.values(found).some((count) => count > 0)) {
        archive.notices.add({ kind: 'waitingSalvaged', atMs: nowMs, values: { ...found } });
      }
    });
  } catch (error) {
    onTrouble('What waited in the damaged archive could not be brought over; the next start tries again.', error);
  }
}
