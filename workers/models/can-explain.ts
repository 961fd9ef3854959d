import type { ModelDocument } from '../../contract/models/model-document.ts';

/**
 * Whether a model can tell why it predicts what it does; of an ONNX file only its numbers are known, and
 * SHAP values of trees are made for leaves of one value.
 */
export const canExplain = (predictor: ModelDocument['predictor']): boolean =>
  predictor.kind !== 'onnx' && predictor.kind !== 'linearTrees';
