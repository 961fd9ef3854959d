import type { TrainOptions } from '../../../contract/train/train-options.ts';
import type { MatrixBuffer, TrainingTable } from '../../../contract/train/train-orders.ts';
import type { ProgressTracker } from '../../jobs/progress.ts';
import type { RecipeContext } from '../recipe.ts';
import type { InterpretedTable } from '../table/interpret-table.ts';
import type { TrainPlan } from './train-plan.ts';
import type { TrainCheckpoints, TrainShards } from './train-shards.ts';
import type { TrainStep } from './train-steps.ts';

/** What the steps of one attempt at a training share. */
export interface TrainAttempt {
  readonly context: RecipeContext;
  readonly plan: TrainPlan;
  readonly options: TrainOptions;
  readonly checkpoints: TrainCheckpoints;
  readonly progress: ProgressTracker<TrainStep>;
  /** What is finished by now. */
  readonly parts: () => TrainShards;
  /** The rows of all files; read when first asked for. */
  readonly tables: () => Promise<ReadInputs>;
  /** The shard of the table must be finished. */
  readonly matrix: () => Promise<MatrixBuffer>;
}

/** The files of a training in memory. */
export interface ReadInputs {
  readonly tables: readonly TrainingTable[];
  /** SHA-256 of their bytes together. */
  readonly sha256: string;
  /** Writes the import report of the job's own file, with those of the others in it. */
  readonly writeReport: InterpretedTable['writeReport'];
}
