import { Fault } from '../../../contract/faults.ts';
import type { ShardFile, ShardRecord, ShardRepository } from '../../archive/shard-repository.ts';
import type { ArtifactFolder } from '../../artifacts/artifact-folder.ts';
import { syncToDisk } from '../../artifacts/sync-to-disk.ts';
import type { Checkpoints, FinishedShard, RecipePlan, ShardOutcome } from '../../recipes/recipe.ts';
import { engineVersion } from '../../version.ts';
import { loadFinishedShards } from './load-finished-shards.ts';

export interface JobShardsOptions {
  readonly sequence: number;
  readonly attempt: number;
  readonly shards: ShardRepository;
  readonly artifacts: ArtifactFolder;
  /** Runs a write in a transaction if the attempt's claim is still the newest; false otherwise. */
  readonly write: (write: () => void) => Promise<boolean>;
  /** Whether the job is being cancelled: then nothing is saved, and nobody waits for the disk. */
  readonly isCancelled?: () => boolean;
  readonly delayMs?: number;
}

/**
 * From a shard's end to its checkpoint. Shards that end close together share one wait for the disk, and a job that is
 * done sooner than this after its first shard makes none: doing so little again costs less than every job's waiting.
 */
const checkpointDelayMs = 500;
/** Files from this size on are sent to the disk at once, so that a checkpoint or the job's end finds them there. */
const largeFileBytes = 1 << 20;
/** When a checkpoint that could not be written is tried again. */
const retryDelayMs = 5_000;

/** The plan and the shards of one job while an attempt works on it: what earlier attempts have finished, and what this one has. */
export class JobShards implements Checkpoints {
  /** How many shards the attempt found finished. */
  keptShards = 0;
  readonly #options: JobShardsOptions;
  readonly #finished = new Map<number, FinishedShard>();
  /** Finished and not on the disk yet, by place. */
  readonly #waiting = new Map<number, { record: ShardRecord; outcome: ShardOutcome }>();
  #names: readonly string[] = [];
  /** A plan that is not on the disk yet. */
  #newPlan: unknown = null;
  #saving: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #loss: Fault | null = null;
  #isClosed = false;

  constructor(options: JobShardsOptions) {
    this.#options = options;
  }

  get finished(): ReadonlyMap<number, FinishedShard> {
    return this.#finished;
  }

  /** The plan of an earlier attempt, with `finished` as that left it; null when there is none to go on by. */
  async load(): Promise<unknown> {
    const { artifacts, sequence, shards, write } = this.#options;
    const saved = shards.load(sequence, engineVersion);
    if (!saved) return null;
    const { finished, lost } = await loadFinishedShards(saved.finished, artifacts);
    for (const shard of finished) this.#finished.set(shard.place, shard);
    if (lost.length > 0) {
      const isHeld = await write(() => {
        for (const place of lost) shards.reopen(sequence, place);
      });
      if (!isHeld) this.#lose();
    }
    this.#names = saved.names;
    this.keptShards = finished.length;
    return JSON.parse(saved.plan);
  }

  /** Begins with a plan that was just made, and gives it back. */
  begin<P>({ plan, shards }: RecipePlan<P>): P {
    this.#newPlan = plan;
    this.#names = shards;
    return plan;
  }

  finish(place: number, outcome: ShardOutcome, startedAtMs: number): FinishedShard {
    if (this.#loss) throw this.#loss;
    if (this.#finished.has(place) || this.#names[place] === undefined) {
      throw new Error(`shard ${place} is finished already or not in the plan`);
    }
    const shard: FinishedShard = { place, reply: outcome.reply, files: outcome.files };
    this.#finished.set(place, shard);
    const record: ShardRecord = {
      ...{ place, attempt: this.#options.attempt, reply: JSON.stringify(outcome.reply) },
      ...{ finishedAtMs: Date.now(), durationMs: performance.now() - startedAtMs, files: filesOf(outcome) },
    };
    this.#waiting.set(place, { record, outcome });
    for (const file of Object.values(outcome.files)) {
      if (file.sizeBytes >= largeFileBytes) void syncToDisk(file.path).catch(() => undefined);
    }
    this.#saveSoon(this.#options.delayMs ?? checkpointDelayMs);
    return shard;
  }

  #saveSoon(delayMs: number): void {
    if (this.#timer || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      // As long as the disk is full the attempt goes on without: its end may still find room.
      this.save().catch(() => this.#saveSoon(retryDelayMs));
    }, delayMs);
  }

  /** Every shard, in the order of the plan. */
  all(): FinishedShard[] {
    return this.#names.map((name, place) => {
      const shard = this.#finished.get(place);
      if (!shard) throw new Error(`shard “${name}” was not done`);
      return shard;
    });
  }

  /**
   * Puts what is finished on the disk: files first, then plan and rows in one transaction. What fails, as on a full disk,
   * stays finished for this attempt alone and can be saved later. Throws DISK_FULL, JOB_LEASE_LOST.
   */
  save(): Promise<void> {
    this.#saving = this.#saving.catch(() => undefined).then(() => this.#saveWaiting());
    return this.#saving;
  }

  async #saveWaiting(): Promise<void> {
    const { artifacts, sequence, shards, write, isCancelled } = this.#options;
    if (this.#loss) throw this.#loss;
    if (isCancelled?.()) return;
    const batch = [...this.#waiting.values()];
    const newPlan = this.#newPlan;
    if (batch.length === 0 && newPlan === null) return;
    const files = batch.flatMap(({ outcome }) => Object.values(outcome.files));
    const note = () => {
      if (newPlan !== null) {
        shards.begin(sequence, this.#names);
        shards.savePlan(sequence, engineVersion, JSON.stringify(newPlan));
      }
      for (const { record } of batch) {
        if (!shards.finish(sequence, record)) throw new Error(`shard ${record.place} was accepted before`);
      }
    };
    await artifacts.keep(files, async () => {
      if (!(await write(note))) this.#lose();
    });
    if (newPlan !== null) this.#newPlan = null;
    for (const { record } of batch) this.#waiting.delete(record.place);
  }

  #lose(): never {
    this.#loss = new Fault('JOB_LEASE_LOST');
    throw this.#loss;
  }

  /**
   * To be called in the transaction in which the job becomes completed: lists the shards that are not on the disk yet,
   * for the history. Their files are no longer needed.
   */
  complete(): void {
    const { sequence, shards } = this.#options;
    if (this.#newPlan !== null) shards.begin(sequence, this.#names);
    for (const { record } of this.#waiting.values()) shards.finishForHistory(sequence, record);
  }

  /** Starts no more writes, and waits for the one under way; that of a cancelled job is refused when it comes too late. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const saving = this.#saving.catch(() => undefined);
    if (!this.#options.isCancelled?.()) await saving;
  }
}

function filesOf({ files }: ShardOutcome): ShardFile[] {
  return Object.entries(files).map(([name, { sha256, sizeBytes, extension }]) => ({
    ...{ name, sha256, sizeBytes, extension },
  }));
}
