import path from 'node:path';
import type { Engine } from '../engine/engine.ts';

/** Puts on record that the files at `paths`, which belong together, have left the data folder. */
export function noteExported(engine: Engine, paths: readonly string[]): void {
  const [first, ...others] = paths.map((one) => path.basename(one));
  if (first === undefined) return;
  try {
    engine.upkeep.noteExport(others.length === 0 ? first : `${first} (${paths.length} files)`);
  } catch {
    // The files are written: that it could not be noted must not look as if they were not.
  }
}
