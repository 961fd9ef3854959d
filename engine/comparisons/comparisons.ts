import type { ComparedColumn, Comparison } from '../../contract/comparison.ts';
import type { ComparisonOptions } from '../../contract/comparison-options.ts';
import type { ComparedColumnOrder, EarlierResult, TableMatch } from '../../contract/comparisons.ts';
import { Fault } from '../../contract/faults.ts';
import { jobFilterSchema } from '../../contract/job-requests.ts';
import type { ArtifactKind } from '../../contract/jobs.ts';
import { mainTable, type Reading } from '../../contract/reading.ts';
import type { TableSource } from '../../contract/tables.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import type { TableCache } from '../tables/table-cache.ts';
import type { Tables } from '../tables/tables.ts';
import { matchTables } from './match-tables.ts';

interface ComparisonsOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly tickets: TicketOffice;
  readonly jobs: Jobs;
  readonly tables: Tables;
  readonly cache: TableCache;
}

interface ColumnsPage {
  readonly search: string;
  readonly order: ComparedColumnOrder;
  readonly offset: number;
  readonly limit: number;
}

/** Jobs that suggestions are looked for in, the newest ones. */
const lookedAtJobs = 1000;

/** Asking for comparisons and reading what they found. */
export class Comparisons {
  readonly #options: ComparisonsOptions;

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  /** Throws JOB_UNKNOWN, RESULT_NOT_READY. */
  async get(jobId: string, signal?: AbortSignal): Promise<Comparison> {
    const path = this.#pathOf(jobId, 'comparison');
    const comparison = await runInteractive(this.#options.pool, 'load-comparison', { path }, signal);
    // A result that was taken over may have been made from files of other names.
    const { input, otherInputs } = this.#find(jobId);
    return {
      ...comparison,
      later: { ...comparison.later, fileName: input.fileName },
      earlier: { ...comparison.earlier, fileName: otherInputs[0]?.input.fileName ?? comparison.earlier.fileName },
    };
  }

  /** A page of the compared columns. Throws JOB_UNKNOWN, RESULT_NOT_READY. */
  async listColumns(
    jobId: string,
    page: ColumnsPage,
    signal?: AbortSignal,
  ): Promise<{ columns: ComparedColumn[]; total: number }> {
    const path = this.#pathOf(jobId, 'comparison-columns');
    return runInteractive(this.#options.pool, 'load-compared-columns', { path, ...page }, signal);
  }

  /** Earlier results that this one may be compared with. Throws JOB_UNKNOWN. */
  async suggestEarlier(jobId: string, limit: number): Promise<EarlierResult[]> {
    const job = this.#find(jobId);
    const { jobs } = await this.#options.archive.jobPages.page({
      ...{ filter: jobFilterSchema.parse({ states: ['completed'] }), order: 'newest', limit: lookedAtJobs, offset: 0 },
    });
    const found = jobs.flatMap((one): EarlierResult[] => {
      const { columns, finishedAtMs, id, input, rows, sheet } = one;
      const hasRows = one.artifacts.some(({ kind }) => kind === 'rows');
      if (id === jobId || !hasRows || finishedAtMs === null || rows === null || columns === null) return [];
      if (finishedAtMs > (job.finishedAtMs ?? Number.POSITIVE_INFINITY)) return [];
      const isSameFile = seriesName(input.fileName) === seriesName(job.input.fileName);
      const isLikelySame =
        isSameFile && (sheet === job.sheet || seriesName(sheet ?? '') === seriesName(job.sheet ?? ''));
      return [{ jobId: id, fileName: input.fileName, sheet, finishedAtMs, rows, columns, isLikelySame }];
    });
    const nearness = (one: EarlierResult) => (one.isLikelySame ? 2 : 0) + (one.columns === job.columns ? 1 : 0);
    return found.sort((a, b) => nearness(b) - nearness(a) || b.finishedAtMs - a.finishedAtMs).slice(0, limit);
  }

  /** How two tables fit together. Throws what `matchTables` of the contract does. */
  async matchTables(
    later: TableSource,
    earlier: TableSource,
    options: ComparisonOptions,
    signal?: AbortSignal,
  ): Promise<TableMatch> {
    const { cache, pool, tables } = this.#options;
    const sideOf = async (source: TableSource) => ({
      ...(await tables.stored(source, signal)),
      fileName: this.#fileNameOf(source),
    });
    // One after the other: a table that is read takes all threads.
    const sides = { earlier: await sideOf(earlier), later: await sideOf(later) };
    return matchTables({ pool, cache, ...sides, options }, signal);
  }

  #fileNameOf(source: TableSource): string {
    if (source.kind === 'input') return this.#options.tickets.inputOf(source.ticket).fileName;
    return source.kind === 'result' ? this.#find(source.jobId).input.fileName : '';
  }

  /** Submits a comparison. Throws JOB_UNKNOWN, RESULT_NOT_READY, TICKET_UNKNOWN, DISK_FULL. */
  async compareTables(
    later: TableSource,
    earlier: TableSource,
    options: ComparisonOptions,
  ): Promise<{ jobId: string }> {
    const inputOf = async (source: TableSource) => {
      if (source.kind === 'query') throw new Fault('REQUEST_INVALID', { reason: 'rows of a query are not compared' });
      const { reading, ticket } = source.kind === 'input' ? source : await this.#resultInput(source.jobId);
      return { ticket, tables: [reading] };
    };
    const { jobs } = await this.#options.jobs.submit({
      ...{ recipe: 'compare', options, priority: 'normal', startAtMs: null },
      ...{ isReuseAllowed: true, name: null, inputs: [await inputOf(later)], otherInputs: [await inputOf(earlier)] },
    });
    return { jobId: jobs[0]!.id };
  }

  /** The rows of a job as an input by the name of the file they came from. */
  async #resultInput(jobId: string): Promise<{ ticket: string; reading: Reading }> {
    const { input, sheet } = this.#find(jobId);
    const { id } = await this.#options.tickets.issueNamedTicket(this.#pathOf(jobId, 'rows'), input.fileName);
    return { ticket: id, reading: { ...mainTable, sheet } };
  }

  #find(jobId: string): JobRecord {
    const job = this.#options.archive.jobs.find(jobId);
    if (!job) throw new Fault('JOB_UNKNOWN');
    return job;
  }

  #pathOf(jobId: string, kind: ArtifactKind): string {
    const artifact = this.#find(jobId).artifacts.find((one) => one.kind === kind);
    if (!artifact) throw new Fault('RESULT_NOT_READY');
    return this.#options.artifacts.pathOf(artifact);
  }
}

const months =
  /(?<![a-z])(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)(?![a-z])/g;

/** The name of a file without what tells one month's from another's: digits, months, the ending. */
export function seriesName(fileName: string): string {
  return fileName
    .toLowerCase()
    .replace(/\.[^.]*$/, '')
    .replace(months, '')
    .replace(/[^\p{L}]+/gu, '');
}
