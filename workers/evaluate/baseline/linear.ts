import { Fault } from '../../../contract/faults.ts';
import type { FeatureColumn } from '../../trees/feature-column.ts';
import { probabilitiesOf } from '../calibration/calibrated.ts';
import { sampleOf } from '../seeded-random.ts';
import { outputsOf, type TargetForm } from '../target-form.ts';
import { type LinearTerms, learnTerms, type TermValues, termValues } from './linear-terms.ts';
import { minimize } from './minimize.ts';

/** More rows hardly move so few weights. */
const rowLimit = 30_000;
const iterations = 200;
/** Of the mean gradient. */
const tolerance = 1e-5;
/** Weight of the squared weights in the sum of losses: scikit-learn's default for both kinds (C = 1, alpha = 1). */
const usualPenalty = 1;

export interface LinearModel {
  readonly form: TargetForm;
  readonly terms: LinearTerms;
  /** By output: the weights, then the constant. */
  readonly weights: Float64Array;
  /** What a number is centred and scaled by while it is learned. */
  readonly middle: number;
  readonly scale: number;
  /** Rows it was learned on. */
  readonly learnedRows: number;
  /** Whether the fit came to rest within its steps. */
  readonly isSettled: boolean;
}

export interface LinearChoices {
  readonly seed: number;
  /** Of the squared weights. */
  readonly penalty?: number;
  isCancelled?(): boolean;
}

/**
 * Ridge or (multinomial) logistic regression with a squared penalty on all but the constant, all of it learned on
 * `trainRows` of columns and truth by row number. null where no column can tell anything. Throws JOB_CANCELLED.
 */
export function fitLinear(
  form: TargetForm,
  columns: readonly FeatureColumn[],
  truth: Float64Array,
  trainRows: Uint32Array,
  { isCancelled, penalty = usualPenalty, seed }: LinearChoices,
): LinearModel | null {
  const rows = sampleOf(trainRows, rowLimit, seed, 'linear baseline');
  const terms = learnTerms(columns, rows);
  if (terms.weights === 0 || rows.length === 0) return null;
  const values = termValues(terms, columns, rows);
  const targets = Float64Array.from(rows, (row) => truth[row] as number);
  const { middle, scale } = form.task === 'regression' ? momentsOf(targets) : { middle: 0, scale: 1 };
  const outputs = outputsOf(form);
  const width = terms.weights + 1;
  const margins = new Float64Array(rows.length * outputs);
  const objective = (at: Float64Array, gradient: Float64Array): number => {
    if (isCancelled?.()) throw new Fault('JOB_CANCELLED');
    takeMargins(margins, values, at, outputs, width);
    let loss = lossOf(form, margins, targets, middle, scale);
    putGradient(gradient, values, margins, outputs, width);
    for (let place = 0; place < at.length; place++) {
      if ((place + 1) % width === 0) continue;
      const weight = at[place] as number;
      loss += (penalty / 2) * weight * weight;
      gradient[place] = (gradient[place] as number) + penalty * weight;
    }
    for (let place = 0; place < at.length; place++) gradient[place] = (gradient[place] as number) / rows.length;
    return loss / rows.length;
  };
  const found = minimize(objective, new Float64Array(outputs * width), { iterations, tolerance });
  return { form, terms, weights: found.at, middle, scale, learnedRows: rows.length, isSettled: found.isSettled };
}

/** Rows whose terms are held at once. */
const blockRows = 20_000;

/** Probabilities, rows × classes, or values of `rows`, in their order. */
export function predictLinear(model: LinearModel, columns: readonly FeatureColumn[], rows: Uint32Array): Float64Array {
  const { form, middle, scale, terms, weights } = model;
  const outputs = outputsOf(form);
  const margins = new Float64Array(rows.length * outputs);
  for (let from = 0; from < rows.length; from += blockRows) {
    const block = rows.subarray(from, from + blockRows);
    const own = margins.subarray(from * outputs, (from + block.length) * outputs);
    takeMargins(own, termValues(terms, columns, block), weights, outputs, terms.weights + 1);
  }
  return form.task === 'regression' ? margins.map((margin) => middle + scale * margin) : probabilitiesOf(form, margins);
}

function takeMargins(
  margins: Float64Array,
  values: readonly TermValues[],
  at: Float64Array,
  outputs: number,
  width: number,
): void {
  const rows = margins.length / outputs;
  for (let output = 0; output < outputs; output++) {
    const first = output * width;
    const constant = at[first + width - 1] as number;
    for (let row = 0; row < rows; row++) margins[row * outputs + output] = constant;
    for (const { factors, places } of values) {
      for (let row = 0; row < rows; row++) {
        const place = places[row] as number;
        if (place < 0) continue;
        const amount = (at[first + place] as number) * (factors ? (factors[row] as number) : 1);
        margins[row * outputs + output] = (margins[row * outputs + output] as number) + amount;
      }
    }
  }
}

/** The loss of all rows; each margin becomes what the loss changes with it. */
function lossOf(form: TargetForm, margins: Float64Array, targets: Float64Array, middle: number, scale: number): number {
  let loss = 0;
  if (form.task === 'regression') {
    for (let row = 0; row < targets.length; row++) {
      const off = (margins[row] as number) - ((targets[row] as number) - middle) / scale;
      loss += (off * off) / 2;
      margins[row] = off;
    }
    return loss;
  }
  if (form.task === 'binary') {
    for (let row = 0; row < targets.length; row++) {
      const margin = margins[row] as number;
      const isSecond = targets[row] === 1;
      const against = isSecond ? -margin : margin;
      loss += against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against));
      margins[row] = 1 / (1 + Math.exp(-margin)) - (isSecond ? 1 : 0);
    }
    return loss;
  }
  const { classes } = form;
  const probabilities = probabilitiesOf(form, margins);
  for (let row = 0; row < targets.length; row++) {
    const own = row * classes + (targets[row] as number);
    loss -= Math.log(Math.max(probabilities[own] as number, Number.MIN_VALUE));
    probabilities[own] = (probabilities[own] as number) - 1;
  }
  margins.set(probabilities);
  return loss;
}

function putGradient(
  gradient: Float64Array,
  values: readonly TermValues[],
  changes: Float64Array,
  outputs: number,
  width: number,
): void {
  gradient.fill(0);
  const rows = changes.length / outputs;
  for (let output = 0; output < outputs; output++) {
    const first = output * width;
    let constant = 0;
    for (let row = 0; row < rows; row++) constant += changes[row * outputs + output] as number;
    gradient[first + width - 1] = constant;
    for (const { factors, places } of values) {
      for (let row = 0; row < rows; row++) {
        const place = places[row] as number;
        if (place < 0) continue;
        const amount = (changes[row * outputs + output] as number) * (factors ? (factors[row] as number) : 1);
        gradient[first + place] = (gradient[first + place] as number) + amount;
      }
    }
  }
}

function momentsOf(targets: Float64Array): { middle: number; scale: number } {
  const middle = targets.reduce((sum, value) => sum + value, 0) / targets.length;
  const spread = Math.sqrt(targets.reduce((sum, value) => sum + (value - middle) ** 2, 0) / targets.length);
  return { middle, scale: spread > 0 ? spread : 1 };
}
