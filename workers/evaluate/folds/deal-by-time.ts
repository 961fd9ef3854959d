import { Fault } from '../../../contract/faults.ts';
import type { TrainingWarning } from '../../../contract/train/training-texts.ts';
import { sortedOrder } from '../sorted-order.ts';
import type { DealtFolds, FoldOrder } from './fold-order.ts';

/**
 * Each fold is tested on a stretch of time and trained on all before it (expanding window); the latest stretch is held out.
 * Rows of one time stay together, so that few times make few folds. Rows without a time serve the final model only.
 */
export function dealByTime(order: FoldOrder, times: Float64Array): DealtFolds {
  const { folds, holdoutShare, rows } = order;
  const timed = rows.filter((row) => !Number.isNaN(times[row] as number));
  const untimed = rows.filter((row) => Number.isNaN(times[row] as number));
  const sorted = sortedOrder(Float64Array.from(timed, (row) => times[row] as number)).map(
    (place) => timed[place] as number,
  );
  const starts = startsOfTimes(sorted, times);
  const distinct = starts.length;
  if (distinct < 2) throw new Fault('TRAINING_TOO_FEW_TIMES', { times: distinct, folds });
  const hasHoldout = holdoutShare > 0 && distinct > 2;
  const fitting = Math.min(folds, distinct - 1 - (hasHoldout ? 1 : 0));
  const end = hasHoldout ? cutNear(starts, (1 - holdoutShare) * sorted.length, fitting + 1, distinct - 1) : distinct;
  const endRow = starts[end] ?? sorted.length;
  const cuts: number[] = [];
  for (let fold = 1; fold <= fitting; fold++) {
    const first = (cuts.at(-1) ?? 0) + 1;
    cuts.push(cutNear(starts, (fold * endRow) / (fitting + 1), first, end - (fitting - fold) - 1));
  }
  const rowOf = (cut: number) => starts[cut] ?? sorted.length;
  const stretch = (from: number, to: number) => sorted.slice(from, to).sort();
  const warnings: TrainingWarning[] = [
    ...(untimed.length > 0 ? [{ code: 'rowsWithoutTime', values: { rows: untimed.length } } as const] : []),
    ...(fitting < folds ? [{ code: 'fewTimes', values: { times: distinct, folds: fitting } } as const] : []),
    ...(holdoutShare > 0 && !hasHoldout ? [{ code: 'noHoldoutByTime', values: {} } as const] : []),
  ];
  return {
    training: Uint32Array.from([...stretch(0, endRow), ...untimed]).sort(),
    holdout: stretch(endRow, sorted.length),
    folds: cuts.map((cut, fold) => ({
      train: stretch(0, rowOf(cut)),
      validation: stretch(rowOf(cut), fold + 1 < cuts.length ? rowOf(cuts[fold + 1] as number) : endRow),
    })),
    warnings,
  };
}

/** The places where a time begins. */
function startsOfTimes(sorted: Uint32Array, times: Float64Array): number[] {
  const starts: number[] = [];
  for (let place = 0; place < sorted.length; place++) {
    if (place === 0 || times[sorted[place] as number] !== times[sorted[place - 1] as number]) starts.push(place);
  }
  return starts;
}

/** The time, from `first` to `last`, whose beginning is nearest to `row`. */
function cutNear(starts: readonly number[], row: number, first: number, last: number): number {
  let [low, high] = [first, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  const isBelowNearer = low > first && row - (starts[low - 1] as number) <= Math.abs((starts[low] as number) - row);
  return isBelowNearer ? low - 1 : low;
}
