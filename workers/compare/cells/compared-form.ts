import type { CellStorage } from '../../explore/view/table-file.ts';

/** As what the cells of two columns are compared; `mixed`: as texts, written alike where they mean the same. */
export type Form = 'integer' | 'double' | 'boolean' | 'moment' | 'text' | 'mixed';

export const isNumeric = (storage: CellStorage): boolean => storage === 'integer' || storage === 'double';
export const isMoment = (storage: CellStorage): boolean => storage === 'date' || storage === 'moment';

/** How cells of these two kinds can be compared. */
export function formOf(one: CellStorage, other: CellStorage): Form {
  if (one === 'integer' && other === 'integer') return 'integer';
  if (one === other && (one === 'text' || one === 'boolean')) return one;
  const asNumber = (storage: CellStorage) => isNumeric(storage) || storage === 'boolean';
  if (asNumber(one) && asNumber(other)) return 'double';
  return isMoment(one) && isMoment(other) ? 'moment' : 'mixed';
}
