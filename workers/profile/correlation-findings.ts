import type { ColumnProfile, CorrelationMatrix, Correlations, Finding } from '../../contract/profile.ts';
import { isIdLike } from './column-findings.ts';
import { correlatedPairs, thresholds } from './finding-thresholds.ts';

interface Pair {
  readonly left: ColumnProfile;
  readonly right: ColumnProfile;
  readonly measure: string;
  readonly value: number;
}

/**
 * The pairs of columns that move together, strongest first. Each pair is named once, by the measure that shows it
 * most; identifiers are left out (numbers that count rows follow everything that grows).
 */
export function findCorrelated(profiles: readonly ColumnProfile[], correlations: Correlations): Finding[] {
  const byIndex = new Map(profiles.map((profile) => [profile.index, profile]));
  const strongest = new Map<string, Pair>();
  for (const [measure, matrix] of measures(correlations)) {
    for (const pair of strongPairs(byIndex, measure, matrix)) {
      const key = `${pair.left.index}:${pair.right.index}`;
      const known = strongest.get(key);
      if (!known || Math.abs(pair.value) > Math.abs(known.value)) strongest.set(key, pair);
    }
  }
  return [...strongest.values()]
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value) || one.left.index - other.left.index)
    .slice(0, correlatedPairs)
    .map(({ left, right, measure, value }) => ({
      code: 'highly-correlated',
      severity: Math.abs(value) >= thresholds.nearlyEqualCorrelation ? 'medium' : 'low',
      columns: [left.index, right.index],
      values: { column: left.name, other: right.name, measure, value },
    }));
}

function measures({ pearson, spearman, cramersV }: Correlations): [string, CorrelationMatrix][] {
  return [
    ['Pearson', pearson],
    ['Spearman', spearman],
    ['Cramér’s V', cramersV],
  ];
}

function strongPairs(byIndex: Map<number, ColumnProfile>, measure: string, matrix: CorrelationMatrix): Pair[] {
  const columns = matrix.columns.map((index) => byIndex.get(index));
  const pairs: Pair[] = [];
  for (const [x, row] of matrix.values.entries()) {
    const left = columns[x];
    if (!left || isIdLike(left)) continue;
    for (let y = x + 1; y < row.length; y++) {
      const right = columns[y];
      const value = row[y];
      if (!right || isIdLike(right) || value === null || value === undefined) continue;
      const sharedRows = left.rows - left.missing - right.missing;
      if (Math.abs(value) < thresholds.correlation || sharedRows < thresholds.minimumRowsForCorrelation) continue;
      pairs.push({ left, right, measure, value });
    }
  }
  return pairs;
}
