import type { FitPart } from '../../contract/train/train-orders.ts';
import { rowPlace, type TrainingMatrix } from './matrix.ts';

export interface PartRows {
  readonly train: Uint32Array;
  /** Rows that took no part in the training. */
  readonly held: Uint32Array;
}

/** Rows that a fit learns from, and those it is scored on: of a fold, held out, or of test files. */
export function partRows(
  { foldScheme, places }: Pick<TrainingMatrix, 'foldScheme' | 'places'>,
  part: FitPart,
): PartRows {
  const isTrained = (place: number): boolean => {
    if (place === rowPlace.trainOnly) return true;
    if (place === rowPlace.holdout) return part.kind === 'final';
    if (place >= rowPlace.trainOnly) return false;
    if (part.kind !== 'fold') return true;
    // By time, a fold is trained on what was before it.
    return foldScheme === 'time' ? place < part.fold : place !== part.fold;
  };
  const heldPlace = part.kind === 'fold' ? part.fold : part.kind === 'holdout' ? rowPlace.holdout : rowPlace.test;
  return { train: rowsWhere(places, isTrained), held: rowsWhere(places, (place) => place === heldPlace) };
}

export function rowsWhere(places: Uint8Array, isWanted: (place: number) => boolean): Uint32Array {
  const wanted = Uint8Array.from({ length: 256 }, (_, place) => (isWanted(place) ? 1 : 0));
  let count = 0;
  for (let row = 0; row < places.length; row++) count += wanted[places[row] as number] as number;
  const rows = new Uint32Array(count);
  let at = 0;
  for (let row = 0; row < places.length; row++) if (wanted[places[row] as number]) rows[at++] = row;
  return rows;
}
