import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import type { ColumnType } from '../../contract/files.ts';
import type { ImportReport } from '../../contract/import-report.ts';
import type { Artifact, ArtifactKind } from '../../contract/jobs.ts';
import type { Order, OrderKind, Reply, ScratchFile } from '../../contract/orders.ts';
import type { ColumnProfile, Correlations, Overview } from '../../contract/profile.ts';
import type { ColumnOrder, ReportFormat } from '../../contract/results.ts';
import type { Locale } from '../../contract/texts.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import { reportFileName } from '../files/report-file-name.ts';
import type { JobEvents } from '../jobs/job-events.ts';
import type { JobViews } from '../jobs/job-views.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import type { ReadyReport } from '../timetable/deliveries/ready-report.ts';
import { engineVersion } from '../version.ts';
import { ChartSharing } from './chart-sharing.ts';

interface ResultsOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly events: JobEvents;
  readonly views: JobViews;
}

type Page = { readonly offset: number; readonly limit: number };

/** What a job has found out. Each throws JOB_UNKNOWN, and RESULT_NOT_READY while that part is not there yet. */
export class Results {
  readonly #options: ResultsOptions;
  /** Reports being made, so that two clicks make one report. */
  readonly #reportsInWork = new Map<string, Promise<Artifact>>();
  readonly #sharing: ChartSharing;

  constructor(options: ResultsOptions) {
    this.#options = options;
    this.#sharing = new ChartSharing(options.artifacts);
  }

  async getOverview(jobId: string, signal?: AbortSignal): Promise<Overview> {
    const overview = await this.#run('load-overview', { path: this.#pathOf(jobId, 'profile-overview') }, signal);
    // A result that was taken over may have been made from a file of another name.
    const { input, sheet } = this.#find(jobId);
    return { ...overview, fileName: input.fileName, sheet: sheet ?? overview.sheet };
  }

  /** Column cards of `type` (null: of every type) whose names contain `search`, whatever the case, in `order`. */
  async listColumns(
    jobId: string,
    page: Page & { readonly search: string; readonly type?: ColumnType | null; readonly order?: ColumnOrder },
    signal?: AbortSignal,
  ): Promise<{ columns: ColumnProfile[]; total: number }> {
    const { offset, limit, search, type = null, order = 'sheet' } = page;
    const path = this.#pathOf(jobId, 'profile-columns');
    return this.#run('load-columns', { path, offset, limit, search, type, order }, signal);
  }

  async getCorrelations(jobId: string, signal?: AbortSignal): Promise<Correlations> {
    return this.#run('load-correlations', { path: this.#pathOf(jobId, 'profile-correlations') }, signal);
  }

  /** What was done to the cells of the table on the way in. */
  async getImportReport(jobId: string, signal?: AbortSignal): Promise<ImportReport> {
    const report = await this.#run('load-import-report', { path: this.#pathOf(jobId, 'import-report') }, signal);
    return { ...report, fileName: this.#find(jobId).input.fileName };
  }

  /** The report in one format and language; made once and kept with the job. */
  async makeReport(jobId: string, format: ReportFormat, locale: Locale): Promise<Artifact> {
    const job = this.#find(jobId);
    const kind: ArtifactKind = `report-${format}`;
    const made = job.artifacts.find((artifact) => artifact.kind === kind && artifact.variant === locale);
    if (made) return made;
    const key = `${jobId} ${format} ${locale}`;
    let making = this.#reportsInWork.get(key);
    if (!making) {
      making = this.#makeReport(jobId, format, locale).finally(() => this.#reportsInWork.delete(key));
      this.#reportsInWork.set(key, making);
    }
    return making;
  }

  /** The report as a workbook, and what it is called where it leaves. */
  async makeWorkbook({ id, input, recipe, sheet }: JobRecord, locale: Locale): Promise<ReadyReport> {
    const path = this.artifactPath(await this.makeReport(id, 'xlsx', locale));
    return { path, fileName: reportFileName(input.fileName, sheet, 'xlsx', locale, recipe), unpack: null };
  }

  /** Where an artifact lies; only for the host's side. */
  artifactPath(artifact: Pick<Artifact, 'sha256' | 'extension'>): string {
    return this.#options.artifacts.pathOf(artifact);
  }

  async #makeReport(jobId: string, format: ReportFormat, locale: Locale): Promise<Artifact> {
    const { archive, artifacts, events, views } = this.#options;
    const kind: ArtifactKind = `report-${format}`;
    const scratchName = `${jobId}-${kind}-${locale}`;
    const extension = `.${format}`;
    try {
      const scratchFolder = await artifacts.makeScratchFolder(scratchName);
      const scratchPath = path.join(scratchFolder, `report${extension}`);
      const file = await this.#renderReport(this.#find(jobId), { format, locale, scratchPath });
      const [artifact] = await artifacts.store([{ ...file, kind, extension }], locale, (reports) => {
        if (!archive.artifacts.attachLater(jobId, reports[0]!, Date.now())) throw new Fault('JOB_UNKNOWN');
        return reports;
      });
      events.changed(await views.view(this.#find(jobId)));
      return artifact!;
    } finally {
      await artifacts.removeScratchFolder(scratchName).catch(() => undefined);
    }
  }

  #renderReport(
    { artifacts, engineVersion: madeBy, id, input, options, otherInputs, recipe, sheet }: JobRecord,
    wanted: Pick<Order<'render-report'>, 'format' | 'locale' | 'scratchPath'>,
  ): Promise<ScratchFile> {
    if (recipe === 'compare') {
      return this.#run('render-comparison', {
        ...wanted,
        comparisonPath: this.#pathOf(id, 'comparison'),
        columnsPath: this.#pathOf(id, 'comparison-columns'),
        rowsPath: this.#pathOf(id, 'comparison-rows'),
        ...{ laterName: input.fileName, earlierName: otherInputs[0]?.input.fileName ?? '' },
      });
    }
    if (recipe === 'train') {
      const modelName = 'target' in options ? (options.modelName ?? options.target) : input.fileName;
      const reportPath = this.#pathOf(id, 'training-report');
      return this.#run('render-training', {
        ...wanted,
        ...{ reportPath, modelName, engineVersion: madeBy ?? engineVersion },
      });
    }
    const importReport = artifacts.find(({ kind }) => kind === 'import-report');
    const order = {
      ...wanted,
      ...{ fileName: input.fileName, sheet },
      overviewPath: this.#pathOf(id, 'profile-overview'),
      columnsPath: this.#pathOf(id, 'profile-columns'),
      correlationsPath: this.#pathOf(id, 'profile-correlations'),
      importReportPath: importReport ? this.artifactPath(importReport) : null,
    };
    if (wanted.format === 'json') return this.#run('render-report', { ...order, sharedCharts: null });
    return this.#sharing.with(`${id}-${wanted.locale}`, (sharedCharts) =>
      this.#run('render-report', { ...order, sharedCharts }),
    );
  }

  #find(jobId: string): JobRecord {
    const record = this.#options.archive.jobs.find(jobId);
    if (!record) throw new Fault('JOB_UNKNOWN');
    return record;
  }

  #pathOf(jobId: string, kind: ArtifactKind): string {
    const artifact = this.#find(jobId).artifacts.find((one) => one.kind === kind);
    if (!artifact) throw new Fault('RESULT_NOT_READY');
    return this.artifactPath(artifact);
  }

  #run<K extends OrderKind>(kind: K, order: Order<K>, signal?: AbortSignal): Promise<Reply<K>> {
    return runInteractive(this.#options.pool, kind, order, signal);
  }
}
