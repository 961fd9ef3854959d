import { constants } from 'node:fs';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ExportOptions } from '../../contract/export-options.ts';
import { Fault } from '../../contract/faults.ts';
import { mainTable } from '../../contract/reading.ts';
import type { TableSource } from '../../contract/tables.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import { isDiskFull } from '../files/fault-of-system-error.ts';
import { exportFileName, numberedName } from '../files/report-file-name.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';

interface ExportsOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly tickets: TicketOffice;
  readonly jobs: Jobs;
}

/** Exports of rows: asking for them, and handing out what they made. */
export class Exports {
  readonly #options: ExportsOptions;

  constructor(options: ExportsOptions) {
    this.#options = options;
  }

  /** Submits an export. Throws JOB_UNKNOWN, RESULT_NOT_READY, TICKET_UNKNOWN, REQUEST_INVALID, DISK_FULL. */
  async exportRows(source: TableSource, options: ExportOptions): Promise<{ jobId: string }> {
    if (options.groupBy === null && options.split === 'files') {
      throw new Fault('REQUEST_INVALID', { reason: 'files for groups need a column to group by' });
    }
    const input = source.kind === 'input' ? source : await this.#resultInput(source.jobId, source.artifact);
    const { jobs } = await this.#options.jobs.submit({
      ...{ recipe: 'export', options, priority: 'normal', startAtMs: null, isReuseAllowed: true, name: null },
      ...{ inputs: [{ ticket: input.ticket, tables: [input.reading] }], otherInputs: [] },
    });
    return { jobId: jobs[0]!.id };
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
    const job = this.#find(jobId);
    const artifact = job.artifacts.find(({ kind }) => kind === 'export');
    if (!artifact) throw new Fault('RESULT_NOT_READY');
    const source = this.#options.artifacts.pathOf(artifact);
    const isFolder = artifact.extension === '.zip';
    const name = exportFileName(job.input.fileName, job.sheet, isFolder ? '' : artifact.extension);
    try {
      await mkdir(folder, { recursive: true });
      return await underFreeName(folder, name, (target) =>
        isFolder
          ? runInteractive(this.#options.pool, 'unpack-export', { path: source, folder: target })
          : copyFile(source, target, constants.COPYFILE_EXCL),
      );
    } catch (error) {
      if (isDiskFull(error)) throw new Fault('DISK_FULL', {}, { cause: error });
      if (error instanceof Fault) throw error;
      throw new Fault('EXPORT_NOT_WRITABLE', { folder: path.basename(folder) }, { cause: error });
    }
  }
}

/** Nothing of the person's is ever overwritten. */
async function underFreeName(
  folder: string,
  name: string,
  write: (target: string) => Promise<unknown>,
): Promise<string> {
  for (let number = 1; ; number++) {
    const target = path.join(folder, numberedName(name, number));
    if (await stat(target).catch(() => null)) continue;
    try {
      await write(target);
      return target;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      await rm(target, { force: true, recursive: true }).catch(() => undefined);
      throw error;
    }
  }
}
