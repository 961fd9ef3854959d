import { chmodSync, closeSync, existsSync, openSync, readSync } from 'node:fs';
import { Fault } from '../../contract/faults.ts';
import { artifactPathOf, artifactRootOf } from '../artifacts/artifact-path.ts';
import { ArchiveSpace, makeShrinkable } from './archive-space.ts';
import { ArtifactRepository } from './artifact-repository.ts';
import { AuditRepository } from './audit-repository.ts';
import { BatchArtifactRepository } from './batch-artifact-repository.ts';
import { BatchRepository } from './batch-repository.ts';
import { ContentRepository } from './content-repository.ts';
import { archiveFileOf } from './damaged-archive.ts';
import { closeDatabase, type Database, openDatabase, sqliteFailure } from './database.ts';
import { DeliveryRepository } from './delivery-repository.ts';
import { DurationRepository } from './duration-repository.ts';
import { FactRepository } from './fact-repository.ts';
import { HostRepository } from './host-repository.ts';
import { JobAcceptance } from './job-acceptance.ts';
import { JobAttempts } from './job-attempts.ts';
import { JobChanges } from './job-changes.ts';
import { JobHistoryRepository } from './job-history.ts';
import { JobLedger } from './job-ledger.ts';
import { JobPages } from './job-pages.ts';
import { JobRepository } from './job-repository.ts';
import { JobWaiting } from './job-waiting.ts';
import { LibraryRepository } from './library-repository.ts';
import { archiveVersion, migrate, readVersion } from './migrations.ts';
import { ModelRepository } from './model-repository.ts';
import { NoticeRepository } from './notice-repository.ts';
import { QueryHistoryRepository } from './query-history-repository.ts';
import { QueryableResultsRepository } from './queryable-results-repository.ts';
import { RecoveredJobRepository } from './recovered-job-repository.ts';
import { RetentionRepository } from './retention-repository.ts';
import { RunningJobRepository } from './running-job-repository.ts';
import { ScheduleRepository } from './schedule-repository.ts';
import { ShardRepository } from './shard-repository.ts';
import { Transactions } from './transactions.ts';
import { WatchRepository } from './watch-repository.ts';

/** What the embedded queue is made of. */
export interface QueueTables {
  readonly ledger: JobLedger;
  readonly acceptance: JobAcceptance;
  readonly attempts: JobAttempts;
  readonly waiting: JobWaiting;
}

/** The engine's durable memory. */
export interface Archive {
  readonly jobs: JobRepository;
  readonly batches: BatchRepository;
  readonly batchArtifacts: BatchArtifactRepository;
  readonly jobPages: JobPages;
  readonly jobHistory: JobHistoryRepository;
  readonly jobChanges: JobChanges;
  /** Changes of states: for the queue alone. */
  readonly queue: QueueTables;
  readonly shards: ShardRepository;
  readonly artifacts: ArtifactRepository;
  readonly contents: ContentRepository;
  readonly audit: AuditRepository;
  readonly facts: FactRepository;
  readonly hosts: HostRepository;
  readonly schedules: ScheduleRepository;
  readonly watches: WatchRepository;
  readonly deliveries: DeliveryRepository;
  readonly durations: DurationRepository;
  readonly models: ModelRepository;
  readonly library: LibraryRepository;
  readonly queryHistory: QueryHistoryRepository;
  readonly queryableResults: QueryableResultsRepository;
  readonly notices: NoticeRepository;
  readonly recoveredJobs: RecoveredJobRepository;
  readonly retention: RetentionRepository;
  readonly space: ArchiveSpace;
  readonly runningJobs: RunningJobRepository;
  /** Another number whenever another connection than this archive's has written. */
  dataVersion(): number;
  /** Several writes that stand or fall together. */
  transact<T>(work: () => T): T;
  /** The same for a part of something larger: it is on the disk once the next `transact` is. Nobody waits for the disk here. */
  transactPart<T>(work: () => T): T;
  /** Brings parts to the disk on another thread: the `transact` that follows waits for little. */
  settleParts(): Promise<void>;
  /** Resolves when all parts are on the disk, by another thread; what keeps them from getting there is thrown. */
  flushParts(): Promise<void>;
  /** To be awaited between the parts of a large change: while the log is long, nothing is to be written until it begins anew. */
  awaitLog(): Promise<void>;
  /** Names what brings a long log into the archive; until then nobody waits for that. */
  settleLogBy(settle: () => Promise<void>): void;
  /** Brings the log into the archive, which gets shorter only then. */
  settleLog(): Promise<void>;
  /** Writes that are undone alone when `work` throws, within a transaction that goes on. */
  isolate<T>(work: () => T): T;
  /** Whether a transaction is open: some failures, such as a full disk, end it at once. */
  isTransacting(): boolean;
  close(): void;
}

const busyTimeoutMs = 5_000;
/** A process that writes lets go much sooner. */
const lookingTimeoutMs = 250;

/** Holds the indexes of a hundred thousand jobs. */
const cacheKibibytes = 32_768;

/**
 * From so many pages on the connection that writes brings the log into the archive by itself: ten times the length from which
 * a thread does so (ArchiveLog), for a log that grows faster than that, or where nothing but this connection is at work.
 */
const logPages = 40_000;
/** What a log may keep of its length when it begins anew: cutting it costs a millisecond for each megabyte. */
const keptLogBytes = 32 * 2 ** 20;

/**
 * Opens the archive of a data folder, making or migrating it. Every commit is on the disk when it returns
 * (`synchronous=FULL`). Throws ARCHIVE_TOO_NEW without having touched the file, ARCHIVE_DAMAGED, DATA_FOLDER_READ_ONLY and
 * DISK_FULL.
 */
export function openArchive(dataFolder: string): Archive {
  const file = archiveFileOf(dataFolder);
  refuseNewer(versionInHeader(file));
  const database = openDatabase(file, busyTimeoutMs);
  try {
    refuseNewer(readVersion(database));
    keepFromOthers(file);
    makeShrinkable(database);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    database.exec(
      `PRAGMA cache_size = -${cacheKibibytes}; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = ${logPages};
       PRAGMA journal_size_limit = ${keptLogBytes}`,
    );
    migrate(database);
    return archiveOf(database, dataFolder);
  } catch (error) {
    database.close();
    const failure = sqliteFailure(error);
    if (failure === 'notADatabase' || failure === 'corrupt') {
      throw new Fault('ARCHIVE_DAMAGED', { file }, { cause: error });
    }
    if (failure === 'readOnly') throw new Fault('DATA_FOLDER_READ_ONLY', { folder: dataFolder }, { cause: error });
    if (failure === 'full') throw new Fault('DISK_FULL', {}, { cause: error });
    throw error;
  }
}

/** Secrets lie in it. The log beside it takes its rights from it. A file system without rights has nothing to set. */
function keepFromOthers(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch {
    // Somebody else's file that may still be written, or a file system that knows no rights.
  }
}

function archiveOf(database: Database, dataFolder: string): Archive {
  const root = artifactRootOf(dataFolder);
  const contents = new ContentRepository(database, (content) => existsSync(artifactPathOf(root, content)));
  const dataVersion = database.prepare('PRAGMA data_version');
  const artifacts = new ArtifactRepository(database, contents);
  const ledger = new JobLedger(database);
  const acceptance = new JobAcceptance(database, ledger);
  const transactions = new Transactions(database, archiveFileOf(dataFolder), (work) => ledger.tally.transact(work));
  const waiting = new JobWaiting(database, ledger);
  const { fresh } = ledger.tally;
  const settle = () => settleForLists(database, transactions, fresh.areThere, () => fresh.settle());
  const { ended } = ledger;
  const settleEnded = () =>
    settleForLists(database, transactions, ended.areBehind, () => ended.addSome()) && ended.areBehind;
  const space = new ArchiveSpace(database, archiveFileOf(dataFolder));
  return {
    jobs: new JobRepository(database, ledger),
    batches: new BatchRepository(database, settle),
    batchArtifacts: new BatchArtifactRepository(database, contents),
    jobPages: new JobPages(database, ledger.tally.totals, settle, settleEnded),
    jobHistory: new JobHistoryRepository(database),
    jobChanges: new JobChanges(database),
    queue: { ledger, acceptance, attempts: new JobAttempts(database, ledger), waiting },
    shards: new ShardRepository(database, contents),
    artifacts,
    contents,
    audit: new AuditRepository(database),
    facts: new FactRepository(database),
    hosts: new HostRepository(database),
    schedules: new ScheduleRepository(database),
    watches: new WatchRepository(database),
    deliveries: new DeliveryRepository(database),
    durations: new DurationRepository(database),
    models: new ModelRepository(database, contents),
    library: new LibraryRepository(database, contents),
    queryHistory: new QueryHistoryRepository(database),
    queryableResults: new QueryableResultsRepository(database),
    notices: new NoticeRepository(database),
    recoveredJobs: new RecoveredJobRepository(database, ledger.tally, artifacts),
    retention: new RetentionRepository(database, settleEnded),
    space,
    runningJobs: new RunningJobRepository(database),
    dataVersion: () => (dataVersion.get() as { data_version: number }).data_version,
    transact: (work) => transactions.durably(work),
    transactPart: (work) => transactions.inPart(work),
    settleParts: () => transactions.log.settled(),
    flushParts: () => transactions.flushed(),
    awaitLog: () => transactions.log.awaitRoom(),
    settleLogBy: (settle) => transactions.log.settleBy(settle),
    settleLog: async () => {
      if (!(await transactions.log.settleNow())) space.settle();
    },
    isolate: (work) => ledger.tally.isolate(work),
    isTransacting: () => database.isTransaction,
    close: () => {
      transactions.log.close();
      closeDatabase(database);
    },
  };
}

/** Settles what lists need for somebody who looks at one and should not have to wait; false where nothing came of it. */
function settleForLists(database: Database, transactions: Transactions, isThere: boolean, settle: () => void): boolean {
  if (database.isTransaction || !isThere) return false;
  database.exec(`PRAGMA busy_timeout = ${lookingTimeoutMs}`);
  try {
    transactions.inPart(settle);
    return true;
  } catch (error) {
    // On a full disk, or while another process holds the archive, lists go without the newest few.
    if (!['full', 'busy', 'readOnly'].includes(sqliteFailure(error) ?? '')) throw error;
    return false;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  }
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
