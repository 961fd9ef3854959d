import type { Scores } from '../../../contract/models/model-document.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { likeliestClass } from '../metrics/likeliest-class.ts';
import { scoresOf } from '../metrics/scores.ts';
import type { TargetForm } from '../target-form.ts';

/** A group of fewer rows cannot be judged. */
const fewestRows = 20;
/** Groups told, the worst and the largest first. */
const groupLimit = 1000;
/** Of the normal distribution, to one side: 95 %. */
const boundDeviations = 1.645;

export interface GroupOrder {
  readonly form: TargetForm;
  readonly truth: Float64Array;
  readonly predictions: Float64Array;
  /** The group of each row; −1: none. */
  readonly codes: Int32Array;
  readonly names: readonly string[];
  /** What the groups are values of. */
  readonly column: string;
}

/**
 * Scores of each group, the worst first. What is compared is a bound, not the score itself: how bad a group is at least
 * (with 95 % confidence), so that three unlucky rows are not the worst group. Small groups follow behind, the largest first.
 */
export function scoresByGroup(order: GroupOrder): NonNullable<TrainingReport['groups']> {
  const { codes, column, form, names, predictions, truth } = order;
  const members = new Map<number, number[]>();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    if (code < 0) continue;
    const rows = members.get(code);
    if (rows) rows.push(row);
    else members.set(code, [row]);
  }
  const ranked = Array.from(members, ([code, rows]) => {
    const own = Float64Array.from(rows, (row) => truth[row] as number);
    const ownPredictions = new Float64Array(rows.length * form.classes);
    for (const [at, row] of rows.entries()) {
      ownPredictions.set(predictions.subarray(row * form.classes, (row + 1) * form.classes), at * form.classes);
    }
    const scores: Scores = scoresOf(form, own, ownPredictions);
    const isSmall = rows.length < fewestRows;
    const badness = leastBadness(form, own, ownPredictions);
    return { name: names[code] ?? String(code), rows: rows.length, scores, isSmall, badness };
  }).sort(
    (one, other) =>
      Number(one.isSmall) - Number(other.isSmall) ||
      (one.isSmall ? 0 : other.badness - one.badness) ||
      other.rows - one.rows ||
      (one.name < other.name ? -1 : 1),
  );
  const groups = ranked.slice(0, groupLimit).map(({ badness: _, ...group }) => group);
  return { column, groups, total: ranked.length };
}

/**
 * The lower bound of a group's share of wrong rows (Wilson 1927), or of its mean squared error by the spread of the errors
 * (normal): rising with what is bad, falling with few rows.
 */
function leastBadness({ classes, task }: TargetForm, truth: Float64Array, predictions: Float64Array): number {
  const rows = truth.length;
  if (task === 'regression') {
    const squares = truth.map((value, row) => (value - (predictions[row] as number)) ** 2);
    const mean = squares.reduce((sum, square) => sum + square, 0) / rows;
    const spread = squares.reduce((sum, square) => sum + (square - mean) ** 2, 0) / Math.max(1, rows - 1);
    return mean - boundDeviations * Math.sqrt(spread / rows);
  }
  let wrong = 0;
  for (let row = 0; row < rows; row++) if (likeliestClass(predictions, row * classes, classes) !== truth[row]) wrong++;
  const share = wrong / rows;
  const square = boundDeviations ** 2;
  const middle = share + square / (2 * rows);
  const reach = boundDeviations * Math.sqrt((share * (1 - share)) / rows + square / (4 * rows * rows));
  return (middle - reach) / (1 + square / rows);
}
