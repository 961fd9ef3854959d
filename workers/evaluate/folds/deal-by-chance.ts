import { Fault } from '../../../contract/faults.ts';
import type { TrainingWarning } from '../../../contract/train/training-texts.ts';
import { foldCodes, foldsFromCodes } from './fold-codes.ts';
import type { DealtFolds, FoldOrder } from './fold-order.ts';
import { type Strata, shuffledStrata, strataOf } from './strata.ts';

/** Rows by chance, one by one; `stratified`: the same share of every class, or of every tenth of the values, in each fold. */
export function dealByChance(order: FoldOrder): DealtFolds {
  const { folds, form, holdoutShare, rows, scheme, seed, truth } = order;
  const strata = strataOf(form, truth, rows);
  const codes = new Int32Array(rows.length).fill(foldCodes.trainingOnly);
  const warnings = form.task === 'regression' ? [] : lonelyClasses(strata, order);
  const one: Strata = { codes: new Int32Array(rows.length), count: 1 };
  const isLonely = lonelyPlaces(strata, form.task !== 'regression');
  let dealt = 0;
  let share = holdoutShare / 2;
  let left = 0;
  for (const places of shuffledStrata(scheme === 'random' ? one : strata, seed, 'folds')) {
    const dealable = places.filter((place) => !isLonely(place));
    let remaining = dealable.length;
    for (const place of dealable) {
      share += holdoutShare;
      // At least two of a class stay, so that each fold is trained on one of it.
      if (share >= 1 && remaining > 2) {
        codes[place] = foldCodes.heldOut;
        remaining--;
        share -= 1;
        continue;
      }
      share = Math.min(share, 1);
      codes[place] = dealt++ % folds;
      left++;
    }
  }
  if (left < folds) throw new Fault('TRAINING_TOO_FEW_ROWS', { rows: left, folds });
  return { ...foldsFromCodes(rows, codes, folds), warnings };
}

function sizesOf({ codes, count }: Strata): Uint32Array {
  const sizes = new Uint32Array(count);
  for (const code of codes) sizes[code] = (sizes[code] as number) + 1;
  return sizes;
}

function lonelyPlaces(strata: Strata, isClasses: boolean): (place: number) => boolean {
  if (!isClasses) return () => false;
  const sizes = sizesOf(strata);
  return (place) => sizes[strata.codes[place] as number] === 1;
}

function lonelyClasses(strata: Strata, { classNames = [] }: FoldOrder): TrainingWarning[] {
  const lonely = Array.from(sizesOf(strata).entries()).filter(([, size]) => size === 1);
  return lonely.map(([code]) => ({ code: 'classOfOneRow', values: { name: classNames[code] ?? String(code) } }));
}
