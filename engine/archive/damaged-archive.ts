import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Says that the archive is damaged, and under which name it is to be set aside: should that be interrupted, the next start goes on. */
const markFile = 'archive.damaged';

/** The database with its log and its index of the log. The log goes first: a new archive must never meet an old log. */
const endings = ['-wal', '-shm', ''] as const;

export const archiveFileOf = (dataFolder: string): string => path.join(dataFolder, 'archive.sqlite');

/** Marks the archive as damaged, to be set aside when nobody uses it any more. */
export function markDamaged(dataFolder: string, nowMs: number): void {
  const mark = path.join(dataFolder, markFile);
  if (!existsSync(mark)) writeFileSync(mark, freeName(dataFolder, nowMs));
}

export function isMarkedDamaged(dataFolder: string): boolean {
  return existsSync(path.join(dataFolder, markFile));
}

/**
 * Sets the archive aside; nothing is deleted. With it go the artifacts, from which results are found again: only those
 * come back that are understood. Gives the name of the set-aside file. For the holder of the start lock.
 */
export function setAside(dataFolder: string, nowMs: number): string {
  markDamaged(dataFolder, nowMs);
  const mark = path.join(dataFolder, markFile);
  const given = readFileSync(mark, 'utf8').trim();
  // A mark that is damaged itself must not lead out of the folder.
  const isOwnName = /^archive\.damaged-[\w-]+\.sqlite$/.test(given);
  // Where that name is taken already, the interruption came after the archive had been renamed, or the mark is an old one.
  const isTaken = existsSync(path.join(dataFolder, given)) && existsSync(archiveFileOf(dataFolder));
  const name = isOwnName && !isTaken ? given : freeName(dataFolder, nowMs);
  for (const ending of endings) {
    const file = archiveFileOf(dataFolder) + ending;
    if (existsSync(file)) renameSync(file, path.join(dataFolder, name) + ending);
  }
  const artifacts = path.join(dataFolder, 'artifacts');
  const artifactsAside = path.join(dataFolder, artifactsAsideOf(name));
  if (existsSync(artifacts) && !existsSync(artifactsAside)) renameSync(artifacts, artifactsAside);
  rmSync(mark);
  return name;
}

/** The folder in which the artifacts of the archive set aside as `name` lie. */
export function artifactsAsideOf(name: string): string {
  return name.replace(/^archive\./, 'artifacts.').replace(/\.sqlite$/, '');
}

/** Such as `archive.damaged-2024-11-22-0554.sqlite`; numbered when there is one of that minute. */
function freeName(dataFolder: string, nowMs: number): string {
  const date = new Date(nowMs).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  for (let number = 1; ; number++) {
    const name = `archive.damaged-${date}${number > 1 ? `-${number}` : ''}.sqlite`;
    if (!existsSync(path.join(dataFolder, name)) && !existsSync(path.join(dataFolder, artifactsAsideOf(name))))
      return name;
  }
}
