import { Fault } from '../../contract/faults.ts';
import { mainTable } from '../../contract/reading.ts';
import type { SubmittedInput } from '../../contract/submitted-input.ts';
import { trainOptionsSchema } from '../../contract/train/train-options.ts';
import type { TrainingTable } from '../../contract/train/train-orders.ts';
import type { TrainingProposal, TrainingReport } from '../../contract/train/training-report.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import { checkInputFile } from '../files/input-file.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import { interpretTable } from '../recipes/table/interpret-table.ts';
import { planTable } from '../recipes/table/plan-table.ts';
import { readTable } from '../recipes/table/read-table.ts';
import type { TableContext } from '../recipes/table/table-context.ts';

interface TrainingOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly tickets: TicketOffice;
  readonly maxTableBytes: () => number;
}

interface ProposalRequest {
  readonly input: SubmittedInput;
  readonly target: string | null;
  readonly exclude: readonly string[];
}

/** A table that was read for a proposal is kept so long for the next one: a person tries targets one after another. */
const keptMs = 60_000;
const { seed } = trainOptionsSchema.parse({ target: 'any' });

/** What would be trained, and what was. */
export class Training {
  readonly #options: TrainingOptions;
  #kept: { readonly key: string; readonly table: TrainingTable; readonly timer: NodeJS.Timeout } | null = null;

  constructor(options: TrainingOptions) {
    this.#options = options;
  }

  /** Throws TARGET_UNKNOWN, TICKET_UNKNOWN and the faults of reading. */
  async propose({ exclude, input, target }: ProposalRequest, signal?: AbortSignal): Promise<TrainingProposal> {
    const table = await this.#read(input, signal);
    const order = { table, target, exclude, seed };
    return this.#options.pool.run('propose-training', order, { lane: 'explore', signal });
  }

  /** Throws JOB_UNKNOWN, RESULT_NOT_READY. */
  async report(jobId: string, signal?: AbortSignal): Promise<TrainingReport> {
    const { archive, artifacts, pool } = this.#options;
    const job = archive.jobs.find(jobId);
    if (!job) throw new Fault('JOB_UNKNOWN');
    const artifact = job.artifacts.find(({ kind }) => kind === 'training-report');
    if (!artifact) throw new Fault('RESULT_NOT_READY');
    return runInteractive(pool, 'load-training-report', { path: artifacts.pathOf(artifact) }, signal);
  }

  /** Lets go of what is kept. */
  close(): void {
    if (this.#kept) clearTimeout(this.#kept.timer);
    this.#kept = null;
  }

  async #read({ tables, ticket }: SubmittedInput, signal: AbortSignal | undefined): Promise<TrainingTable> {
    const { maxTableBytes, pool, tickets } = this.#options;
    const input = tickets.inputOf(ticket);
    await checkInputFile(input);
    const reading = tables?.[0] ?? mainTable;
    const key = JSON.stringify([ticket, input.modifiedAtMs, input.sizeBytes, reading]);
    if (this.#kept?.key === key) return this.#keep(key, this.#kept.table);
    const context: TableContext = {
      ...{ input, reading, maxTableBytes: maxTableBytes() },
      run: (kind, order, onNotice) => pool.run(kind, order, { lane: 'explore', signal, onNotice }),
    };
    const raw = await readTable(context, await planTable(context), [], () => {});
    const { plan, read } = await interpretTable(context, raw);
    await checkInputFile(input);
    return this.#keep(key, { plan, segments: read.segments, isTest: false });
  }

  #keep(key: string, table: TrainingTable): TrainingTable {
    this.close();
    const timer = setTimeout(() => this.close(), keptMs);
    timer.unref();
    this.#kept = { key, table, timer };
    return table;
  }
}
