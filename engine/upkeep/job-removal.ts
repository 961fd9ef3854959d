import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import type { Freed } from '../artifacts/freed.ts';
import type { ResultManifests } from '../artifacts/result-manifests.ts';
import { SliceSize } from './pace.ts';

interface JobRemovalOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly manifests: ResultManifests;
}

/** Removes ended jobs with everything that only they need, a few at a time, so that nobody waits for it. */
export class JobRemoval {
  readonly #options: JobRemovalOptions;
  readonly #slice = new SliceSize(4, 128);

  constructor(options: JobRemovalOptions) {
    this.#options = options;
  }

  /** Removes those of `ids` that have ended; gives which these were and what the disk got back. */
  async remove(
    ids: readonly string[],
    options: {
      readonly keepsPinned: boolean;
      /** Hears of each slice. */
      readonly onRemoved?: () => void;
      /** Runs in the transaction of the first slice in which a job goes, such as a note in the audit. */
      readonly alongside?: () => void;
    },
  ): Promise<{ removed: string[]; freed: Freed }> {
    const { archive } = this.#options;
    const { keepsPinned, onRemoved = () => {}, alongside = () => {} } = options;
    const removed: string[] = [];
    for (let from = 0; from < ids.length; ) {
      const slice = ids.slice(from, from + this.#slice.current);
      from += slice.length;
      const gone = await this.#removeSlice(slice, keepsPinned, removed.length === 0 ? alongside : () => {});
      if (gone.length > 0) onRemoved();
      removed.push(...gone);
      await nextTurn();
      await archive.settleParts();
      await archive.awaitLog();
    }
    // Now it is to be on the disk.
    if (removed.length > 0) await archive.flushParts();
    return { removed, freed: await this.#dropFiles() };
  }

  async #removeSlice(ids: readonly string[], keepsPinned: boolean, alongside: () => void): Promise<string[]> {
    const { archive, manifests } = this.#options;
    const leaving = archive.jobs.removable(ids, keepsPinned);
    // Others never had one.
    const completed = leaving.filter(({ state }) => state === 'completed').map(({ id }) => id);
    await manifests.remove(completed);
    // That a hundred files are gone has been told in this turn.
    await nextTurn();
    const beganAtMs = performance.now();
    let gone: string[] = [];
    try {
      gone = archive.transactPart(() => {
        const removed = archive.jobs.removeEnded(ids, keepsPinned);
        if (removed.length > 0) alongside();
        return removed;
      });
    } finally {
      this.#slice.took(performance.now() - beganAtMs);
      // Somebody has kept them meanwhile, or nothing could be written.
      const staying = gone.length < leaving.length ? completed.filter((id) => !gone.includes(id)) : [];
      for (const id of staying) await manifests.write(id);
    }
    return gone;
  }

  /** Drops the files that nothing refers to any more. On a disk that cannot be written the next clean-up does. */
  async #dropFiles(): Promise<Freed> {
    return this.#options.artifacts.dropUnreferenced().catch(() => ({ files: 0, sizeBytes: 0 }));
  }
}
