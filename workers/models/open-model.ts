import type { CategoryStatistics, ModelDocument } from '../../contract/models/model-document.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';
import { type Explanations, explainRows } from '../trees/explain/explain-rows.ts';
import type { FeatureColumn } from '../trees/feature-column.ts';
import { scoreMargins } from '../trees/score/score-margins.ts';
import { OpenStatistics } from './category-statistics.ts';
import { leafMargins, unpackLeaves } from './linear/linear-leaves.ts';
import { explainLinear, linearMargins, unpackLinear } from './linear/linear-model.ts';
import { unpackEnsemble } from './pack-ensemble.ts';

/** A model ready to score, whatever it was made with. */
export interface OpenModel {
  readonly document: ModelDocument;
  /** Margins of a row. */
  readonly outputs: number;
  /** At (row − fromRow) × outputs + output, for `predictionsOf`. */
  margins(columns: readonly FeatureColumn[], fromRow: number, toRow: number): Promise<Float64Array>;
  /** As `explainRows`; null: this kind of model cannot be explained. */
  readonly explain:
    | ((
        columns: readonly FeatureColumn[],
        fromRow: number,
        toRow: number,
        explainedOutputs: number | ArrayLike<number>,
      ) => Explanations)
    | null;
}

/** Opens a document. Throws MODEL_DAMAGED. */
export async function openModel(document: ModelDocument): Promise<OpenModel> {
  if (document.predictor.kind === 'onnx') {
    const { onnxMargins } = await import('./onnx/onnx-margins.ts');
    const margins = await onnxMargins(document, document.predictor.bytes);
    const outputs = document.task === 'multiclass' ? (document.target.classes?.length ?? 1) : 1;
    return { document, outputs, margins, explain: null };
  }
  if (document.predictor.kind === 'linear') {
    const linear = unpackLinear(document.predictor.linear);
    return {
      ...{ document, outputs: linear.outputs },
      margins: async (columns, fromRow, toRow) => linearMargins(linear, columns, fromRow, toRow),
      explain: (columns, fromRow, toRow, explainedOutputs) =>
        explainLinear(linear, columns, fromRow, toRow, explainedOutputs),
    };
  }
  if (document.predictor.kind === 'linearTrees') {
    const ensemble = unpackEnsemble(document.predictor.ensemble);
    const leaves = unpackLeaves(document.predictor.leaves, ensemble);
    return {
      ...{ document, outputs: ensemble.outputs },
      margins: async (columns, fromRow, toRow) => leafMargins(ensemble, leaves, columns, fromRow, toRow),
      explain: null,
    };
  }
  const { statistics } = document.predictor;
  const ensemble = unpackEnsemble(document.predictor.ensemble);
  if (statistics) return withStatistics(document, ensemble, statistics);
  return {
    document,
    outputs: ensemble.outputs,
    margins: async (columns, fromRow, toRow) => scoreMargins(ensemble, columns, fromRow, toRow),
    explain: (columns, fromRow, toRow, explainedOutputs) =>
      explainRows(ensemble, columns, fromRow, toRow, explainedOutputs),
  };
}

function withStatistics(document: ModelDocument, ensemble: TreeEnsemble, statistics: CategoryStatistics): OpenModel {
  const features = document.features.length;
  const open = new OpenStatistics(statistics, features);
  return {
    document,
    outputs: ensemble.outputs,
    margins: async (columns, fromRow, toRow) =>
      scoreMargins(ensemble, open.extended(columns, fromRow, toRow), 0, toRow - fromRow),
    explain: (columns, fromRow, toRow, explainedOutputs) => {
      const extended = open.extended(columns, fromRow, toRow);
      return open.folded(explainRows(ensemble, extended, 0, toRow - fromRow, explainedOutputs), features);
    },
  };
}
