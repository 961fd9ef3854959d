import type { ModelCard, ModelColumn, PredictionTask } from './model-document.ts';

/** What the library shows of a model's document: all but what scores. */
export interface ModelDescription {
  readonly task: PredictionTask;
  readonly target: string;
  readonly unit: string | null;
  readonly classes: readonly string[] | null;
  readonly inputs: readonly ModelColumn[];
  readonly groupColumn: string | null;
  readonly card: ModelCard;
}

/** Orders of the model library; see `OrderTypes`. */
export interface ModelLibraryOrders {
  /** Reads a ModelDocument, checked against its schema. Throws MODEL_DAMAGED and MODEL_VERSION_UNKNOWN. */
  'describe-model': { order: { path: string }; reply: ModelDescription };
}
