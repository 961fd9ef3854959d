import { Fault } from '../../contract/faults.ts';
import type { ArtifactKind } from '../../contract/jobs.ts';
import type { Scores } from '../../contract/models/model-document.ts';
import type { Explanation } from '../../contract/models/models.ts';
import type { FoundColumn, MatchedInput } from '../../contract/predict/predict-orders.ts';
import type { PredictionReport } from '../../contract/predict/prediction-report.ts';
import { mainTable } from '../../contract/reading.ts';
import type { SubmittedInput } from '../../contract/submitted-input.ts';
import type { TableSource } from '../../contract/tables.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import { modelUnknown } from '../models/model-unknown.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import { optionsOf } from '../recipes/options-of.ts';
import type { TableSources } from '../tables/table-sources.ts';
import type { Tables } from '../tables/tables.ts';

interface PredictionsOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly tickets: TicketOffice;
  readonly tables: Tables;
  readonly sources: TableSources;
}

interface ColumnFit extends Pick<MatchedInput, 'groupCandidates'> {
  readonly columns: readonly FoundColumn[];
  readonly fileColumns: readonly string[];
  readonly hasTarget: boolean;
}

/** How files fit models, and what was predicted. */
export class Predictions {
  readonly #options: PredictionsOptions;

  constructor(options: PredictionsOptions) {
    this.#options = options;
  }

  /** Reads the file to its end unless that was done. Throws MODEL_UNKNOWN, TICKET_UNKNOWN and the faults of reading. */
  async match(modelId: string, { tables, ticket }: SubmittedInput, signal?: AbortSignal): Promise<ColumnFit> {
    const modelPath = this.#modelPath(modelId);
    const source: TableSource = { kind: 'input', ticket, reading: tables?.[0] ?? mainTable };
    // The table's rows are stored by then, also for whoever looks at them.
    for await (const _ of this.#options.tables.watch(source, signal));
    const { path: rowsPath } = await this.#options.sources.findReady(source);
    const { fileName } = this.#options.tickets.inputOf(ticket);
    const order = { rowsPath, fileName, modelPath, columnMatches: {}, groupBy: null, isStrict: false };
    const found = await this.#options.pool.run('match-model', order, { lane: 'explore', signal });
    const { columns, fileColumns, groupCandidates, targetPlace } = found;
    return {
      columns: columns.map(({ column, kind, similarity, source: name }) => ({
        column,
        kind,
        similarity,
        source: name,
      })),
      ...{ fileColumns, groupCandidates, hasTarget: targetPlace !== null },
    };
  }

  /** Throws JOB_UNKNOWN, RESULT_NOT_READY. */
  async report(jobId: string, signal?: AbortSignal): Promise<PredictionReport> {
    const job = this.#find(jobId);
    const path = this.#artifactPath(job, 'prediction-report');
    const report = await runInteractive(this.#options.pool, 'load-prediction-report', { path }, signal);
    // A result that was taken over may have been made from a file of another name.
    return { ...report, file: job.input.fileName };
  }

  /** One row explained, by its 0-based place. Throws JOB_UNKNOWN, RESULT_NOT_READY, MODEL_UNKNOWN, REQUEST_INVALID. */
  async explainRow(
    { explainedClass, jobId, row }: { jobId: string; row: number; explainedClass: number | null },
    signal?: AbortSignal,
  ): Promise<Explanation> {
    const job = this.#find(jobId);
    const order = {
      predictionsPath: this.#artifactPath(job, 'predictions'),
      reportPath: this.#artifactPath(job, 'prediction-report'),
      ...{ modelPath: this.#modelPath(optionsOf(job, 'predict').modelId), row, explainedClass },
    };
    return runInteractive(this.#options.pool, 'explain-row', order, signal);
  }

  /** Scores of the rows of several predictions taken together. Throws JOB_UNKNOWN, RESULT_NOT_READY, MODEL_UNKNOWN, REQUEST_INVALID. */
  async scoreTogether(jobIds: readonly string[], signal?: AbortSignal): Promise<{ scores: Scores | null }> {
    const found = jobIds.map((id) => {
      const job = this.#find(id);
      return { job, options: optionsOf(job, 'predict') };
    });
    const [modelId, ...others] = new Set(found.map(({ options }) => options.modelId));
    if (modelId === undefined || others.length > 0) {
      throw new Fault('REQUEST_INVALID', { reason: 'the predictions are not those of one model' });
    }
    const predictions = found.map(({ job, options }) => ({
      predictionsPath: this.#artifactPath(job, 'predictions'),
      reportPath: this.#artifactPath(job, 'prediction-report'),
      options,
    }));
    const order = { modelPath: this.#modelPath(modelId), predictions };
    return this.#options.pool.run('score-together', order, { lane: 'explore', signal });
  }

  #find(jobId: string): JobRecord {
    const job = this.#options.archive.jobs.find(jobId);
    if (!job) throw new Fault('JOB_UNKNOWN');
    if (job.recipe !== 'predict') throw new Fault('RESULT_NOT_READY');
    return job;
  }

  #artifactPath(job: JobRecord, kind: ArtifactKind): string {
    const artifact = job.artifacts.find((one) => one.kind === kind);
    if (!artifact) throw new Fault('RESULT_NOT_READY');
    return this.#options.artifacts.pathOf(artifact);
  }

  #modelPath(id: string): string {
    const record = this.#options.archive.models.find(id);
    if (!record || record.isRemoved) throw modelUnknown(id, record);
    return this.#options.artifacts.pathOf(record);
  }
}
