import { stat } from 'node:fs/promises';
import { Fault } from '../../contract/faults.ts';
import type { Reading } from '../../contract/reading.ts';
import type { TableSource } from '../../contract/tables.ts';
import type { JobInput } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import { faultOfInputError } from '../files/fault-of-system-error.ts';
import { checkInputFile } from '../files/input-file.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import { engineVersion } from '../version.ts';
import type { TableCache } from './table-cache.ts';

/** Rises when the same file would be stored otherwise. */
const importVersion = 2;

/** A table whose rows lie in a file that never changes. */
export interface ReadyTable {
  readonly path: string;
  /** What views of it are called by. */
  readonly key: string;
}

/** A table of a chosen file that has not been read to its end. */
export interface UnreadTable {
  readonly input: JobInput;
  readonly reading: Reading;
  /** What the file of its rows is to be called by. */
  readonly parts: readonly unknown[];
  readonly key: string;
}

interface TableSourcesOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly tickets: TicketOffice;
  readonly cache: TableCache;
}

export const tableExtension = '.parquet';
/** What the file of a query's rows is called by. */
export const queryParts = (queryId: string): readonly unknown[] => ['query', queryId];

/** Finds the rows behind what a window names. */
export class TableSources {
  readonly #options: TableSourcesOptions;

  constructor(options: TableSourcesOptions) {
    this.#options = options;
  }

  /** Throws JOB_UNKNOWN, RESULT_NOT_READY, QUERY_FORGOTTEN, TICKET_UNKNOWN and the faults of a file that is no longer as it was chosen. */
  async find(source: TableSource): Promise<ReadyTable | UnreadTable> {
    if (source.kind === 'result') return this.#findResult(source.jobId, source.artifact);
    if (source.kind === 'query') return this.#findQuery(source.queryId);
    const input = this.#options.tickets.inputOf(source.ticket);
    await checkInputFile(input);
    const parts = await partsOf(input, source.reading);
    const key = JSON.stringify(parts);
    const path = await this.#options.cache.find(tableExtension, ...parts);
    return path === null ? { input, reading: source.reading, parts, key } : { path, key };
  }

  /** Throws TABLE_NOT_READ as well. */
  async findReady(source: TableSource): Promise<ReadyTable> {
    const found = await this.find(source);
    if (!('path' in found)) throw new Fault('TABLE_NOT_READ');
    return found;
  }

  async #findQuery(queryId: string): Promise<ReadyTable> {
    const path = await this.#options.cache.find(tableExtension, ...queryParts(queryId));
    if (path === null) throw new Fault('QUERY_FORGOTTEN');
    return { path, key: queryId };
  }

  #findResult(jobId: string, kind: string): ReadyTable {
    const record = this.#options.archive.jobs.find(jobId);
    if (!record) throw new Fault('JOB_UNKNOWN');
    const artifact = record.artifacts.find((one) => one.kind === kind);
    if (artifact?.extension !== tableExtension) throw new Fault('RESULT_NOT_READY');
    return { path: this.#options.artifacts.pathOf(artifact), key: artifact.sha256 };
  }
}

/**
 * What the rows of a chosen file depend on. Its bytes are not digested, which would take as long as reading them: a file that
 * was written to has another time of change, which no program sets at will.
 */
async function partsOf({ path, fileName }: JobInput, reading: Reading): Promise<readonly unknown[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw faultOfInputError(error, fileName);
  });
  return [importVersion, engineVersion, path, found.ino, found.size, found.mtimeMs, found.ctimeMs, reading];
}
