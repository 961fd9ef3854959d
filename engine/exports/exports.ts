import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import type { ExportOptions } from '../../contract/export-options.ts';
import { Fault } from '../../contract/faults.ts';
import { mainTable } from '../../contract/reading.ts';
import { isWholeTable } from '../../contract/table-view.ts';
import type { TableSource } from '../../contract/tables.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import { checkInputFile } from '../files/input-file.ts';
import { exportFileName, predictionFileName } from '../files/report-file-name.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import { underFreeName } from '../files/under-free-name.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import { optionsOf } from '../recipes/options-of.ts';
import type { TableSources } from '../tables/table-sources.ts';
import type { ReadyReport } from '../timetable/deliveries/ready-report.ts';

interface WantedExport {
  readonly source: TableSource;
  readonly options: ExportOptions;
  readonly isAsWritten: boolean;
}

interface ExportsOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly tickets: TicketOffice;
  readonly jobs: Jobs;
  readonly sources: TableSources;
}

/** What the rows of a query are called where they leave. */
const queryFileName = 'query.parquet';

/** Exports of rows: asking for them, and handing out what they made. */
export class Exports {
  readonly #options: ExportsOptions;

  constructor(options: ExportsOptions) {
    this.#options = options;
  }

  /**
   * Submits an export. Throws JOB_UNKNOWN, RESULT_NOT_READY, TICKET_UNKNOWN, REQUEST_INVALID, DISK_FULL, and the faults of
   * `checkInputFile` where the file of a result is wanted anew.
   */
  async exportRows({ source, options, isAsWritten }: WantedExport): Promise<{ jobId: string }> {
    if (isAsWritten && !isWholeTable(options.view)) {
      throw new Fault('REQUEST_INVALID', { reason: 'cells as they are written have no view' });
    }
    if (options.groupBy === null && options.split === 'files') {
      throw new Fault('REQUEST_INVALID', { reason: 'files for groups need a column to group by' });
    }
    const input = isAsWritten ? await this.#writtenInput(source) : await this.#inputOf(source);
    const { jobs } = await this.#options.jobs.submit({
      ...{ recipe: 'export', options, priority: 'normal', startAtMs: null, isReuseAllowed: true, name: null },
      ...{ inputs: [{ ticket: input.ticket, tables: [input.reading] }], otherInputs: [] },
    });
    return { jobId: jobs[0]!.id };
  }

  async #inputOf(source: TableSource) {
    if (source.kind === 'input') return source;
    if (source.kind === 'result') return this.#resultInput(source.jobId, source.artifact);
    const { path } = await this.#options.sources.findReady(source);
    const { id } = await this.#options.tickets.issueNamedTicket(path, queryFileName);
    return { ticket: id, reading: mainTable };
  }

  /** The person's own file, read without a change to its cells. */
  async #writtenInput(source: TableSource) {
    if (source.kind === 'input') return { ticket: source.ticket, reading: { ...source.reading, isAllAsWritten: true } };
    if (source.kind !== 'result' || source.artifact !== 'rows') {
      throw new Fault('REQUEST_INVALID', { reason: 'these rows were never written in a file' });
    }
    const { input, reading, sheet } = this.#find(source.jobId);
    await checkInputFile(input);
    const { id } = await this.#options.tickets.issueNamedTicket(input.path, input.fileName);
    return { ticket: id, reading: { ...reading, sheet, isAllAsWritten: true } };
  }

  /** The rows of a job as an input by the name of the file they came from. */
  async #resultInput(jobId: string, kind: string) {
    const { archive, artifacts, tickets } = this.#options;
    const job = this.#find(jobId);
    const artifact = archive.jobs.find(jobId)?.artifacts.find((one) => one.kind === kind);
    if (!artifact) throw new Fault('RESULT_NOT_READY');
    const { id } = await tickets.issueNamedTicket(artifacts.pathOf(artifact), job.input.fileName);
    return { ticket: id, reading: { ...mainTable, sheet: job.sheet } };
  }

  #find(jobId: string): JobRecord {
    const job = this.#options.archive.jobs.find(jobId);
    if (!job) throw new Fault('JOB_UNKNOWN');
    return job;
  }

  /**
   * Puts what an export made into `folder` under a free name: one file, or a folder of its own with a file for each group. Gives
   * its path. Throws JOB_UNKNOWN, RESULT_NOT_READY, DISK_FULL, EXPORT_NOT_WRITABLE.
   */
  async saveInto(jobId: string, folder: string): Promise<string> {
    const { path, fileName, unpack } = this.writtenBy(this.#find(jobId));
    return underFreeName(folder, fileName, (target) =>
      unpack ? unpack(target) : copyFile(path, target, constants.COPYFILE_EXCL),
    );
  }

  /** Where it lies among the artifacts: a file, or files in one zip file. Throws JOB_UNKNOWN and RESULT_NOT_READY. */
  writtenPath(jobId: string): string {
    return this.writtenBy(this.#find(jobId)).path;
  }

  /** What an export or a prediction has written, and what it is called where it leaves. Throws RESULT_NOT_READY. */
  writtenBy(job: JobRecord): ReadyReport {
    const { artifacts, pool } = this.#options;
    const artifact = job.artifacts.find(({ kind }) => kind === 'export');
    if (!artifact) throw new Fault('RESULT_NOT_READY');
    const path = artifacts.pathOf(artifact);
    const isFolder = artifact.extension === '.zip';
    return {
      path,
      fileName: savedName(job, isFolder ? '' : artifact.extension),
      unpack: isFolder ? (folder) => runInteractive(pool, 'unpack-export', { path, folder }) : null,
    };
  }
}

function savedName(job: JobRecord, extension: string): string {
  const { fileName } = job.input;
  if (job.recipe !== 'predict') return exportFileName(fileName, job.sheet, extension);
  return predictionFileName(fileName, job.sheet, extension, optionsOf(job, 'predict').locale);
}
