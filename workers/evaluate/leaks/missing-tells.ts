import type { SampledTarget } from './sampled-table.ts';

/** Share of one class among the rows with (or without) a value from which the gap is suspect. */
const purity = 0.995;
/** Natural logarithm of the odds against chance from which it is no accident. */
const oddsAgainstChance = 30;
/** Share of the spread of a number that the gap explains. */
const explained = 0.8;
const fewestRows = 10;

interface TellingGap {
  /** Whether rows with, or rows without, a value are those of one class. */
  readonly isPresent: boolean;
  /** null for a number. */
  readonly className: string | null;
  /** Whether the gap tells the class of nearly every row: both sides are of one class each. */
  readonly tellsAll: boolean;
}

/** Whether the column is filled in, or empty, only for some of the targets: such a cell was written when the outcome was known. */
export function tellingGap(target: SampledTarget, cells: Float64Array): TellingGap | null {
  const { classNames, form, truth } = target;
  const present = cells.reduce((sum, cell) => sum + (Number.isNaN(cell) ? 0 : 1), 0);
  if (present < fewestRows || cells.length - present < fewestRows) return null;
  if (form.task === 'regression') {
    return explainedByGap(truth, cells) >= explained ? { isPresent: true, className: null, tellsAll: false } : null;
  }
  const counts = [new Float64Array(form.classes), new Float64Array(form.classes)];
  for (let place = 0; place < cells.length; place++) {
    const side = counts[Number.isNaN(cells[place] as number) ? 1 : 0] as Float64Array;
    side[truth[place] as number] = (side[truth[place] as number] as number) + 1;
  }
  for (const [side, rows] of [present, cells.length - present].entries()) {
    const own = counts[side] as Float64Array;
    const other = counts[1 - side] as Float64Array;
    const place = own.indexOf(Math.max(...own));
    const share = ((own[place] as number) + (other[place] as number)) / cells.length;
    if ((own[place] as number) < purity * rows) continue;
    if (rows * -Math.log(share) < oddsAgainstChance) continue;
    // One class of many that lacks a cell may well lack it honestly, as a plant without leaves lacks what is asked of leaves.
    const tellsAll =
      Math.max(...other) >= purity * (cells.length - rows) && other.indexOf(Math.max(...other)) !== place;
    return { isPresent: side === 0, className: classNames[place] ?? String(place), tellsAll };
  }
  return null;
}

/** R² of the two means. */
function explainedByGap(truth: Float64Array, cells: Float64Array): number {
  const sums = [0, 0];
  const rows = [0, 0];
  for (let place = 0; place < cells.length; place++) {
    const side = Number.isNaN(cells[place] as number) ? 1 : 0;
    sums[side] = (sums[side] as number) + (truth[place] as number);
    rows[side] = (rows[side] as number) + 1;
  }
  const mean = ((sums[0] as number) + (sums[1] as number)) / cells.length;
  const spread = truth.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const between = [0, 1].reduce((sum, side) => {
    return sum + (rows[side] as number) * ((sums[side] as number) / (rows[side] as number) - mean) ** 2;
  }, 0);
  return spread > 0 ? between / spread : 0;
}
