import { sqliteFailure } from '../../archive/database.ts';
import type { Archive } from '../../archive/open-archive.ts';

/** What speaks of the new archive and its disk, not of a row. */
const troubles: readonly (string | null)[] = ['full', 'busy', 'readOnly', 'cannotOpen'];

/**
 * Does `write`, which brings a row of a damaged archive into `archive`; false where the row is not what it was. Throws what keeps the
 * new archive itself from taking any row, such as a full disk: nothing is lost by that, the next start tries again.
 */
export function skipUnsound(archive: Pick<Archive, 'isTransacting'>, write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (!archive.isTransacting() || troubles.includes(sqliteFailure(error))) throw error;
    return false;
  }
}
