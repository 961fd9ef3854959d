import type { ExportOrders } from '../export-orders.ts';
import type { Scores } from '../models/model-document.ts';
import type { Explanation } from '../models/models.ts';
import type { NamedScratchFile, ScratchFile } from '../scratch-file.ts';
import type { PredictOptions } from './predict-options.ts';
import type { ColumnMatch, PredictionReport } from './prediction-report.ts';

/** How a column of a model is found in a table. */
export type FoundColumn = Pick<ColumnMatch, 'column' | 'source' | 'kind' | 'similarity' | 'perhaps'>;

/** How a table fits a model. Places are those of the table's columns. */
export interface MatchedInput {
  readonly rows: number;
  readonly fileColumns: readonly string[];
  /** One for each column of the model. */
  readonly columns: readonly (FoundColumn & { readonly place: number | null })[];
  /** Of the column that holds what is foretold, where the table has it. */
  readonly targetPlace: number | null;
  readonly groupPlace: number | null;
  /** Columns of the model, by place, most of whose cells are outside the range of the training: told once and not in each row. */
  readonly outOfRangeColumns: readonly number[];
  readonly groupCandidates: readonly { readonly name: string; readonly groups: number }[];
}

/** What orders that predict are given of the model. */
export interface PredictingModel {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly version: number;
}

/** A scored part of the rows. */
export interface ScoredPart {
  /** Parquet of the columns that a prediction adds. */
  readonly columnsPath: string;
  /** Numbers as doubles, row by row: the probability of each class, or the value. */
  readonly predictionsPath: string;
  /** PartFacts of workers/predict. */
  readonly factsPath: string;
}

/** Orders of predictions. */
export interface PredictOrders {
  /**
   * How the columns of a stored table fit a model. Throws COLUMN_NAME_UNKNOWN; with `isStrict`, as a prediction needs it,
   * PREDICTION_COLUMNS_MISSING and PREDICTION_TOO_MANY_GROUPS as well.
   */
  'match-model': {
    order: {
      rowsPath: string;
      fileName: string;
      modelPath: string;
      columnMatches: PredictOptions['columnMatches'];
      groupBy: string | null;
      isStrict: boolean;
    };
    reply: MatchedInput;
  };
  /** Predicts part `part` of `parts` of the rows of a stored table. */
  'score-rows': {
    order: {
      rowsPath: string;
      modelPath: string;
      matched: MatchedInput;
      options: PredictOptions;
      part: number;
      parts: number;
      scratchPath: string;
    };
    reply: { rows: number; columns: ScratchFile; predictions: ScratchFile; facts: ScratchFile };
  };
  /** Puts the scored parts beside the rows they belong to, and tells what they amount to. Throws PREDICTION_DRIFTED. */
  'assemble-predictions': {
    order: {
      rowsPath: string;
      model: PredictingModel;
      matched: MatchedInput;
      options: PredictOptions;
      fileName: string;
      parts: readonly ScoredPart[];
      spillFolder: string;
      scratchPath: string;
      reportPath: string;
    };
    reply: {
      predictions: ScratchFile;
      report: ScratchFile;
      columns: number;
      /** Places in the predictions: of the groups' column, and of the probability that is coloured. */
      groupPlace: number | null;
      scaledColumns: readonly number[];
      /** What the sheets in front of the rows are called. */
      front: readonly string[];
    };
  };
  /** Writes a part of predicted rows as `export-part` does, with what the report tells of each group. */
  'export-predicted-part': {
    order: ExportOrders['export-part']['order'] & { reportPath: string; modelPath: string };
    reply: ExportOrders['export-part']['reply'];
  };
  /** The workbook of a prediction, or the zip file of its workbooks, from the written parts of its rows. */
  'join-predictions': {
    order: {
      parts: readonly { filePath: string; manifestPath: string }[];
      layoutPath: string;
      reportPath: string;
      modelPath: string;
      options: PredictOptions;
      title: string;
      scratchPath: string;
    };
    reply: NamedScratchFile;
  };
  /** Scores of the rows of several predictions by one model taken together; null where they cannot be told. */
  'score-together': {
    order: {
      modelPath: string;
      predictions: readonly { predictionsPath: string; reportPath: string; options: PredictOptions }[];
    };
    reply: { scores: Scores | null };
  };
  'load-prediction-report': { order: { path: string }; reply: PredictionReport };
  /** Explains one row of stored predictions. */
  'explain-row': {
    order: {
      predictionsPath: string;
      reportPath: string;
      modelPath: string;
      row: number;
      explainedClass: number | null;
    };
    reply: Explanation;
  };
}
