import { triggerSchema, workSchema } from '../../../contract/timetable.ts';
import type { Database } from '../../archive/database.ts';
import type { Archive } from '../../archive/open-archive.ts';
import { ifReadable, type Row, readableRows } from '../../archive/readable-rows.ts';

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
  const read = damaged.prepare('SELECT value FROM facts WHERE name = ?');
  for (const name of keptFacts) {
    const row = ifReadable(() => read.get(name) as { value: string } | undefined, undefined);
    try {
      if (row) archive.facts.write(name, JSON.parse(row.value));
    } catch {
      // What is no JSON is no setting.
    }
  }
}

/** Brings schedules and watched folders over. */
export function salvageTimetable(damaged: Database, archive: Archive): SalvagedTimetable {
  const schedules = rowsOf(damaged, 'schedules', (row) => {
    triggerSchema.parse(JSON.parse(String(row.trigger)));
    workSchema.parse(JSON.parse(String(row.work)));
    JSON.parse(String(row.inputs));
    // Its batch is not in the new archive.
    archive.isolate(() => archive.schedules.restore({ ...row, last_batch_id: null, fault: null }));
  });
  const folders = rowsOf(damaged, 'watched_folders', (row) => {
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
function rowsOf(damaged: Database, table: string, keep: (row: Row) => void): { kept: number; lost: number } {
  const { rows } = ifReadable(() => readableRows(damaged, table, 'TRUE', rowsAtMost), { rows: [], unreadable: 0 });
  let kept = 0;
  for (const row of rows) {
    try {
      keep(row);
      kept++;
    } catch {
      // Not what it was.
    }
  }
  // The index of the ids lies on pages of its own.
  const index = `sqlite_autoindex_${table}_1`;
  const count = damaged.prepare(`SELECT count(id) AS found FROM ${table} INDEXED BY ${index} WHERE id > ''`);
  const { found } = ifReadable(() => count.get() as { found: number }, { found: rows.length });
  return { kept, lost: Math.max(rows.length, found) - kept };
}

/** The files of a watched folder that need no further look; null where not all of them can be read. */
function filesOf(damaged: Database, folderId: string): Row[] | null {
  const files = damaged.prepare('SELECT * FROM watched_files WHERE folder_id = ?');
  return ifReadable(() => files.all(folderId) as Row[], null);
}
