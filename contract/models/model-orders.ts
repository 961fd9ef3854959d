import type { ScratchFile } from '../scratch-file.ts';
import type { ModelLoss } from './model-losses.ts';
import type { Explanation, GivenValue } from './models.ts';

/** Files a model can be written as: our own document, or what other programs read. */
export const modelFileFormats = ['auspex-model', 'xgboost-json', 'onnx'] as const;
export type ModelFileFormat = (typeof modelFileFormats)[number];

/** Orders about model files; see `OrderTypes`. `modelPath`: a ModelDocument as the model library keeps it. */
export interface ModelOrders {
  /**
   * Reads a model file of any known format and writes it as a ModelDocument. Throws MODEL_DAMAGED, MODEL_FORMAT_UNKNOWN,
   * MODEL_VERSION_UNKNOWN, MODEL_UNSUPPORTED, MODEL_ONNX_UNSUPPORTED, MODEL_TOO_LARGE.
   */
  'read-model-file': {
    order: {
      /** Of the file to read. */
      path: string;
      fileName: string;
      /** Where the file does not tell them. */
      classes: readonly string[] | null;
      target: string | null;
      scratchPath: string;
    };
    reply: { file: ScratchFile };
  };
  /** Throws MODEL_NOT_EXPORTABLE where the format cannot say what the model does. */
  'write-model-file': {
    order: { modelPath: string; format: ModelFileFormat; scratchPath: string };
    reply: ScratchFile & { losses: readonly ModelLoss[] };
  };
  /** Predicts one made-up row; columns that `values` does not name are missing. */
  'explain-values': {
    order: { modelPath: string; values: Readonly<Record<string, GivenValue>>; explainedClass: number | null };
    reply: Explanation;
  };
  /**
   * Compares a model with the predictions that stand beside its columns in a table. Throws MODEL_MISMATCH where one differs by
   * more than 1e-5 of its size and than its rounding, MODEL_CHECK_IMPOSSIBLE where none are recorded.
   */
  'check-model': {
    order: {
      modelPath: string;
      fileName: string;
      /** Of the table, by place, and its rows in the layout of workers/tabular/segment.ts. */
      columnNames: readonly string[];
      segments: readonly SharedArrayBuffer[];
    };
    reply: { checkedRows: number; largestDifference: number };
  };
}
