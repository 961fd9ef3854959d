import type { ModelColumn, PredictionTask } from '../../contract/models/model-document.ts';
import type { TrainOptions } from '../../contract/train/train-options.ts';
import type { MatrixBuffer } from '../../contract/train/train-orders.ts';
import type { TrainingProposal, TrainingReport } from '../../contract/train/training-report.ts';
import type { ColumnCells } from '../evaluate/column-cells.ts';
import type { TargetForm } from '../evaluate/target-form.ts';
import { type PackedArray, packArrays, unpackArrays } from './packed-arrays.ts';

/** Where a row stands in the checking of a model, beside the number of the fold that validates it. */
export const rowPlace = {
  /** In no validation set, always trained on (the earliest rows of folds by time). */
  trainOnly: 250,
  holdout: 251,
  test: 252,
  /** Without a target, or of a class that was not trained on. */
  unusable: 253,
} as const;

/** A column that is trained on, with what a model must know of it. */
export interface MatrixColumn extends Pick<ModelColumn, 'name' | 'type' | 'unit' | 'isPercent'> {
  readonly cells: ColumnCells;
}

/** What a matrix is beside its arrays. */
export interface MatrixFacts {
  readonly task: PredictionTask;
  readonly target: { readonly name: string; readonly unit: string | null; readonly isPercent: boolean };
  /** Names by place; null for a number. */
  readonly classes: readonly string[] | null;
  readonly metric: TrainingReport['metric'];
  readonly objective: 'squared' | 'absolute' | 'quantile' | 'poisson' | 'logistic' | 'softmax';
  readonly options: TrainOptions;
  readonly folds: number;
  readonly foldScheme: TrainingReport['foldScheme'];
  readonly proposal: TrainingProposal;
  readonly warnings: TrainingReport['warnings'];
  readonly groupColumn: string | null;
  /** Whose values scores are told by; null: none. */
  readonly scoreColumn: string | null;
  readonly scoreNames: readonly string[];
  /** Of each file, in the order of the tables. */
  readonly fileRows: readonly number[];
}

/** All rows of a training: typed columns, target, and where each row stands. The rows of test files come last. */
export interface TrainingMatrix extends MatrixFacts {
  readonly form: TargetForm;
  readonly rows: number;
  readonly columns: readonly MatrixColumn[];
  /** Class place or value; NaN: none. */
  readonly truth: Float64Array;
  /** Number of the fold that validates the row, or one of `rowPlace`. */
  readonly places: Uint8Array;
  /** Value of the score column, by place in `scoreNames`; −1: missing. */
  readonly scoreCodes: Int32Array | null;
}

type StoredColumn = Omit<MatrixColumn, 'cells'> & { readonly texts: readonly string[] | null };
type Stored = MatrixFacts & { readonly rows: number; readonly columns: readonly StoredColumn[] };

export function packMatrix(matrix: Omit<TrainingMatrix, 'form'>): MatrixBuffer {
  const { columns, places, scoreCodes, truth, ...facts } = matrix;
  const arrays: Record<string, PackedArray> = { truth, places };
  if (scoreCodes) arrays.scoreCodes = scoreCodes;
  const stored = columns.map(({ cells, ...column }, place): StoredColumn => {
    arrays[`column${place}`] = cells.kind === 'text' ? cells.codes : cells.values;
    return { ...column, texts: cells.kind === 'text' ? cells.texts : null };
  });
  return packArrays<Stored>({ meta: { ...facts, columns: stored }, arrays });
}

export function openMatrix(buffer: MatrixBuffer): TrainingMatrix {
  const { arrays, meta } = unpackArrays<Stored>(buffer);
  const columns = meta.columns.map(({ texts, ...column }, place): MatrixColumn => {
    const array = arrays[`column${place}`];
    const { name, type } = column;
    const cells: ColumnCells =
      type === 'text'
        ? { name, kind: 'text', codes: array as Int32Array, texts: texts! }
        : { name, kind: type, values: array as Float64Array };
    return { ...column, cells };
  });
  const { task, classes } = meta;
  return {
    ...meta,
    ...{ form: { task, classes: classes?.length ?? 1 }, columns },
    ...{ truth: arrays.truth as Float64Array, places: arrays.places as Uint8Array },
    scoreCodes: (arrays.scoreCodes as Int32Array | undefined) ?? null,
  };
}
