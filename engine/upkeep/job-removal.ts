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
    const { keepsPinned, onRemoved = () => {}, alongside = () => {} } = options;
    const removed: string[] = [];
    for (let from = 0; from < ids.length; ) {
      const startedAtMs = performance.now();
      const slice = ids.slice(from, from + this.#slice.current);
      from += slice.length;
      const gone = this.#removeSlice(slice, keepsPinned, removed.length === 0 ? alongside : () => {});
      if (gone.length > 0) onRemoved();
      removed.push(...gone);
      this.#slice.took(performance.now() - startedAtMs);
      await nextTurn();
      await this.#options.archive.awaitLog();
    }
    // Now it is to be on the disk.
    if (removed.length > 0) {
      await this.#options.archive.settleParts();
      this.#options.archive.transact(() => {});
    }
    return { removed, freed: await this.#dropFiles() };
  }

  #removeSlice(ids: readonly string[], keepsPinned: boolean, alongside: () => void): string[] {
    const { archive, manifests } = this.#options;
    return archive.transactPart(() => {
      const gone = archive.jobs.removeEnded(ids, keepsPinned);
      manifests.remove(gone);
      if (gone.length > 0) alongside();
      return gone;
    });
  }

  /**
   * Drops the files that nothing refers to any more: in transactions that wait for the disk, so that no file is gone whose job
   * a loss of power would bring back. On a disk that cannot be written the next clean-up does. */
  async #dropFiles(): Promise<Freed> {
    return this.#options.artifacts.dropUnreferenced().catch(() => ({ files: 0, sizeBytes: 0 }));
  }
}
