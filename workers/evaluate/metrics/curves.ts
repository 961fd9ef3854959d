import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { sortedOrder } from '../sorted-order.ts';
import type { TargetForm } from '../target-form.ts';
import { areaOfClass, columnOf } from './area-under-roc.ts';

type Curve = TrainingReport['roc'][number];

/** Points a curve keeps at most. */
const pointLimit = 400;
/** Curves of a task of many classes: those of the classes with the most rows. */
const curveLimit = 20;

/** Share of the other classes against share of the class that a threshold takes in, from (0, 0) to (1, 1), by class. */
export function rocCurves(
  form: TargetForm,
  truth: Float64Array,
  probabilities: Float64Array,
  classNames: readonly string[],
): Curve[] {
  return curvesOf(form, truth, probabilities, classNames, (place, scores) => {
    const { falls, hits } = stepsOf(truth, scores, place);
    const negatives = falls.at(-1) as number;
    const positives = hits.at(-1) as number;
    const points = Array.from(falls, (fall, at): [number, number] => [
      fall / negatives,
      (hits[at] as number) / positives,
    ]);
    return { area: areaOfClass(truth, scores, place), points: thinned([[0, 0], ...points]) };
  });
}

/** Share of the class that a threshold takes in against the share of the class in what is taken in; the area is the average precision (sklearn). */
export function precisionRecallCurves(
  form: TargetForm,
  truth: Float64Array,
  probabilities: Float64Array,
  classNames: readonly string[],
): Curve[] {
  return curvesOf(form, truth, probabilities, classNames, (place, scores) => {
    const { falls, hits } = stepsOf(truth, scores, place);
    const positives = hits.at(-1) as number;
    const points: [number, number][] = [];
    let area = 0;
    let stretch = 0;
    let from = 0;
    let before = 0;
    for (let at = 0; at < hits.length; at++) {
      const recall = (hits[at] as number) / positives;
      const precision = (hits[at] as number) / ((hits[at] as number) + (falls[at] as number));
      stretch += (recall - before) * precision;
      before = recall;
      // A point stands for a stretch of recall with the mean precision there: the area stays what it was.
      if (recall - from < 1 / pointLimit && recall < 1) continue;
      if (recall > from) points.push([recall, stretch / (recall - from)]);
      area += stretch;
      stretch = 0;
      from = recall;
      if (recall === 1) break;
    }
    const [first] = points;
    return { area, points: first ? [[0, first[1]], ...points] : points };
  });
}

type Drawing = Pick<Curve, 'area' | 'points'>;

function curvesOf(
  { classes, task }: TargetForm,
  truth: Float64Array,
  probabilities: Float64Array,
  classNames: readonly string[],
  draw: (place: number, scores: Float64Array) => Drawing,
): Curve[] {
  if (task === 'regression') return [];
  const rows = new Array<number>(classes).fill(0);
  for (const place of truth) rows[place] = (rows[place] as number) + 1;
  const drawable = (place: number) => (rows[place] as number) > 0 && (rows[place] as number) < truth.length;
  const wanted = classes === 2 ? [1] : rows.map((_, place) => place);
  const chosen = wanted
    .filter(drawable)
    .sort((one, other) => (rows[other] as number) - (rows[one] as number) || one - other)
    .slice(0, curveLimit)
    .sort((one, other) => one - other);
  return chosen.map((place) => ({
    className: classNames[place] ?? String(place),
    ...draw(place, columnOf(probabilities, place, classes)),
  }));
}

/** Rows of others and of the class taken in by each threshold, the highest first. */
function stepsOf(truth: Float64Array, scores: Float64Array, place: number) {
  const order = sortedOrder(scores);
  const falls: number[] = [];
  const hits: number[] = [];
  let fall = 0;
  let hit = 0;
  for (let at = order.length - 1; at >= 0; at--) {
    const row = order[at] as number;
    if (truth[row] === place) hit++;
    else fall++;
    if (at > 0 && scores[order[at - 1] as number] === scores[row]) continue;
    falls.push(fall);
    hits.push(hit);
  }
  return { falls, hits };
}

/** Points of a rising curve at equal lengths along it, both ends kept, and without those in the middle of a straight line. */
function thinned(points: readonly [number, number][]): [number, number][] {
  const corners = points.filter((point, at) => {
    const before = points[at - 1];
    const after = points[at + 1];
    if (!before || !after) return true;
    return (point[0] - before[0]) * (after[1] - before[1]) !== (point[1] - before[1]) * (after[0] - before[0]);
  });
  if (corners.length <= pointLimit) return corners;
  const kept: [number, number][] = [];
  let next = 0;
  for (const point of corners) {
    if (((point[0] + point[1]) / 2) * (pointLimit - 2) < next && point !== corners.at(-1)) continue;
    kept.push(point);
    next = Math.floor(((point[0] + point[1]) / 2) * (pointLimit - 2)) + 1;
  }
  return kept;
}
