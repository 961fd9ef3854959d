import type { DealtFolds } from './fold-order.ts';

/** What a row is given in place of a fold. */
export const foldCodes = { trainingOnly: -1, heldOut: -2 } as const;

/** Lists from the fold, or `foldCodes`, of each place of `rows`. */
export function foldsFromCodes(rows: Uint32Array, codes: Int32Array, folds: number): Omit<DealtFolds, 'warnings'> {
  const where = (isWanted: (code: number) => boolean) => rows.filter((_, place) => isWanted(codes[place] as number));
  return {
    training: where((code) => code !== foldCodes.heldOut),
    holdout: where((code) => code === foldCodes.heldOut),
    folds: Array.from({ length: folds }, (_, fold) => ({
      train: where((code) => code !== foldCodes.heldOut && code !== fold),
      validation: where((code) => code === fold),
    })),
  };
}
