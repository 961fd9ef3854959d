import type { ScratchFile } from '../../contract/orders.ts';
import { packArrays, readPacked, unpackArrays, writePacked } from './packed-arrays.ts';

/** Predictions of all rows of a training, each by a model that did not learn from the row where there is one. */
export interface PredictionsByRow {
  /** Values of a row: one for each class, or one. */
  readonly width: number;
  /** Rows × width; NaN: none. */
  readonly predictions: Float64Array;
}

export function writePredictions({ predictions, width }: PredictionsByRow, scratchPath: string): ScratchFile {
  return writePacked(packArrays({ meta: { width }, arrays: { predictions } }), scratchPath);
}

export async function readPredictions(path: string): Promise<PredictionsByRow> {
  const { arrays, meta } = unpackArrays<{ width: number }>(await readPacked(path));
  return { ...meta, predictions: arrays.predictions as Float64Array };
}

/** Puts the predictions of `rows`, `width` values each, to their rows. */
export function putPredictions(into: PredictionsByRow, rows: Uint32Array, values: Float64Array): void {
  const { predictions, width } = into;
  for (let at = 0; at < rows.length; at++) {
    predictions.set(values.subarray(at * width, (at + 1) * width), (rows[at] as number) * width);
  }
}
