import type { ModelDocument } from '../../contract/models/model-document.ts';
import { calibratedProbabilities } from '../evaluate/calibration/calibrated.ts';
import { classSetOf as conformalClassSet } from '../evaluate/conformal/class-set.ts';
import { likeliestClass } from '../evaluate/metrics/likeliest-class.ts';

/** What of a document makes predictions of margins. */
export type PredictingParts = Pick<ModelDocument, 'task' | 'link' | 'calibration' | 'conformal' | 'target'>;

/** Predictions of some rows. */
export interface Predictions {
  readonly rows: number;
  /** Of a number: its value and the interval that is promised; null for classes (`low` and `high` also without a promise). */
  readonly values: Float64Array | null;
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
  /** Calibrated, at row × classes + class; null for a number. Two classes have two columns, the second being the positive one. */
  readonly probabilities: Float64Array | null;
  /** The likeliest class, the earlier one where two are as likely; null for a number. */
  readonly predictedClasses: Uint16Array | null;
}

/** Predictions of margins as `scoreMargins` and `OpenModel.margins` give them. */
export function predictionsOf(document: PredictingParts, margins: Float64Array): Predictions {
  return document.task === 'regression' ? valuePredictions(document, margins) : classPredictions(document, margins);
}

function valuePredictions({ link, conformal }: PredictingParts, margins: Float64Array): Predictions {
  const values = margins.map((margin) => valueOfMargin(link, margin));
  const shifted = (by: number) => values.map((value) => value + by);
  return {
    rows: values.length,
    values,
    low: conformal ? shifted(-conformal.below) : null,
    high: conformal ? shifted(conformal.above) : null,
    probabilities: null,
    predictedClasses: null,
  };
}

/** The value that a margin of a number stands for. */
export function valueOfMargin(link: ModelDocument['link'], margin: number): number {
  if (link === 'exponential') return Math.exp(margin);
  if (link === 'square') return margin * Math.abs(margin);
  // log(1 + e^margin), without an overflow on the way.
  if (link === 'softplus') return Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
  return link === 'logistic' ? 1 / (1 + Math.exp(-margin)) : margin;
}

function classPredictions({ calibration, link, target, task }: PredictingParts, margins: Float64Array): Predictions {
  const classes = target.classes?.length ?? 2;
  const probabilities =
    link === 'step'
      ? stepProbabilities(margins)
      : link === 'logistic' && task === 'multiclass'
        ? margins.map((margin) => valueOfMargin(link, margin))
        : calibratedProbabilities({ task, classes }, margins, calibration);
  const rows = probabilities.length / classes;
  const predictedClasses = Uint16Array.from({ length: rows }, (_, row) =>
    likeliestClass(probabilities, row * classes, classes),
  );
  return { rows, values: null, low: null, high: null, probabilities, predictedClasses };
}

function stepProbabilities(margins: Float64Array): Float64Array {
  const probabilities = new Float64Array(margins.length * 2);
  for (const [row, margin] of margins.entries()) probabilities[row * 2 + (margin > 0 ? 1 : 0)] = 1;
  return probabilities;
}

/** The classes that are promised to hold the true one, the likeliest first; all where nothing is promised. */
export function classSetOf(
  { conformal }: PredictingParts,
  { probabilities, rows }: Predictions,
  row: number,
): number[] {
  if (!probabilities) return [];
  const classes = probabilities.length / rows;
  const threshold = conformal?.setThreshold ?? Number.POSITIVE_INFINITY;
  return conformalClassSet(probabilities, row * classes, classes, threshold);
}
