import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import { ArtifactRepository } from './artifact-repository.ts';
import { closeDatabase, type Database, inTransaction, openDatabase, sqliteFailure } from './database.ts';
import { JobRepository } from './job-repository.ts';
import { archiveVersion, migrate, readVersion } from './migrations.ts';

/** The engine's durable memory. */
export interface Archive {
  readonly jobs: JobRepository;
  readonly artifacts: ArtifactRepository;
  /** Several writes that stand or fall together. */
  transact<T>(work: () => T): T;
  close(): void;
}

const busyTimeoutMs = 5_000;

/**
 * Opens the archive of a data folder, making or migrating it. Every commit is on the disk when it returns
 * (`synchronous=FULL`). Throws ARCHIVE_TOO_NEW without having touched the file, and ARCHIVE_DAMAGED.
 */
export function openArchive(dataFolder: string): Archive {
  const file = path.join(dataFolder, 'archive.sqlite');
  refuseNewer(versionInHeader(file));
  const database = openDatabase(file, busyTimeoutMs);
  try {
    refuseNewer(readVersion(database));
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    migrate(database);
    return archiveOf(database);
  } catch (error) {
    database.close();
    const failure = sqliteFailure(error);
    if (failure === 'notADatabase' || failure === 'corrupt') {
      throw new Fault('ARCHIVE_DAMAGED', { file }, { cause: error });
    }
    throw error;
  }
}

function archiveOf(database: Database): Archive {
  return {
    jobs: new JobRepository(database),
    artifacts: new ArtifactRepository(database),
    transact: (work) => inTransaction(database, work),
    close: () => closeDatabase(database),
  };
}

function refuseNewer(version: number): void {
  if (version > archiveVersion) {
    throw new Fault(
      'ARCHIVE_TOO_NEW',
      {},
      { detail: `archive version ${version}, this program knows ${archiveVersion}` },
    );
  }
}

/** `user_version` as it stands in the file's header (https://sqlite.org/fileformat.html, offset 60): opening would write. */
function versionInHeader(file: string): number {
  if (!existsSync(file)) return 0;
  const header = Buffer.alloc(64);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return header.toString('latin1', 0, 15) === 'SQLite format 3' ? header.readUInt32BE(60) : 0;
}
