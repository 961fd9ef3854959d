import type { ModelDocument } from '../../contract/models/model-document.ts';
import { countByReference, type Drift, driftOf } from './reference-counts.ts';

/** How far predictions are from the out-of-fold ones of the training: by rows of each class, or by values. */
export function predictionDrift(
  { card, predictionReference: reference, target }: ModelDocument,
  { classRows, values }: { readonly classRows: readonly number[] | null; readonly values: () => Float64Array },
): Drift {
  if (reference === null) return { psi: null, psiByChance: null };
  if (classRows === null) {
    return driftOf(reference, countByReference(reference, { kind: 'number', values: values() }), card.rows);
  }
  if (reference.kind !== 'text') return { psi: null, psiByChance: null };
  const counts = reference.levels.map((level) => classRows[target.classes?.indexOf(level) ?? -1] ?? 0);
  return driftOf(reference, [...counts, 0, 0], card.rows);
}
