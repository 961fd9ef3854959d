import { triggerSchema, workSchema } from '../../../contract/timetable.ts';
import type { Database } from '../../archive/database.ts';
import type { Archive } from '../../archive/open-archive.ts';
import { ifReadable, type Row, readableRows } from '../../archive/readable-rows.ts';
import { skipUnsound } from './skip-unsound.ts';

/** There are never so many schedules or watched folders. */
const rowsAtMost = 4096;
/** What a person has set, by the names of the facts. */
const keptFacts = ['engineSettings', 'webhookSecret', 'isQueuePaused'];

export interface SalvagedTimetable {
  readonly schedules: number;
  readonly folders: number;
  readonly lostSchedules: number;
  readonly lostFolders: number;
}

/** Brings the settings over that can be read. */
export function salvageSettings(damaged: Database, archive: Archive): void {
  const read = (name: string) => damaged.prepare('SELECT value FROM facts WHERE name = ?').get(name);
  for (const name of keptFacts) {
    const row = ifReadable(() => read(name) as { value: string } | undefined, undefined);
    // What is no JSON is no setting.
    if (row) skipUnsound(archive, () => archive.facts.write(name, JSON.parse(row.value)));
  }
}

/** Brings schedules and watched folders over. */
export function salvageTimetable(damaged: Database, archive: Archive): SalvagedTimetable {
  const schedules = rowsOf(damaged, archive, 'schedules', (row) => {
    triggerSchema.parse(JSON.parse(String(row.trigger)));
    workSchema.parse(JSON.parse(String(row.work)));
    JSON.parse(String(row.inputs));
    // Its batch is not in the new archive.
    archive.isolate(() => archive.schedules.restore({ ...row, last_batch_id: null, fault: null }));
  });
  const folders = rowsOf(damaged, archive, 'watched_folders', (row) => {
    workSchema.parse(JSON.parse(String(row.work)));
    const files = filesOf(damaged, String(row.id));
    // Files that were submitted must not be taken for new ones: it begins anew once a person switches it on.
    archive.isolate(() => archive.watches.restore(files ? row : { ...row, is_enabled: 0, is_begun: 0 }, files ?? []));
  });
  return {
    ...{ schedules: schedules.kept, lostSchedules: schedules.lost },
    ...{ folders: folders.kept, lostFolders: folders.lost },
  };
}

/** Hands over every row that can be read; what `keep` does not understand is lost with what cannot be read. */
function rowsOf(
  damaged: Database,
  archive: Archive,
  table: string,
  keep: (row: Row) => void,
): { kept: number; lost: number } {
  const { rows } = ifReadable(() => readableRows(damaged, table, 'TRUE', rowsAtMost), { rows: [], unreadable: 0 });
  let kept = 0;
  for (const row of rows) {
    if (skipUnsound(archive, () => keep(row))) kept++;
  }
  // The index of the ids lies on pages of its own.
  const index = `sqlite_autoindex_${table}_1`;
  const count = `SELECT count(id) AS found FROM ${table} INDEXED BY ${index} WHERE id > ''`;
  const { found } = ifReadable(() => damaged.prepare(count).get() as { found: number }, { found: rows.length });
  return { kept, lost: Math.max(rows.length, found) - kept };
}

/** The files of a watched folder that need no further look; null where not all of them can be read. */
function filesOf(damaged: Database, folderId: string): Row[] | null {
  const files = 'SELECT * FROM watched_files WHERE folder_id = ?';
  return ifReadable(() => damaged.prepare(files).all(folderId) as Row[], null);
}
