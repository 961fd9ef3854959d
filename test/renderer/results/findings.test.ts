import { describe, expect, it } from 'vitest';
import type { Finding, FindingCode, Severity } from '../../../contract/profile.ts';
import { countBySeverity, filterFindings, sectionFindings } from '../../../renderer/results/overview/findings.ts';

const finding = (code: FindingCode, severity: Severity, column: string, other?: string): Finding => ({
  code,
  severity,
  columns: [0],
  values: { column, ...(other === undefined ? {} : { other }) },
});

const findings = [
  finding('constant', 'low', 'Campus'),
  finding('mostly-missing', 'high', '备注'),
  finding('skewed', 'medium', 'Income'),
  finding('outliers', 'medium', 'Income'),
  finding('outliers', 'medium', 'Attendance'),
  finding('highly-correlated', 'medium', 'Algebra', 'Calculus'),
];

describe('sectionFindings', () => {
  it('puts the worst first, and within a severity the kind with most findings', () => {
    const sections = sectionFindings(findings);
    expect(sections.map(({ severity, count }) => [severity, count])).toEqual([
      ['high', 1],
      ['medium', 4],
      ['low', 1],
    ]);
    expect(sections[1]?.groups.map(({ code }) => code)).toEqual(['outliers', 'skewed', 'highly-correlated']);
    expect(sections[1]?.groups[0]?.findings.map(({ values }) => values.column)).toEqual(['Income', 'Attendance']);
  });

  it('loses none and invents none', () => {
    const all = sectionFindings(findings).flatMap(({ groups }) => groups.flatMap((group) => group.findings));
    expect(new Set(all)).toEqual(new Set(findings));
    expect(all).toHaveLength(findings.length);
    expect(sectionFindings([])).toEqual([]);
  });
});

describe('filterFindings', () => {
  it('keeps a severity', () => {
    expect(filterFindings(findings, { severity: 'low', search: '' })).toEqual([findings[0]]);
  });

  it('finds a column by part of its name, whatever the case, on either side of a pair', () => {
    expect(filterFindings(findings, { severity: 'all', search: ' inc ' })).toEqual([findings[2], findings[3]]);
    expect(filterFindings(findings, { severity: 'all', search: 'calc' })).toEqual([findings[5]]);
    expect(filterFindings(findings, { severity: 'high', search: 'calc' })).toEqual([]);
  });
});

describe('countBySeverity', () => {
  it('counts each severity, absent ones as 0', () => {
    expect(countBySeverity(findings)).toEqual({ high: 1, medium: 4, low: 1 });
    expect(countBySeverity([])).toEqual({ high: 0, medium: 0, low: 0 });
  });
});
