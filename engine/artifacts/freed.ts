import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/** What was removed from the disk. */
export interface Freed {
  readonly files: number;
  readonly sizeBytes: number;
}

/** Files taken out of their places: what has still to be removed, and what was. */
export interface TakenOut {
  readonly aside: readonly string[];
  readonly freed: Freed;
}

export const nothingFreed: Freed = { files: 0, sizeBytes: 0 };

export const sumOfFreed = (one: Freed, other: Freed): Freed => ({
  files: one.files + other.files,
  sizeBytes: one.sizeBytes + other.sizeBytes,
});

/** A file that still has another name, as while its scratch folder is there, gives no room back yet. */
export const freedBy = (size: number, names: number): Freed => ({ files: 1, sizeBytes: names > 1 ? 0 : size });

/** Removes files that were set aside, and counts what is really gone. */
export async function removeAside({ aside, freed }: TakenOut): Promise<Freed> {
  let all = freed;
  for (const file of aside) {
    try {
      const { size, nlink } = statSync(file);
      await rm(file);
      all = sumOfFreed(all, freedBy(size, nlink));
    } catch {
      // Gone with the scratch of this host at the next start.
    }
  }
  return all;
}
