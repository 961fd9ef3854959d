import type { CorrelationMatrix, Correlations } from '../../contract/profile.ts';
import { interpolate, type Locale } from '../../contract/texts.ts';
import { numberTexts } from './number-texts.ts';
import { reportTexts } from './report-texts.ts';

/** What must be known to read a matrix: the rows it was taken from, the columns left out, or why there is none. */
export function matrixNotes(
  measure: keyof Correlations,
  matrix: CorrelationMatrix,
  rows: number,
  locale: Locale,
): string[] {
  const { count } = numberTexts(locale);
  const note = (key: keyof typeof reportTexts, values: Record<string, string>) =>
    interpolate(reportTexts[key][locale], values);
  if (matrix.columns.length < 2) return [note(measure === 'cramersV' ? 'tooFewCategories' : 'tooFewNumbers', {})];
  const isSampled = matrix.sampledRows < rows;
  return [
    isSampled
      ? note('sampledRows', { rows: count(matrix.sampledRows), all: count(rows) })
      : note('everyRow', { rows: count(rows) }),
    ...(matrix.omittedColumns > 0 ? [note('omittedColumns', { count: count(matrix.omittedColumns) })] : []),
  ];
}

/** Two columns and their coefficient. */
export interface ColumnPair {
  readonly one: string;
  readonly other: string;
  readonly value: number;
}

/** The `limit` pairs with the largest coefficients, whatever their sign. */
export function strongestPairs(matrix: CorrelationMatrix, limit: number): ColumnPair[] {
  const pairs: ColumnPair[] = [];
  for (const [row, values] of matrix.values.entries()) {
    for (let column = 0; column < row; column++) {
      const value = values[column] ?? null;
      if (value !== null) pairs.push({ one: matrix.names[column] ?? '', other: matrix.names[row] ?? '', value });
    }
  }
  return pairs.sort((first, second) => Math.abs(second.value) - Math.abs(first.value)).slice(0, limit);
}
