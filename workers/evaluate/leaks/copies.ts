import { sortedOrder } from '../sorted-order.ts';
import type { SampledTarget } from './sampled-table.ts';

/** Share of the rows for which one must tell the other. */
const tellingShare = 0.995;
/** Rank correlation from which a column is the target in another form. */
const rankCorrelation = 0.9999;
const fewestRows = 20;
/** A column that is mostly empty is judged by its gaps. */
const presentShare = 0.5;

/**
 * Whether the column is the target in another form: each class one value of the column and each value one class, or, of
 * numbers, the same order. `cells`: numbers or codes, NaN missing.
 */
export function isCopy(target: SampledTarget, cells: Float64Array, isNumber: boolean): boolean {
  const places = placesWith(cells);
  if (places.length < fewestRows || places.length < presentShare * cells.length) return false;
  if (target.form.task === 'regression') {
    return isNumber && Math.abs(rankCorrelationOf(target.truth, cells, places)) >= rankCorrelation;
  }
  return areOneToOne(target.truth, cells, places);
}

function placesWith(cells: Float64Array): Uint32Array {
  const places: number[] = [];
  for (let place = 0; place < cells.length; place++) if (!Number.isNaN(cells[place] as number)) places.push(place);
  return Uint32Array.from(places);
}

function areOneToOne(truth: Float64Array, cells: Float64Array, places: Uint32Array): boolean {
  const pairs = new Map<number, Map<number, number>>();
  const classes = new Map<number, Map<number, number>>();
  for (const place of places) {
    count(pairs, cells[place] as number, truth[place] as number);
    count(classes, truth[place] as number, cells[place] as number);
  }
  if (classes.size < 2) return false;
  const told = (by: Map<number, Map<number, number>>) =>
    Array.from(by.values()).reduce((sum, counts) => sum + Math.max(...counts.values()), 0) / places.length;
  return told(pairs) >= tellingShare && told(classes) >= tellingShare && isNotAlone(classes, pairs);
}

/** Two classes at least have a value of their own: else one frequent class would tell everything. */
function isNotAlone(classes: Map<number, Map<number, number>>, pairs: Map<number, Map<number, number>>): boolean {
  const own = new Set<number>();
  for (const values of classes.values()) {
    const [value] = [...values].reduce((best, one) => (one[1] > best[1] ? one : best));
    own.add(value);
  }
  return own.size === classes.size && pairs.size >= classes.size;
}

function count(table: Map<number, Map<number, number>>, row: number, column: number): void {
  const counts = table.get(row) ?? new Map<number, number>();
  table.set(row, counts);
  counts.set(column, (counts.get(column) ?? 0) + 1);
}

/** Spearman's rank correlation at `places`. */
function rankCorrelationOf(one: Float64Array, other: Float64Array, places: Uint32Array): number {
  const left = ranksOf(Float64Array.from(places, (place) => one[place] as number));
  const right = ranksOf(Float64Array.from(places, (place) => other[place] as number));
  const middle = (places.length - 1) / 2;
  let [products, lefts, rights] = [0, 0, 0];
  for (let at = 0; at < places.length; at++) {
    const a = (left[at] as number) - middle;
    const b = (right[at] as number) - middle;
    products += a * b;
    lefts += a * a;
    rights += b * b;
  }
  return lefts > 0 && rights > 0 ? products / Math.sqrt(lefts * rights) : 0;
}

/** Equal values have the mean of their ranks. */
function ranksOf(values: Float64Array): Float64Array {
  const order = sortedOrder(values);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (let at = from; at < to; at++) ranks[order[at] as number] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}
