import { createHash, randomUUID } from 'node:crypto';
import { Fault } from '../../contract/faults.ts';
import type { PastQuery, QueryableResult, QueryResult } from '../../contract/library/library.ts';
import type { QueriedTable } from '../../contract/library/library-orders.ts';
import type { Reply } from '../../contract/orders.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ResultRows } from '../archive/queryable-results-repository.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import type { TableCache } from '../tables/table-cache.ts';
import { queryParts, tableExtension } from '../tables/table-sources.ts';
import { endingOfResult, resultName } from './result-names.ts';

interface QueriesOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly cache: TableCache;
  readonly now: () => number;
}

export interface AskedQuery {
  readonly sql: string;
  readonly maxRows: number;
  readonly timeoutMs: number;
}

const resultsSchema = 'results';

/** SQL over library tables and results. Rows found are kept in the cache of tables, where they are looked at and exported. */
export class Queries {
  readonly #options: QueriesOptions;

  constructor(options: QueriesOptions) {
    this.#options = options;
  }

  listResults(asked: { search: string; limit: number; offset: number }): {
    results: QueryableResult[];
    hasMore: boolean;
  } {
    const { results, hasMore } = this.#options.archive.queryableResults.page(asked.search, asked.limit, asked.offset);
    return { results: results.map(queryableOf), hasMore };
  }

  findResult(jobId: string): QueryableResult | null {
    const found = this.#options.archive.queryableResults.find(jobId);
    return found && queryableOf(found);
  }

  /** Runs a reading statement and puts it into the history, however it ends. Throws the faults of contract/library. */
  async run(asked: AskedQuery, signal?: AbortSignal): Promise<QueryResult> {
    const startedAtMs = performance.now();
    try {
      const found = await this.#run(asked, signal);
      const result = { ...found, durationMs: performance.now() - startedAtMs };
      this.#note({ sql: asked.sql, durationMs: result.durationMs, rows: result.rows, fault: null });
      return result;
    } catch (error) {
      const fault = error instanceof Fault ? error.code : 'INTERNAL';
      this.#note({ sql: asked.sql, durationMs: null, rows: null, fault });
      throw error;
    }
  }

  async #run(asked: AskedQuery, signal?: AbortSignal): Promise<Omit<QueryResult, 'durationMs'>> {
    const { cache, pool } = this.#options;
    const named = (await runInteractive(pool, 'parse-query', { sql: asked.sql }, signal)).tables;
    const tables = named.flatMap((name) => this.#tableOf(name) ?? []);
    // Another one each time: the same text may find other rows.
    const queryId = createHash('sha256').update(randomUUID()).digest('hex');
    let found: Reply<'run-query'> | null = null;
    await cache.make(tableExtension, queryParts(queryId), async (scratchPath) => {
      const order = { ...asked, tables, scratchPath, spillFolder: cache.spillFolder };
      found = await pool.run('run-query', order, { lane: 'explore', owner: 'query', signal });
    });
    const { columns, rows, isCut } = found! as Reply<'run-query'>;
    return { queryId, columns: [...columns], rows, isCut };
  }

  /** The file behind a name of a statement; null for names that are none of ours, such as those the statement gives itself. */
  #tableOf({ schema, name }: Reply<'parse-query'>['tables'][number]): QueriedTable | null {
    const { archive, artifacts } = this.#options;
    if (schema === null) {
      const table = archive.library.named(name);
      return table && { schema: null, name, path: artifacts.pathOf(table) };
    }
    if (schema.toLowerCase() !== resultsSchema) return null;
    const ending = endingOfResult(name);
    const result = ending === null ? null : archive.queryableResults.endingIn(ending);
    return result && { schema: resultsSchema, name, path: artifacts.pathOf(result) };
  }

  past(search: string, limit: number): PastQuery[] {
    return this.#options.archive.queryHistory.list(search, limit);
  }

  forgetPast(): number {
    const { archive } = this.#options;
    return archive.transact(() => archive.queryHistory.forgetAll());
  }

  #note(query: Omit<PastQuery, 'atMs'>): void {
    const { archive, now } = this.#options;
    try {
      archive.transactPart(() => archive.queryHistory.note({ ...query, atMs: now() }));
    } catch {
      // On a full disk the rows count, not the history.
    }
  }
}

function queryableOf({ sha256: _, extension: __, ...result }: ResultRows): QueryableResult {
  return { ...result, name: resultName(result.fileName, result.jobId) };
}
