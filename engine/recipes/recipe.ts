import type { LogLine } from '../../contract/job-requests.ts';
import type { Progress } from '../../contract/jobs.ts';
import type { NamedScratchFile, Notice, Order, OrderKind, Reply, ScratchFile } from '../../contract/orders.ts';
import type { FoundTable, JobRecord } from '../archive/job-record.ts';

/** A model that a job works with: a ModelDocument (JSON) that never changes, and how the library calls it. */
export interface LibraryModel {
  readonly path: string;
  readonly sha256: string;
  readonly name: string;
  readonly version: number;
}

/** What one attempt of a job may use. Whatever it starts through `run` is stopped when the attempt ends. */
export interface RecipeContext {
  readonly job: JobRecord;
  /** Raised when the job is cancelled, paused, has taken too long or was taken over by another host. */
  readonly signal: AbortSignal;
  /** An empty folder that is removed after the attempt. */
  readonly scratchFolder: string;
  readonly computeThreads: number;
  readonly maxTableBytes: number;
  /** A model of the library, also one that was removed since the job was accepted. Throws MODEL_UNKNOWN. */
  model(id: string): LibraryModel;
  run<K extends OrderKind>(kind: K, order: Order<K>, onNotice?: (notice: Notice) => void): Promise<Reply<K>>;
  showProgress(progress: Progress): void;
  /** SHA-256 of the input if this attempt has taken it already, as it does to look for an earlier result; else null. */
  readonly fingerprint: string | null;
  /** Tells what table the job works on, and the SHA-256 of its input; both are written with the next files. */
  showTable(table: FoundTable, fingerprint: string): void;
  /** A figure about this attempt that is no part of the result: milliseconds of a step, bytes of memory. */
  measure(name: string, value: number): void;
  /** A line for the job's page: what a person would want to know later, such as a reader that handed over to another. */
  log(level: LogLine['level'], text: string): void;
  /** Makes files part of the result while the job still runs. */
  publish(files: readonly NamedScratchFile[]): Promise<void>;
}

/** A file of a shard. */
export type ShardScratchFile = ScratchFile & { readonly extension: string };

/** A shard's outcome: a small reply (JSON) and its files, by name. */
export interface ShardOutcome {
  readonly reply: unknown;
  readonly files: Readonly<Record<string, ShardScratchFile>>;
}

/** A finished shard as `work` and `merge` find it again: its files lie in scratch, or among the artifacts, complete. */
export interface FinishedShard extends ShardOutcome {
  readonly place: number;
}

export interface RecipePlan<P> {
  /** JSON; kept with the job, so that every attempt works by the same plan whatever machine or number of threads it has. */
  readonly plan: P;
  /** A name for each shard, as a person may read it. The order is that of `place`. */
  readonly shards: readonly string[];
  /** What the work is likely to hold in memory at once. */
  readonly estimatedMemoryBytes: number;
}

/** How `work` hands in what it has finished. */
export interface Checkpoints {
  /** Those finished by this attempt or an earlier one, by place. */
  readonly finished: ReadonlyMap<number, FinishedShard>;
  /**
   * Takes over a shard. Its files and its row are on the disk a moment later, in one transaction guarded by the fencing
   * token; the scratch files stay where they are. `startedAtMs` (performance.now()) is when work on it began.
   * Throws JOB_LEASE_LOST once another process has taken the job over.
   */
  finish(place: number, outcome: ShardOutcome, startedAtMs: number): FinishedShard;
}

/**
 * A kind of job in three steps. `plan` reads the input and cuts the work into shards, once for each job; `work` does the
 * shards that are missing; `merge` puts the files of the result together from the shards alone: the same shards give the
 * same bytes, whatever was interrupted in between. Each throws a Fault.
 */
export interface Recipe<P = unknown> {
  /** Rises when the same input and options give another result: earlier ones are not reused then. */
  readonly version: number;
  plan(context: RecipeContext): Promise<RecipePlan<P>>;
  work(context: RecipeContext, plan: P, checkpoints: Checkpoints): Promise<void>;
  merge(context: RecipeContext, plan: P, shards: readonly FinishedShard[]): Promise<readonly NamedScratchFile[]>;
}
