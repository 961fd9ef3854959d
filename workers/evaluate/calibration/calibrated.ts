import type { Calibration } from '../../../contract/models/model-document.ts';
import { outputsOf, type TargetForm } from '../target-form.ts';

/** Probabilities, rows × classes, of margins, rows × outputs: through the link and, where there is one, the calibration. */
export function calibratedProbabilities(
  form: TargetForm,
  margins: Float64Array,
  calibration: Calibration | null,
): Float64Array {
  const scale = calibration?.kind === 'temperature' ? 1 / calibration.temperature : 1;
  const probabilities = probabilitiesOf(form, margins, scale);
  return calibration?.kind === 'isotonic'
    ? throughCurves(form.classes, probabilities, calibration.curves)
    : probabilities;
}

/** The logistic function or softmax of margins × `scale`. */
export function probabilitiesOf(form: TargetForm, margins: Float64Array, scale = 1): Float64Array {
  const { classes } = form;
  const rows = margins.length / outputsOf(form);
  const probabilities = new Float64Array(rows * classes);
  if (form.task === 'binary') {
    for (let row = 0; row < rows; row++) {
      const margin = (margins[row] as number) * scale;
      probabilities[row * 2] = 1 / (1 + Math.exp(margin));
      probabilities[row * 2 + 1] = 1 / (1 + Math.exp(-margin));
    }
    return probabilities;
  }
  for (let offset = 0; offset < margins.length; offset += classes) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < classes; place++) highest = Math.max(highest, margins[offset + place] as number);
    let sum = 0;
    for (let place = 0; place < classes; place++) {
      const weight = Math.exp(((margins[offset + place] as number) - highest) * scale);
      probabilities[offset + place] = weight;
      sum += weight;
    }
    for (let place = 0; place < classes; place++) {
      probabilities[offset + place] = (probabilities[offset + place] as number) / sum;
    }
  }
  return probabilities;
}

export interface Curve {
  /** Rising. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Each class's probability through its curve, then each row normed to sum 1. */
export function throughCurves(classes: number, probabilities: Float64Array, curves: readonly Curve[]): Float64Array {
  const mapped = new Float64Array(probabilities.length);
  for (let offset = 0; offset < probabilities.length; offset += classes) {
    let sum = 0;
    for (let place = 0; place < classes; place++) {
      const value = onCurve(curves[place] as Curve, probabilities[offset + place] as number);
      mapped[offset + place] = value;
      sum += value;
    }
    for (let place = 0; place < classes; place++) {
      mapped[offset + place] =
        sum > 0 ? (mapped[offset + place] as number) / sum : (probabilities[offset + place] as number);
    }
  }
  return mapped;
}

/** Straight lines between the points of the curve, flat outside of them. */
function onCurve({ from, to }: Curve, value: number): number {
  let low = 0;
  let high = from.length - 1;
  if (high < 0) return value;
  if (value <= (from[0] as number)) return to[0] as number;
  if (value >= (from[high] as number)) return to[high] as number;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((from[middle] as number) <= value) low = middle;
    else high = middle;
  }
  const width = (from[high] as number) - (from[low] as number);
  const part = width > 0 ? (value - (from[low] as number)) / width : 0;
  return (to[low] as number) + part * ((to[high] as number) - (to[low] as number));
}
