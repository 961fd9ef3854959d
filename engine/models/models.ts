import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import type { ModelLoss } from '../../contract/models/model-losses.ts';
import type { ModelFileFormat } from '../../contract/models/model-orders.ts';
import type { Explanation, GivenValue, ModelDetail, ModelSummary } from '../../contract/models/models.ts';
import type { Order, OrderKind, Reply } from '../../contract/orders.ts';
import type { AuditAction } from '../../contract/upkeep.ts';
import type { ModelRecord } from '../archive/model-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import type { HoldingManifests } from '../artifacts/holding-manifests.ts';
import { modelFileName } from '../files/report-file-name.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import { underFreeName } from '../files/under-free-name.ts';
import { newJobId } from '../jobs/job-id.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import type { Audit } from '../upkeep/audit.ts';
import { checkRecorded, type RecordedCheck } from './check-recorded.ts';
import { factsOf } from './model-facts.ts';
import { modelUnknown } from './model-unknown.ts';

interface ModelsOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly audit: Audit;
  readonly holdings: HoldingManifests;
  readonly pool: ThreadPool;
  readonly tickets: TicketOffice;
  readonly maxTableBytes: () => number;
  readonly now: () => number;
  /** Whoever asks through this process, as the audit names them. */
  readonly actor: string;
}

export interface ModelImport {
  readonly ticket: string;
  readonly name: string | null;
  readonly classes: readonly string[] | null;
  readonly target: string | null;
  readonly check: string | null;
}

const documentExtension = '.json';

/** The model library. Each request throws MODEL_UNKNOWN for a model that is not, or no longer, in it. */
export class Models {
  readonly #options: ModelsOptions;

  constructor(options: ModelsOptions) {
    this.#options = options;
  }

  list({ search, limit, offset }: { search: string; limit: number; offset: number }): {
    models: ModelSummary[];
    total: number;
  } {
    const { models, total } = this.#options.archive.models.page(search, limit, offset);
    return { models: models.map(summaryOf), total };
  }

  /** The model with this id, or the newest version of this name, or a version of it as in `name@2`. */
  findNamed(idOrName: string): ModelSummary | null {
    const { models } = this.#options.archive;
    const byId = models.find(idOrName);
    if (byId && !byId.isRemoved) return summaryOf(byId);
    const [newest] = models.named(idOrName);
    if (newest) return summaryOf(newest);
    const [, name, version] = /^(.+)@(\d+)$/.exec(idOrName) ?? [];
    const found = name ? models.named(name).find((one) => one.version === Number(version)) : undefined;
    return found ? summaryOf(found) : null;
  }

  async get(id: string, signal?: AbortSignal): Promise<ModelDetail> {
    const record = this.#find(id);
    const { inputs, unit, groupColumn, card } = await this.#run(
      'describe-model',
      { path: this.#pathOf(record) },
      signal,
    );
    return { ...summaryOf(record), inputs: [...inputs], unit, groupColumn, card };
  }

  /** Throws JOB_UNKNOWN. */
  ofJob(jobId: string): ModelSummary | null {
    const { archive } = this.#options;
    const job = archive.jobs.find(jobId);
    if (!job) throw new Fault('JOB_UNKNOWN');
    const own = archive.models.find(jobId);
    if (own) return own.isRemoved ? null : summaryOf(own);
    // Its result was taken over from an earlier training, which made the model.
    const artifact = job.artifacts.find(({ kind }) => kind === 'model');
    const found = artifact ? archive.models.withContent(artifact.sha256) : null;
    return found && summaryOf(found);
  }

  /** Throws MODEL_NAME_TAKEN. */
  rename(id: string, name: string): ModelSummary {
    const { archive } = this.#options;
    const before = this.#find(id);
    if (before.name === name) return summaryOf(before);
    archive.transact(() => {
      if (!archive.models.rename(id, name)) throw new Fault('MODEL_NAME_TAKEN', { name });
      this.#note('modelRenamed', `${before.name} → ${name}`);
    });
    void this.#options.holdings.writeModel(id);
    return summaryOf(this.#find(id));
  }

  setNotes(id: string, notes: string): ModelSummary {
    const { archive } = this.#options;
    const record = this.#find(id);
    archive.transact(() => archive.models.setNotes(record, notes));
    void this.#options.holdings.writeModel(id);
    return summaryOf(this.#find(id));
  }

  /** Jobs already accepted with it still work; its file goes with the last of them. False when it was gone already. */
  remove(id: string): boolean {
    const { archive, holdings, now } = this.#options;
    const record = archive.models.find(id);
    return archive.transact(() => {
      if (!archive.models.hide(id, now())) return false;
      holdings.remove('models', id);
      this.#note('modelRemoved', `${record!.name} ${record!.version}`);
      archive.models.forgetHidden();
      return true;
    });
  }

  /** Throws the faults of contract/models/model-faults.ts, and those of reading the table to check with. */
  async import(given: ModelImport, signal?: AbortSignal): Promise<{ model: ModelSummary } & RecordedCheck> {
    const { archive, artifacts, holdings, now, tickets } = this.#options;
    const input = tickets.inputOf(given.ticket);
    const id = newJobId();
    const scratchName = `model-${randomUUID()}`;
    try {
      const scratchPath = path.join(await artifacts.makeScratchFolder(scratchName), 'model.json');
      const { fileName } = input;
      const order = { path: input.path, fileName, classes: given.classes, target: given.target, scratchPath };
      const { file } = await this.#run('read-model-file', order, signal);
      const description = await this.#run('describe-model', { path: file.path }, signal);
      const check = given.check === null ? null : tickets.inputOf(given.check);
      const checked = await checkRecorded(file.path, check, {
        maxTableBytes: this.#options.maxTableBytes(),
        run: (kind, asked) => this.#run(kind, asked, signal),
      });
      const name = given.name ?? path.parse(fileName).name;
      const content = { sha256: file.sha256, sizeBytes: file.sizeBytes, extension: documentExtension };
      await artifacts.keep([{ ...file, extension: documentExtension }], async () =>
        archive.transact(() => {
          archive.models.add({ id, name, content, facts: factsOf(description) }, now());
          this.#note('modelImported', `${name} (${fileName})`);
        }),
      );
      await holdings.writeModel(id);
      return { model: summaryOf(this.#find(id)), ...checked };
    } finally {
      await artifacts.removeScratchFolder(scratchName).catch(() => undefined);
    }
  }

  /** Writes a model into `folder` under a free name; gives its path, and what the format cannot hold. Throws MODEL_NOT_EXPORTABLE, DISK_FULL, EXPORT_NOT_WRITABLE. */
  async saveInto(id: string, format: ModelFileFormat, folder: string): Promise<SavedModel> {
    const { artifacts } = this.#options;
    const record = this.#find(id);
    const scratchName = `model-${randomUUID()}`;
    try {
      const scratchPath = path.join(await artifacts.makeScratchFolder(scratchName), 'model');
      const written = await this.#run('write-model-file', { modelPath: this.#pathOf(record), format, scratchPath });
      const name = modelFileName(record.name, record.version, format);
      const copy = (target: string) => copyFile(written.path, target, constants.COPYFILE_EXCL);
      return { file: await underFreeName(folder, name, copy), losses: written.losses };
    } finally {
      await artifacts.removeScratchFolder(scratchName).catch(() => undefined);
    }
  }

  explainValues(
    id: string,
    values: Readonly<Record<string, GivenValue>>,
    explainedClass: number | null,
    signal?: AbortSignal,
  ): Promise<Explanation> {
    const modelPath = this.#pathOf(this.#find(id));
    return this.#run('explain-values', { modelPath, values, explainedClass }, signal);
  }

  #find(id: string): ModelRecord {
    const record = this.#options.archive.models.find(id);
    if (!record || record.isRemoved) throw modelUnknown(id, record);
    return record;
  }

  #pathOf(record: ModelRecord): string {
    return this.#options.artifacts.pathOf(record);
  }

  #note(action: AuditAction, subject: string): void {
    this.#options.audit.note(this.#options.actor, action, subject);
  }

  #run<K extends OrderKind>(kind: K, order: Order<K>, signal?: AbortSignal): Promise<Reply<K>> {
    return runInteractive(this.#options.pool, kind, order, signal);
  }
}

/** A model that was written into a folder. */
export interface SavedModel {
  readonly file: string;
  readonly losses: readonly ModelLoss[];
}

function summaryOf({ extension: _, isRemoved: __, ...summary }: ModelRecord): ModelSummary {
  return summary;
}
