import path from 'node:path';
import { fileURLToPath } from 'node:url';

interface Start {
  readonly argv: readonly string[];
  /** What relative names start from. */
  readonly workingFolder: string;
  /** Whether the program is the packaged app; else it is Electron, and its first word is the folder of the app. */
  readonly isPackaged: boolean;
}

/**
 * The files that a start of the program names, as absolute paths in their order. A word that begins with `-` is a switch,
 * whatever stands before it; some desktops name files by their URLs.
 */
export function filesNamedBy({ argv, workingFolder, isPackaged }: Start): string[] {
  const words = argv.filter((word) => word !== '' && !word.startsWith('-'));
  return words.slice(isPackaged ? 1 : 2).map((word) => path.resolve(workingFolder, pathOf(word)));
}

/** Any other word is taken as a path: that nothing lies there is told like that of a file that is gone. */
function pathOf(word: string): string {
  if (!/^file:\/\//i.test(word)) return word;
  try {
    return fileURLToPath(word);
  } catch {
    return word;
  }
}

/** Files the system wants opened: kept until somebody takes them, since they may be named before the engine is open. */
export class OpenedFiles {
  #kept: string[] = [];
  #take: ((files: readonly string[]) => void) | null = null;

  add(files: readonly string[]): void {
    if (files.length === 0) return;
    if (this.#take) this.#take(files);
    else this.#kept.push(...files);
  }

  /** From now on `take` has them, those kept so far first. */
  handTo(take: (files: readonly string[]) => void): void {
    this.#take = take;
    const kept = this.#kept;
    this.#kept = [];
    this.add(kept);
  }
}
