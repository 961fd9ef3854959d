import type { CorrelationMatrix } from '../../../contract/profile.ts';

export interface CorrelationPair {
  readonly firstName: string;
  readonly secondName: string;
  /** Places in the sheet. */
  readonly firstColumn: number;
  readonly secondColumn: number;
  readonly value: number;
}

/**
 * The `limit` pairs of different columns with the largest absolute value, strongest first; of those with a column whose
 * name contains `search`, whatever the case, where that is not empty.
 */
export function strongestPairs(matrix: CorrelationMatrix, limit: number, search = ''): readonly CorrelationPair[] {
  const wanted = search.trim().toLocaleLowerCase();
  const isWanted = matrix.names.map((name) => name.toLocaleLowerCase().includes(wanted));
  const pairs: CorrelationPair[] = [];
  for (let row = 1; row < matrix.columns.length; row += 1) {
    for (let column = 0; column < row; column += 1) {
      const value = matrix.values[row]?.[column];
      if (value === null || value === undefined || !(isWanted[row] || isWanted[column])) continue;
      pairs.push({
        firstName: matrix.names[column] ?? '',
        secondName: matrix.names[row] ?? '',
        firstColumn: matrix.columns[column] ?? 0,
        secondColumn: matrix.columns[row] ?? 0,
        value,
      });
    }
  }
  pairs.sort(
    (a, b) => Math.abs(b.value) - Math.abs(a.value) || a.firstColumn - b.firstColumn || a.secondColumn - b.secondColumn,
  );
  return pairs.slice(0, limit);
}
