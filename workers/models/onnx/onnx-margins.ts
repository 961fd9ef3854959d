import type { ModelDocument } from '../../../contract/models/model-document.ts';
import type { FeatureColumn } from '../../trees/feature-column.ts';
import { damagedModel } from '../model-reason.ts';
import { OnnxSession } from './onnx-session.ts';

/**
 * What gives the margins of rows of a document whose predictor is an ONNX file: of classes, logarithms that the document's link
 * turns into the file's own probabilities. Throws MODEL_DAMAGED, MODEL_ONNX_UNSUPPORTED.
 */
export async function onnxMargins(document: ModelDocument, base64: string) {
  const session = await OnnxSession.open(Buffer.from(base64, 'base64'));
  if (session.width !== document.features.length) throw damagedModel('its runtime asks for other columns');
  return async (columns: readonly FeatureColumn[], fromRow: number, toRow: number): Promise<Float64Array> => {
    const { numbers, width } = await session.run(columns, fromRow, toRow);
    if (document.task === 'regression') return numbers;
    if (document.task === 'binary') return logOdds(numbers, width);
    return document.link === 'logistic' ? logOdds(numbers, 1) : numbers.map(Math.log);
  };
}

/** Margins whose logistic function is the second of two probabilities, or the only one. */
function logOdds(probabilities: Float64Array, width: number): Float64Array {
  const rows = probabilities.length / width;
  return Float64Array.from({ length: rows }, (_, row) => {
    const positive = probabilities[row * width + width - 1]!;
    const negative = width === 2 ? probabilities[row * width]! : 1 - positive;
    return Math.log(positive) - Math.log(negative);
  });
}
