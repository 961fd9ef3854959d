import { stat } from 'node:fs/promises';
import type { FileState } from '../../archive/watch-repository.ts';
import { eachOf } from '../../files/each-of.ts';
import { looksFinished } from './looks-finished.ts';

/** A file that cannot be opened is tried again ever more seldom, up to this. */
const maxPauseMs = 30_000;

interface SettlingFilesOptions {
  /** A file is complete once its size and its time have stood still for so long. */
  readonly stableMs: number;
  /** The same for one that does not end as files of its kind do. */
  readonly unfinishedMs: number;
  /** How often it is looked at until then. */
  readonly pollMs: number;
  /** Time that no change of a clock moves. */
  readonly elapsedMs: () => number;
}

interface Settling {
  state: FileState | null;
  unchangedSinceMs: number;
  /** The longest time that it stood still and changed all the same. */
  longestPauseMs: number;
  nextLookMs: number;
  pauseMs: number;
}

/**
 * Files that are new or have changed, until they are completely written: nobody says so, but a file whose size and time
 * stand still, that can be opened and ends as one of its kind does is taken for complete; one that ends otherwise when it has
 * stood still for much longer.
 */
export class SettlingFiles {
  readonly #options: SettlingFilesOptions;
  readonly #files = new Map<string, Settling>();

  constructor(options: SettlingFilesOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#files.size;
  }

  add(path: string): void {
    const nowMs = this.#options.elapsedMs();
    const known = this.#files.get(path);
    if (known) known.nextLookMs = Math.min(known.nextLookMs, nowMs + this.#options.pollMs);
    else {
      const looks = { nextLookMs: nowMs, pauseMs: this.#options.pollMs };
      this.#files.set(path, { state: null, unchangedSinceMs: nowMs, longestPauseMs: 0, ...looks });
    }
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  clear(): void {
    this.#files.clear();
  }

  /** Looks at those whose turn it is, and gives and forgets the ones that are complete. Those that are gone are forgotten. */
  async settled(): Promise<FileState[]> {
    const nowMs = this.#options.elapsedMs();
    const due = [...this.#files].filter(([, file]) => file.nextLookMs <= nowMs);
    const looked = await eachOf(due, ([path, file]) => this.#look(path, file));
    return looked.filter((state) => state !== null);
  }

  async #look(path: string, file: Settling): Promise<FileState | null> {
    const state = await stateOf(path);
    const nowMs = this.#options.elapsedMs();
    file.nextLookMs = nowMs + file.pauseMs;
    if (!state) return this.#forget(path);
    const isSame = state.sizeBytes === file.state?.sizeBytes && state.modifiedAtMs === file.state.modifiedAtMs;
    if (!isSame) {
      if (file.state) file.longestPauseMs = Math.max(file.longestPauseMs, nowMs - file.unchangedSinceMs);
      file.state = state;
      file.unchangedSinceMs = nowMs;
      file.pauseMs = this.#options.pollMs;
      return null;
    }
    const { stableMs, unfinishedMs } = this.#options;
    const stillMs = nowMs - file.unchangedSinceMs;
    // A writer that paused once may pause again, as one that copies over a slow network does.
    if (stillMs < Math.max(stableMs, Math.min(unfinishedMs, 2 * file.longestPauseMs))) return null;
    // An empty file is one that somebody is about to write: its first bytes are heard of.
    if (state.sizeBytes === 0) return this.#forget(path);
    const isFinished = await looksFinished(path, state.sizeBytes);
    if (isFinished === null) file.pauseMs = Math.min(maxPauseMs, file.pauseMs * 2);
    else if (isFinished || stillMs >= unfinishedMs) {
      this.#files.delete(path);
      return state;
    }
    return null;
  }

  #forget(path: string): null {
    this.#files.delete(path);
    return null;
  }
}

/** A file as it shows from outside; null when it is gone or is no file. */
export async function stateOf(path: string): Promise<FileState | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { path, sizeBytes: found.size, modifiedAtMs: found.mtimeMs } : null;
}
