import type { PredictionTask } from '../models/model-document.ts';
import type { NamedScratchFile, ScratchFile } from '../scratch-file.ts';
import type { SegmentBuffer, TablePlan } from '../table-plan.ts';
import type { TrainOptions } from './train-options.ts';
import type { TrainingProposal, TrainingReport } from './training-report.ts';

/** One of the files of a training, as it was read. */
export interface TrainingTable {
  readonly plan: TablePlan;
  readonly segments: readonly SegmentBuffer[];
  /** Its rows are not trained on: the final model is scored on them. */
  readonly isTest: boolean;
}

/** All rows of a training as typed columns with their target and folds; understood only by workers (workers/train/matrix). */
export type MatrixBuffer = SharedArrayBuffer;

/** A shared WebAssembly.Memory, through which the leader of a fit and its helpers speak. */
export interface FitControl {
  readonly buffer: unknown;
}

/** What the engine knows of a matrix. */
export interface MatrixFacts {
  readonly task: PredictionTask;
  readonly rows: number;
  readonly trainRows: number;
  readonly holdoutRows: number;
  readonly testRows: number;
  /** Columns of the table, and of these such as are trained on. */
  readonly tableColumns: number;
  readonly features: number;
  /** Trees of a round. */
  readonly outputs: number;
  readonly folds: number;
}

/** Which rows a fit learns from. */
export type FitPart =
  | { readonly kind: 'fold'; readonly fold: number }
  /** All but those held out. */
  | { readonly kind: 'holdout' }
  /** All but those of test files. */
  | { readonly kind: 'final' };

/** Numbers of a fit; what the options say beside them (objective, class weights, monotone columns) stands in the matrix. */
export interface FitSettings {
  readonly rounds: number;
  readonly learningRate: number;
  readonly depth: number;
  /** 0: trees grow by depth; else leaf by leaf up to so many. */
  readonly leaves: number;
  readonly rowSampling: number;
  readonly columnSampling: number;
  readonly lambda: number;
  readonly alpha: number;
  readonly minChildWeight: number;
  readonly earlyStoppingRounds: number;
  /** Penalty of the linear model that the trees start from; 0: they start from a constant. */
  readonly linearStart: number;
}

export interface FitReply {
  readonly file: ScratchFile;
  readonly isFinished: boolean;
  /** The round with the best score on the validation rows; all of them where there are none. */
  readonly bestRound: number;
  readonly roundsDone: number;
  readonly durationMs: number;
}

/** Orders of trainings; see `OrderTypes`. */
export interface TrainOrders {
  /** Joins the tables by column names, decides roles, task and folds, and looks for leaks. Throws the faults of training-faults.ts. */
  'make-matrix': {
    order: { tables: readonly TrainingTable[]; options: TrainOptions; scratchPath: string };
    reply: { matrix: MatrixBuffer; file: ScratchFile; facts: MatrixFacts };
  };
  'load-matrix': { order: { path: string }; reply: { matrix: MatrixBuffer } };
  /** Fits trees; `resumePath` is the file of an earlier order that paused. */
  'fit-trees': {
    order: {
      matrix: MatrixBuffer;
      part: FitPart;
      settings: FitSettings;
      control: FitControl;
      /** The fit pauses after so many rounds; null: it goes to its end. */
      pauseAfterRound: number | null;
      resumePath: string | null;
      scratchPath: string;
    };
    reply: FitReply;
  };
  /** Makes one file of several fits of the same rows: a model is the mean of their margins. */
  'join-fits': { order: { paths: readonly string[]; scratchPath: string }; reply: ScratchFile };
  /** Helps the leader of a fit until that is done. */
  'help-fit': { order: { control: FitControl }; reply: Record<string, never> };
  /** Predictions of a linear model and of the trivial one for the validation rows of a fold. */
  'fit-baseline': {
    order: { matrix: MatrixBuffer; fold: number; scratchPath: string };
    reply: ScratchFile;
  };
  /** The mean validation metric over folds of one set of settings. */
  'try-settings': {
    order: { matrix: MatrixBuffer; settings: FitSettings; folds: readonly number[]; controls: readonly FitControl[] };
    reply: { score: number; bestRound: number; fits: number };
  };
  /** Scores out of fold, on the holdout and on test files; calibration and intervals. */
  'score-folds': {
    order: {
      matrix: MatrixBuffer;
      /** Of each fit that the model is the mean of. */
      rounds: readonly number[];
      /** Of `fit-trees` or `join-fits`, by fold. */
      foldPaths: readonly string[];
      baselinePaths: readonly string[];
      holdoutPath: string | null;
      finalPath: string;
      scratchPath: string;
      predictionsPath: string;
    };
    reply: { scores: ScratchFile; predictions: ScratchFile };
  };
  /** How much held-out scores worsen when a column is shuffled. */
  'measure-importance': {
    order: { matrix: MatrixBuffer; rounds: readonly number[]; part: FitPart; fitPath: string; scratchPath: string };
    reply: ScratchFile;
  };
  'trace-dependence': {
    order: { matrix: MatrixBuffer; finalPath: string; scoresPath: string; scratchPath: string };
    reply: ScratchFile;
  };
  /** Of the first of the fits that the model is the mean of. */
  'learn-curve': {
    order: {
      matrix: MatrixBuffer;
      settings: FitSettings;
      rounds: number;
      /** Of the first fold. */
      foldPath: string;
      /** One for each step. */
      controls: readonly FitControl[];
      scratchPath: string;
    };
    reply: ScratchFile;
  };
  /** Puts the model and the report together. */
  'assemble-training': {
    order: {
      matrixPath: string;
      finalPath: string;
      scoresPath: string;
      importancePath: string;
      dependencePath: string;
      curvePath: string | null;
      /** Of each fit that the model is the mean of. */
      settings: readonly FitSettings[];
      search: readonly TriedSettings[];
      /** What was found beside the warnings of the matrix. */
      warnings: TrainingReport['warnings'];
      options: TrainOptions;
      files: readonly string[];
      fingerprint: string;
      engineVersion: string;
      scratchFolder: string;
    };
    reply: { files: readonly NamedScratchFile[] };
  };
  /** The rows of all files with their predictions out of fold, as Parquet. */
  'store-training-rows': {
    order: { tables: readonly TrainingTable[]; matrix: MatrixBuffer; predictionsPath: string; scratchPath: string };
    reply: ScratchFile;
  };
  /** What would be done with a target, before any training. */
  'propose-training': {
    order: { table: TrainingTable; target: string | null; exclude: readonly string[]; seed: number };
    reply: TrainingProposal;
  };
  'load-training-report': { order: { path: string }; reply: TrainingReport };
}

/** Settings that a search has tried. */
export interface TriedSettings {
  readonly settings: FitSettings;
  /** Mean validation metric over the folds; lower is better. */
  readonly score: number;
  readonly bestRound: number;
  readonly fits: number;
}
