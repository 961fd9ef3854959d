import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import type { ImportMode, ImportOutcome, LibraryImport, LibraryTable } from '../../contract/library/library.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import type { TableColumn, TableSource } from '../../contract/tables.ts';
import type { AuditAction } from '../../contract/upkeep.ts';
import type { LibraryTableRecord } from '../archive/library-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import type { HoldingManifests } from '../artifacts/holding-manifests.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import type { TableCache } from '../tables/table-cache.ts';
import type { TableSources } from '../tables/table-sources.ts';
import type { Audit } from '../upkeep/audit.ts';

interface ResultLibraryOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly audit: Audit;
  readonly holdings: HoldingManifests;
  readonly pool: ThreadPool;
  readonly tickets: TicketOffice;
  readonly sources: TableSources;
  readonly cache: TableCache;
  readonly now: () => number;
  /** Whoever asks through this process, as the audit names them. */
  readonly actor: string;
}

export interface AskedImport {
  readonly source: TableSource;
  readonly table: string;
  readonly mode: ImportMode;
  readonly keyColumns: readonly string[];
  readonly groupBy: string | null;
}

const tableExtension = '.duckdb';
/** Each time somebody else, such as another process, has changed the table while the import was at work. */
const maxTries = 10;

/**
 * The tables that results are imported into. A table is one file that never changes, so whoever reads it is disturbed by nobody;
 * an import writes another one, which becomes the table's in the transaction that puts the import on record.
 */
export class ResultLibrary {
  readonly #options: ResultLibraryOptions;

  constructor(options: ResultLibraryOptions) {
    this.#options = options;
  }

  list(): LibraryTable[] {
    return this.#options.archive.library.list().map(tableOf);
  }

  /** Throws LIBRARY_TABLE_UNKNOWN. */
  columns(id: string): TableColumn[] {
    this.#find(id);
    return this.#options.archive.library.columnsOf(id);
  }

  /** Throws LIBRARY_TABLE_UNKNOWN. */
  imports(id: string, limit: number): LibraryImport[] {
    this.#find(id);
    return this.#options.archive.library.imports(id, limit);
  }

  /** Throws LIBRARY_TABLE_UNKNOWN, LIBRARY_NAME_TAKEN. */
  rename(id: string, name: string): LibraryTable {
    const { archive } = this.#options;
    const before = this.#find(id);
    archive.transact(() => {
      if (!archive.library.rename(id, name)) throw new Fault('LIBRARY_NAME_TAKEN', { name });
      if (name !== before.name) this.#note('tableRenamed', `${before.name} → ${name}`);
    });
    void this.#options.holdings.writeTable(id);
    return tableOf(this.#find(id));
  }

  /** False when it was gone already. */
  remove(id: string): boolean {
    const { archive, artifacts, holdings } = this.#options;
    const table = archive.library.find(id);
    const isRemoved = archive.transact(() => {
      if (!table || !archive.library.remove(id)) return false;
      holdings.remove('tables', id);
      this.#note('tableRemoved', table.name);
      return true;
    });
    // What cannot be dropped at once goes with the next clean-up.
    if (isRemoved) void artifacts.dropUnreferenced().catch(() => undefined);
    return isRemoved;
  }

  /** What an import would do. */
  async preview(asked: AskedImport, signal?: AbortSignal): Promise<ImportOutcome> {
    const before = this.#options.archive.library.named(asked.table);
    return (await this.#importRows(asked, before, null, signal)).outcome;
  }

  /** Brings rows into a table, once for each `importId`. Throws the faults of contract/library and of the source, DISK_FULL. */
  async import(
    asked: AskedImport & { readonly importId: string },
    signal?: AbortSignal,
  ): Promise<{ table: LibraryTable; outcome: ImportOutcome; isRepeated: boolean }> {
    const { archive } = this.#options;
    for (let tries = 1; tries <= maxTries; tries++) {
      const known = archive.library.findImport(asked.importId);
      if (known) return { table: tableOf(this.#find(known.tableId)), outcome: known.outcome, isRepeated: true };
      const made = await this.#tryImport(asked, signal);
      if (made) return { ...made, isRepeated: false };
    }
    throw new Fault('LIBRARY_TABLE_BUSY', { table: asked.table });
  }

  /** null when the table has changed meanwhile. */
  async #tryImport(
    asked: AskedImport & { readonly importId: string },
    signal?: AbortSignal,
  ): Promise<{ table: LibraryTable; outcome: ImportOutcome } | null> {
    const { archive, artifacts, now } = this.#options;
    const before = archive.library.named(asked.table);
    const scratchName = `import-${randomUUID()}`;
    try {
      const scratchPath = path.join(await artifacts.makeScratchFolder(scratchName), 'table.duckdb');
      const { file, columns, outcome } = await this.#importRows(asked, before, scratchPath, signal);
      signal?.throwIfAborted();
      const content = { sha256: file!.sha256, sizeBytes: file!.sizeBytes, extension: tableExtension };
      const keyColumns = asked.mode === 'key' ? asked.keyColumns : (before?.keyColumns ?? []);
      const made = { id: asked.importId, mode: asked.mode, outcome, ...this.#originOf(asked.source) };
      const table = { before, newId: randomUUID(), name: asked.table, columns: [...columns], keyColumns, content };
      const isDone = await artifacts.keep([{ ...file!, extension: tableExtension }], async () =>
        archive.transact(() => {
          if (!archive.library.import(table, made, now())) return false;
          this.#note('tableImported', `${asked.table} ← ${made.origin}`);
          return true;
        }),
      );
      if (!isDone) return null;
      const imported = tableOf(archive.library.named(asked.table)!);
      await this.#options.holdings.writeTable(imported.id);
      return { table: imported, outcome };
    } catch (error) {
      // What it was to go on from has been replaced meanwhile, and its file is gone.
      const isOutrun = before !== null && archive.library.named(asked.table)?.sha256 !== before.sha256;
      if (isOutrun && signal?.aborted !== true) return null;
      throw error;
    } finally {
      await artifacts.removeScratchFolder(scratchName).catch(() => undefined);
    }
  }

  async #importRows(
    { source, mode, keyColumns, groupBy }: AskedImport,
    before: LibraryTableRecord | null,
    scratchPath: string | null,
    signal?: AbortSignal,
  ): Promise<Reply<'import-rows'>> {
    const { artifacts, cache, pool, sources } = this.#options;
    const { path: rowsPath } = await sources.findReady(source);
    const order: Order<'import-rows'> = {
      ...{ rowsPath, tablePath: before && artifacts.pathOf(before), mode, keyColumns, groupBy, scratchPath },
      spillFolder: cache.spillFolder,
    };
    return pool.run('import-rows', order, { lane: 'explore', owner: 'library', signal });
  }

  #originOf(source: TableSource): { origin: string; jobId: string | null } {
    const { archive, tickets } = this.#options;
    if (source.kind === 'query') return { origin: 'SQL', jobId: null };
    if (source.kind === 'input') return { origin: tickets.inputOf(source.ticket).fileName, jobId: null };
    return { origin: archive.jobs.find(source.jobId)?.input.fileName ?? source.jobId, jobId: source.jobId };
  }

  #find(id: string): LibraryTableRecord {
    const table = this.#options.archive.library.find(id);
    if (!table) throw new Fault('LIBRARY_TABLE_UNKNOWN');
    return table;
  }

  #note(action: AuditAction, subject: string): void {
    this.#options.audit.note(this.#options.actor, action, subject);
  }
}

function tableOf({ sha256: _, extension: __, ...table }: LibraryTableRecord): LibraryTable {
  return table;
}
