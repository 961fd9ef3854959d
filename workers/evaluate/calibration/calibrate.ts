import type { Calibration } from '../../../contract/models/model-document.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { calibrationBins, expectedCalibrationError } from '../metrics/calibration-bins.ts';
import { clipped, logLoss, probabilityFigures } from '../metrics/class-figures.ts';
import { sampleOf } from '../seeded-random.ts';
import { outputsOf, type TargetForm } from '../target-form.ts';
import { calibratedProbabilities, probabilitiesOf } from './calibrated.ts';
import { fitIsotonic } from './fit-isotonic.ts';
import { fitTemperature } from './fit-temperature.ts';

/** More rows do not make a calibration better. */
export const calibrationRowLimit = 200_000;
/** Fewer rows, in all or of one class, make a step curve that follows chance. */
const isotonicFrom = { rows: 1000, ofClass: 50 };
/** Share by which the step curve must lower the log-loss beyond the temperature. */
const isotonicGain = 0.002;

/** Of the gain, that it must exceed; who gives the number of trees expects the probabilities of XGBoost unless much speaks against them. */
const standardErrors = { usual: 1, plain: 2 };

interface CalibrationOrder {
  readonly form: TargetForm;
  /** Class places. */
  readonly truth: Float64Array;
  /** Out of fold, rows × outputs. */
  readonly margins: Float64Array;
  /** The fold of each row. */
  readonly folds: Uint8Array;
  readonly seed: number;
  /** Of plain boosting: the likeliest class of every row stays (step curves may change it, a temperature cannot), and less is calibrated. */
  readonly keepsClasses?: boolean;
}

export interface Calibrated {
  /** Made from all rows; null for a number. */
  readonly calibration: Calibration | null;
  /** `after` is told of rows that took no part in making their calibration. */
  readonly report: TrainingReport['calibration'];
  /** Rows × classes, each row's through a calibration made without its fold: the ones to score. */
  readonly probabilities: Float64Array;
}

/** Chooses temperature or step curves by cross-fitted log-loss; the temperature is 1 where neither clearly lowers it. */
export function calibrate(order: CalibrationOrder): Calibrated {
  const { folds, form, keepsClasses = false, margins, seed, truth } = order;
  const before = probabilitiesOf(form, margins);
  const all = Uint32Array.from(truth, (_, row) => row);
  const one: Calibration = { kind: 'temperature', temperature: 1 };
  const candidates: { fit: (rows: Uint32Array) => Calibration; loss: number; probabilities: Float64Array }[] = [];
  const mayBend = !keepsClasses && hasRowsForCurves(form, truth);
  const kinds = mayBend ? (['temperature', 'isotonic'] as const) : (['temperature'] as const);
  for (const kind of kinds) {
    const fit = (rows: Uint32Array): Calibration => {
      const sample = sampleOf(rows, calibrationRowLimit, seed, 'calibration');
      if (kind === 'temperature') return { kind, temperature: fitTemperature(form, margins, truth, sample) };
      return {
        kind,
        curves: fitIsotonic(form.classes, before, truth, sample).map(({ from, to }) => ({
          from: [...from],
          to: [...to],
        })),
      };
    };
    const probabilities = crossFitted(form, margins, folds, all, fit);
    candidates.push({ fit, loss: logLoss(form.classes, truth, probabilities), probabilities });
  }
  const unchanged = { fit: () => one, loss: logLoss(form.classes, truth, before), probabilities: before };
  const [temperature, curves] = candidates;
  const errors = standardErrors[keepsClasses ? 'plain' : 'usual'];
  const isClear = temperature !== undefined && gainsClearly(form, truth, before, temperature.probabilities, errors);
  const smooth = temperature && isClear ? temperature : unchanged;
  const best = curves && curves.loss < smooth.loss * (1 - isotonicGain) ? curves : smooth;
  const calibration = best.fit(all);
  const report = {
    method: calibration.kind,
    before: reliabilityOf(form, truth, before),
    after: reliabilityOf(form, truth, best.probabilities),
  };
  return { calibration, report, probabilities: best.probabilities };
}

/** Whether the log-loss falls by more than so many of its standard errors: a few rows that would have been told too surely prove nothing. */
function gainsClearly(
  { classes }: TargetForm,
  truth: Float64Array,
  before: Float64Array,
  after: Float64Array,
  errors: number,
): boolean {
  const rows = truth.length;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < rows; row++) {
    const at = row * classes + (truth[row] as number);
    const gain = Math.log(clipped(after[at] as number) / clipped(before[at] as number));
    sum += gain;
    squares += gain * gain;
  }
  return sum > 0 && sum * sum > errors ** 2 * (squares - (sum * sum) / rows);
}

function hasRowsForCurves({ classes }: TargetForm, truth: Float64Array): boolean {
  const rows = new Array<number>(classes).fill(0);
  for (const place of truth) rows[place] = (rows[place] as number) + 1;
  return truth.length >= isotonicFrom.rows && rows.every((count) => count >= isotonicFrom.ofClass);
}

function crossFitted(
  form: TargetForm,
  margins: Float64Array,
  folds: Uint8Array,
  all: Uint32Array,
  make: (rows: Uint32Array) => Calibration,
): Float64Array {
  const outputs = outputsOf(form);
  const probabilities = new Float64Array(all.length * form.classes);
  const codes = [...new Set(folds)];
  for (const fold of codes) {
    const own = all.filter((row) => folds[row] === fold);
    const others = all.filter((row) => folds[row] !== fold);
    // With one fold (two times) there are no others: its own rows in two halves.
    const parts =
      codes.length > 1
        ? [{ own, others }]
        : [0, 1].map((half) => ({
            own: own.filter((_, at) => at % 2 === half),
            others: own.filter((_, at) => at % 2 !== half),
          }));
    for (const part of parts) {
      const kept = new Float64Array(part.own.length * outputs);
      for (const [at, row] of part.own.entries()) {
        kept.set(margins.subarray(row * outputs, (row + 1) * outputs), at * outputs);
      }
      const through = calibratedProbabilities(form, kept, make(part.others));
      for (const [at, row] of part.own.entries()) {
        probabilities.set(through.subarray(at * form.classes, (at + 1) * form.classes), row * form.classes);
      }
    }
  }
  return probabilities;
}

function reliabilityOf({ classes }: TargetForm, truth: Float64Array, probabilities: Float64Array) {
  const bins = calibrationBins(classes, truth, probabilities);
  const { brier } = probabilityFigures(classes, truth, probabilities);
  return { brier: brier as number, ece: expectedCalibrationError(bins, truth.length), bins };
}
