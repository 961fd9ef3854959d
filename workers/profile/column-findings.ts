import type { ColumnProfile, Finding, FindingCode, Severity } from '../../contract/profile.ts';
import { thresholds } from './finding-thresholds.ts';

/** Longer values are cut off in sentences. */
const longestValue = 60;

/** What is worth knowing about one column by itself; correlations are looked at elsewhere. */
export function findInColumn(profile: ColumnProfile): Finding[] {
  const values = valueCells(profile);
  const finding = (code: FindingCode, severity: Severity, more: Finding['values'] = {}): Finding => ({
    code,
    severity,
    columns: [profile.index],
    values: { column: profile.name, ...more },
  });
  return [
    ...missingFindings(profile, values, finding),
    ...kindFindings(profile, values, finding),
    ...valueFindings(profile, values, finding),
    ...shapeFindings(profile, finding),
    ...textFindings(profile, finding),
  ];
}

type Make = (code: FindingCode, severity: Severity, more?: Finding['values']) => Finding;

/** Cells that hold a value: neither missing nor an error. */
export function valueCells({ kinds }: ColumnProfile): number {
  return kinds.number + kinds.text + kinds.boolean + kinds.date;
}

/** Whether a column names rows: every value differs, and they are whole numbers or texts (measurements differ too). */
export function isIdLike(profile: ColumnProfile): boolean {
  const values = valueCells(profile);
  if (values < thresholds.minimumRowsForId || profile.distinct !== values || profile.missing > 0) return false;
  return profile.type === 'text' || (profile.type === 'number' && profile.number?.isInteger === true);
}

function missingFindings(profile: ColumnProfile, values: number, finding: Make): Finding[] {
  const { rows, missing, kinds } = profile;
  if (values === 0 && kinds.error === 0) return [finding('empty-column', 'high')];
  const share = missing / rows;
  if (share < thresholds.mostlyMissingShare) return [];
  const severity = share >= thresholds.almostAllMissingShare ? 'high' : 'medium';
  return [finding('mostly-missing', severity, { share, count: missing })];
}

function kindFindings(profile: ColumnProfile, values: number, finding: Make): Finding[] {
  const { kinds, type, name, originalName } = profile;
  const findings: Finding[] = [];
  if (type === 'mixed') {
    const others = kinds.boolean + kinds.date;
    findings.push(finding('mixed-types', 'high', { numbers: kinds.number, texts: kinds.text, others }));
  }
  if (kinds.error > 0) {
    const severity = kinds.error >= (values + kinds.error) * thresholds.errorShare ? 'high' : 'medium';
    findings.push(finding('error-cells', severity, { count: kinds.error, value: profile.errorExample ?? '#N/A' }));
  }
  if (originalName.trim() !== '' && originalName.trim() !== name) {
    findings.push(finding('duplicate-names', 'medium', { original: shortened(originalName.trim()) }));
  }
  return findings;
}

function valueFindings(profile: ColumnProfile, values: number, finding: Make): Finding[] {
  const { distinct, topValues, type } = profile;
  const top = topValues[0];
  if (!top) return [];
  if (distinct === 1) {
    // The same value in some rows and nothing in the others still tells rows apart.
    return profile.missing === 0 && values > 1 ? [finding('constant', 'medium', { value: shortened(top.value) })] : [];
  }
  if (isIdLike(profile)) return [finding('id-like', 'low')];
  const findings: Finding[] = [];
  const share = top.count / values;
  if (distinct <= thresholds.maximumClasses && type !== 'mixed' && share >= thresholds.dominantShare) {
    const severity = share >= thresholds.extremeDominantShare ? 'medium' : 'low';
    findings.push(finding('imbalanced', severity, { share, value: shortened(top.value) }));
  }
  if (type === 'text' && distinct > thresholds.manyDistinct) {
    findings.push(finding('high-cardinality', 'low', { count: distinct }));
  }
  return findings;
}

function shapeFindings(profile: ColumnProfile, finding: Make): Finding[] {
  const { number } = profile;
  if (!number || number.count < thresholds.minimumCountForShape || isIdLike(profile) || profile.distinct <= 2)
    return [];
  const findings: Finding[] = [];
  const { skewness, quantiles, outliers, count } = number;
  if (skewness !== null && Math.abs(skewness) >= thresholds.skewness) {
    const severity = Math.abs(skewness) >= thresholds.extremeSkewness ? 'medium' : 'low';
    findings.push(finding('skewed', severity, { skewness }));
  }
  const spread = quantiles.p75 - quantiles.p25;
  const low = quantiles.p25 - 1.5 * spread;
  const high = quantiles.p75 + 1.5 * spread;
  // Where half of the values are equal the fences have no width, and everything else would be an outlier.
  if (spread > 0 && Number.isFinite(low) && Number.isFinite(high) && outliers >= count * thresholds.outlierShare) {
    findings.push(finding('outliers', 'low', { count: outliers, share: outliers / count, low, high }));
  }
  return findings;
}

function textFindings({ text }: ColumnProfile, finding: Make): Finding[] {
  if (!text) return [];
  const findings: Finding[] = [];
  const isNotable = (count: number) => count > 0 && count >= text.count * thresholds.textLookShare;
  if (isNotable(text.dateLike)) findings.push(finding('dates-as-text', 'medium', { count: text.dateLike }));
  if (isNotable(text.numberLike)) findings.push(finding('numbers-as-text', 'medium', { count: text.numberLike }));
  if (text.surroundingSpaces > 0) {
    findings.push(finding('surrounding-spaces', 'medium', { count: text.surroundingSpaces }));
  }
  return findings;
}

function shortened(value: string): string {
  const characters = [...value.slice(0, longestValue * 2 + 2)];
  return characters.length > longestValue ? `${characters.slice(0, longestValue).join('')}…` : value;
}
