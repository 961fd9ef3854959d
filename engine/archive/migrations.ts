import { type Database, inTransaction } from './database.ts';
import { fifthSchema } from './fifth-schema.ts';
import { firstSchema } from './first-schema.ts';
import { fourthSchema } from './fourth-schema.ts';
import { secondSchema } from './second-schema.ts';
import { seventhSchema } from './seventh-schema.ts';
import { sixthSchema } from './sixth-schema.ts';
import { thirdSchema } from './third-schema.ts';

/** The archive's versions, oldest first; `PRAGMA user_version` holds how many were applied. A released one never changes. */
const migrations: readonly string[] = [
  ...[firstSchema, secondSchema, thirdSchema, fourthSchema, fifthSchema, sixthSchema, seventhSchema],
];

/** The version this program writes. */
export const archiveVersion = migrations.length;

export function readVersion(database: Database): number {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
}

/** Brings the archive to `archiveVersion`, each step in a transaction of its own. */
export function migrate(database: Database): void {
  // SQLite's own lower() knows ASCII only.
  database.function('lowercase', { deterministic: true }, (text: string) => text.toLowerCase());
  while (readVersion(database) < archiveVersion) {
    inTransaction(database, () => {
      // Read again: another process may have done this step while this one waited for its turn.
      const version = readVersion(database);
      if (version >= archiveVersion) return;
      database.exec(migrations[version]!);
      database.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}
