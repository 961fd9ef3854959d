import { type Finding, type FindingCode, type Severity, severities } from '../../../contract/profile.ts';

/** Findings of one kind and severity, in the order they came. */
export interface FindingGroup {
  readonly code: FindingCode;
  readonly findings: readonly Finding[];
}

/** All findings of one severity, grouped by kind; the kind with most findings first. */
export interface SeveritySection {
  readonly severity: Severity;
  readonly count: number;
  readonly groups: readonly FindingGroup[];
}

export interface FindingFilter {
  readonly severity: Severity | 'all';
  /** Part of a column's name, whatever the case; empty keeps everything. */
  readonly search: string;
}

/** Columns a finding names in its sentence. */
function namesIn(finding: Finding): readonly string[] {
  return [finding.values.column, finding.values.other].filter((value) => typeof value === 'string');
}

/** The findings that `filter` keeps. */
export function filterFindings(findings: readonly Finding[], filter: FindingFilter): readonly Finding[] {
  const search = filter.search.trim().toLocaleLowerCase();
  return findings.filter(
    (finding) =>
      (filter.severity === 'all' || finding.severity === filter.severity) &&
      (search === '' || namesIn(finding).some((name) => name.toLocaleLowerCase().includes(search))),
  );
}

/** `findings` by severity, worst first, each by kind; severities without findings are left out. */
export function sectionFindings(findings: readonly Finding[]): readonly SeveritySection[] {
  const sections: SeveritySection[] = [];
  for (const severity of severities) {
    const byCode = new Map<FindingCode, Finding[]>();
    let count = 0;
    for (const finding of findings) {
      if (finding.severity !== severity) continue;
      count += 1;
      const group = byCode.get(finding.code);
      if (group) group.push(finding);
      else byCode.set(finding.code, [finding]);
    }
    if (count === 0) continue;
    const groups = [...byCode].map(([code, members]) => ({ code, findings: members }));
    groups.sort((a, b) => b.findings.length - a.findings.length);
    sections.push({ severity, count, groups });
  }
  return sections;
}

/** How many findings there are of each severity. */
export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts: Record<Severity, number> = { high: 0, medium: 0, low: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}
