import type { Progress } from '../../contract/jobs.ts';
import type { NamedScratchFile, Notice, Order, OrderKind, Reply } from '../../contract/orders.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { FoundTable } from '../archive/job-repository.ts';

/** What one attempt of a job may use. Whatever it starts through `run` is stopped when the attempt ends. */
export interface RecipeContext {
  readonly job: JobRecord;
  /** Raised when the job is cancelled or has taken too long. */
  readonly signal: AbortSignal;
  /** An empty folder that is removed after the attempt. */
  readonly scratchFolder: string;
  readonly computeThreads: number;
  readonly maxTableBytes: number;
  run<K extends OrderKind>(kind: K, order: Order<K>, onNotice?: (notice: Notice) => void): Promise<Reply<K>>;
  showProgress(progress: Progress): void;
  /** Tells what table the job works on; it is written with the next files. */
  showTable(table: FoundTable): void;
  /** Makes files part of the result while the job still runs. */
  publish(files: readonly NamedScratchFile[]): Promise<void>;
}

/** A kind of job: does the work and gives the files of the final result; throws a Fault. */
export type Recipe = (context: RecipeContext) => Promise<readonly NamedScratchFile[]>;
