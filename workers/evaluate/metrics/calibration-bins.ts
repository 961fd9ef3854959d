import { likeliestClass } from './likeliest-class.ts';

interface CalibrationBin {
  /** Mean probability of the likeliest class. */
  readonly stated: number;
  /** Share of the rows in which it was the true one. */
  readonly right: number;
  readonly rows: number;
}

const binCount = 10;

/** Rows by the probability of their likeliest class, in ten bins of equal width; empty ones are left out. */
export function calibrationBins(classes: number, truth: Float64Array, probabilities: Float64Array): CalibrationBin[] {
  const rows = new Float64Array(binCount);
  const stated = new Float64Array(binCount);
  const right = new Float64Array(binCount);
  for (let row = 0; row < truth.length; row++) {
    const likeliest = likeliestClass(probabilities, row * classes, classes);
    const probability = probabilities[row * classes + likeliest] as number;
    const bin = Math.min(binCount - 1, Math.max(0, Math.floor(probability * binCount)));
    rows[bin] = (rows[bin] as number) + 1;
    stated[bin] = (stated[bin] as number) + probability;
    if (likeliest === truth[row]) right[bin] = (right[bin] as number) + 1;
  }
  return Array.from(rows, (count, bin) => ({
    stated: (stated[bin] as number) / count,
    right: (right[bin] as number) / count,
    rows: count,
  })).filter((bin) => bin.rows > 0);
}

/** Mean distance of what is stated from what is right, weighted by rows (Naeini et al. 2015). */
export function expectedCalibrationError(bins: readonly CalibrationBin[], rows: number): number {
  return bins.reduce((sum, bin) => sum + (bin.rows / rows) * Math.abs(bin.stated - bin.right), 0);
}
