import type { ColumnMixtures } from '../../../contract/orders.ts';

/** From this share of a column's numbers on, texts of digits show that the numbers are ids too. */
const idShare = 0.005;

/**
 * Columns (places in the plan, rising) in which text and other kinds mix and text prevails, or shows that the numbers
 * beside it are ids: they are read again as text. Decided over the sums of all parts, so that the answer, and with it
 * every figure of the profile, is the same however many parts a machine cuts a file into.
 */
export function columnsReadAsText(parts: readonly (ColumnMixtures | null)[]): number[] {
  const known = parts.filter((part) => part !== null);
  const sum = (pick: (part: ColumnMixtures) => Float64Array, column: number) =>
    known.reduce((total, part) => total + (pick(part)[column] ?? 0), 0);
  return Array.from(known[0]?.texts.keys() ?? []).filter((column) => {
    const texts = sum((part) => part.texts, column);
    const values = sum((part) => part.values, column);
    const ids = sum((part) => part.ids, column);
    return texts > 0 && values > 0 && (texts >= values || (ids > 0 && ids >= values * idShare));
  });
}
