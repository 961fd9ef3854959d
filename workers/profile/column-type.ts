import type { ColumnType } from '../../contract/files.ts';
import type { ColumnProfile } from '../../contract/profile.ts';

/** Below this share of the cells, other kinds in a column of texts are accidents, such as a name that is a number. */
const notableShare = 0.01;

/**
 * The type of a column from the kinds of its cells; error cells have no say. One kind gives that type. With several, a
 * column is `mixed`: even one word among numbers, dates or booleans counts, for it stops every computation; only
 * where texts are the majority must the others reach a hundredth of the cells. A column of nothing but missing cells
 * and errors is `empty`.
 */
export function decideType(kinds: ColumnProfile['kinds']): ColumnType {
  const { number, text, boolean, date } = kinds;
  const total = number + text + boolean + date;
  if (total === 0) return 'empty';
  const largest = Math.max(number, text, boolean, date);
  if (largest < total) return largest === text && total - text < total * notableShare ? 'text' : 'mixed';
  if (number > 0) return 'number';
  if (text > 0) return 'text';
  return boolean > 0 ? 'boolean' : 'date';
}
