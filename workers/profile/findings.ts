import type { ProfileFacts } from '../../contract/orders.ts';
import { type ColumnProfile, type Correlations, type Finding, severities } from '../../contract/profile.ts';
import { findInColumn } from './column-findings.ts';
import { findCorrelated } from './correlation-findings.ts';
import { findingsPerCode, thresholds } from './finding-thresholds.ts';

/**
 * Everything worth knowing about a table: worst first, then by column (what concerns the whole table before), then in
 * the order in which the checks stand. At most `findingsPerCode` of a code, the worst and then the first of them.
 */
export function findAll(
  profiles: readonly ColumnProfile[],
  correlations: Correlations | null,
  facts: ProfileFacts,
): Finding[] {
  const all = [
    ...findInTable(facts),
    ...profiles.flatMap((profile) => findInColumn(profile)),
    ...(correlations ? findCorrelated(profiles, correlations) : []),
  ];
  const firstColumn = (finding: Finding) => finding.columns[0] ?? -1;
  const ordered = all.sort(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) || firstColumn(left) - firstColumn(right),
  );
  const kept = new Map<string, number>();
  return ordered.filter(({ code }) => {
    const count = (kept.get(code) ?? 0) + 1;
    kept.set(code, count);
    return count <= findingsPerCode;
  });
}

function findInTable(facts: ProfileFacts): Finding[] {
  const findings: Finding[] = [];
  const { rows, duplicateRows, raggedRows, undecodableCells } = facts;
  if (duplicateRows !== null && duplicateRows > 0) {
    const share = duplicateRows / rows;
    const severity = share >= thresholds.duplicateShare ? 'medium' : 'low';
    findings.push({ code: 'duplicate-rows', severity, columns: [], values: { count: duplicateRows, share } });
  }
  if (raggedRows > 0) {
    findings.push({ code: 'ragged-rows', severity: 'medium', columns: [], values: { count: raggedRows } });
  }
  if (undecodableCells > 0) {
    findings.push({ code: 'undecodable-text', severity: 'high', columns: [], values: { count: undecodableCells } });
  }
  return findings;
}
