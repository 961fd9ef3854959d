import { mainTable } from '../contract/reading.ts';
import type { Session } from './engine-session.ts';
import { MisuseError } from './misuse.ts';
import { nearestName } from './nearest-name.ts';

/** A file, and the sheet of it that is meant; null: its main table. */
export interface LookedAtFile {
  readonly ticket: string;
  readonly sheet: string | null;
}

/**
 * Makes sure that each of `names` is a column of one of the files at least: what is written wrong would otherwise ask for nothing. A
 * file that cannot be looked into, or has more columns than are looked at, may have any. Throws MisuseError with the nearest name.
 */
export async function checkColumns(
  { client }: Session,
  names: readonly string[],
  files: readonly LookedAtFile[],
): Promise<void> {
  const unknown = new Set(names);
  const known = new Set<string>();
  for (const { ticket, sheet } of files) {
    if (unknown.size === 0) return;
    const reading = { ...mainTable, sheet };
    const preview = await client.files.previewSheet({ ticket, reading }).catch(() => null);
    if (preview === null || preview.columns.length < preview.columnCount) return;
    for (const { name } of preview.columns) {
      known.add(name);
      unknown.delete(name);
    }
  }
  const [column] = unknown;
  if (column === undefined) return;
  const near = nearestName(column, [...known]);
  throw near === null
    ? new MisuseError('columnUnknown', { column })
    : new MisuseError('columnMistaken', { column, near });
}
