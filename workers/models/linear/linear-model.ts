import type { PackedLinear } from '../../../contract/models/model-document.ts';
import type { Explanations } from '../../trees/explain/explain-rows.ts';
import type { FeatureColumn } from '../../trees/feature-column.ts';
import { damagedModel } from '../model-reason.ts';

/** Sums of weighted features, as linear boosting makes them. A missing value adds nothing. */
export interface LinearModel {
  /** Margins of a row. */
  readonly outputs: number;
  readonly features: number;
  /** Added to each output. */
  readonly baseScores: Float64Array;
  /** At feature × outputs + output. */
  readonly weights: Float64Array;
}

/** A linear model as a part of a document. */
export function packLinear({ baseScores, features, outputs, weights }: LinearModel): PackedLinear {
  return { outputs, features, baseScores: packed(baseScores), weights: packed(weights) };
}

/** The linear model that was packed. Throws MODEL_DAMAGED where numbers are missing or not finite. */
export function unpackLinear({ features, outputs, ...texts }: PackedLinear): LinearModel {
  return {
    ...{ outputs, features },
    baseScores: unpacked(texts.baseScores, outputs),
    weights: unpacked(texts.weights, outputs * features),
  };
}

const packed = ({ buffer, byteLength, byteOffset }: Float64Array): string =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');

function unpacked(text: string, length: number): Float64Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== length * 8) throw damagedModel('a linear model has not a weight for each feature');
  const numbers = new Float64Array(Uint8Array.from(bytes).buffer);
  if (!numbers.every(Number.isFinite)) throw damagedModel('a weight is not finite');
  return numbers;
}

/** Margins of the rows `fromRow` up to `toRow` (not included), at (row − fromRow) × outputs + output. */
export function linearMargins(
  model: LinearModel,
  columns: readonly FeatureColumn[],
  fromRow: number,
  toRow: number,
): Float64Array {
  const { baseScores, features, outputs, weights } = model;
  const margins = new Float64Array((toRow - fromRow) * outputs);
  for (let row = fromRow; row < toRow; row++) margins.set(baseScores, (row - fromRow) * outputs);
  for (let feature = 0; feature < features; feature++) {
    for (let row = fromRow; row < toRow; row++) {
      const value = valueAt(columns[feature]!, row);
      for (let output = 0; output < outputs; output++) {
        margins[(row - fromRow) * outputs + output]! += value * weights[feature * outputs + output]!;
      }
    }
  }
  return margins;
}

/** What each feature adds: its value times its weight, against a row without values, as XGBoost tells it. As `explainRows`. */
export function explainLinear(
  { baseScores, features, outputs, weights }: LinearModel,
  columns: readonly FeatureColumn[],
  fromRow: number,
  toRow: number,
  explainedOutputs: number | ArrayLike<number>,
): Explanations {
  const contributions = new Float64Array((toRow - fromRow) * features);
  for (let row = fromRow; row < toRow; row++) {
    const at = row - fromRow;
    const output = typeof explainedOutputs === 'number' ? explainedOutputs : explainedOutputs[at]!;
    for (let feature = 0; feature < features; feature++) {
      contributions[at * features + feature] = valueAt(columns[feature]!, row) * weights[feature * outputs + output]!;
    }
  }
  return { bases: Float64Array.from(baseScores), contributions };
}

/** In single precision, as the program that made the weights saw it. */
function valueAt(column: FeatureColumn, row: number): number {
  const value = column.kind === 'number' ? column.values[row]! : column.codes[row]!;
  return Number.isNaN(value) ? 0 : Math.fround(value);
}
