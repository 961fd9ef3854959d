import type { ModelDocument } from '../../../contract/models/model-document.ts';
import type { ModelLoss } from '../../../contract/models/model-losses.ts';
import type { ModelFileFormat } from '../../../contract/models/model-orders.ts';

/** What of a document a file of `format` does not hold. */
export function modelLossesOf(document: ModelDocument, format: ModelFileFormat): ModelLoss[] {
  // Our own file holds everything, and an ONNX file that was imported goes out as it came.
  if (format === 'auspex-model' || document.predictor.kind === 'onnx') return [];
  const isEncoded = document.features.some(({ encoding }) => encoding.kind !== 'number');
  const promise = document.conformal === null ? [] : ([document.target.classes ? 'classSets' : 'intervals'] as const);
  return [
    ...(isEncoded ? (['encodings'] as const) : []),
    ...(document.calibration?.kind === 'isotonic' ? (['calibration'] as const) : []),
    ...promise,
  ];
}
