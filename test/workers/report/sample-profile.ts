import type { ColumnProfile, CorrelationMatrix, Finding, NumberStatistics } from '../../../contract/profile.ts';
import type { ReportData } from '../../../workers/report/report-data.ts';

/** Names that would do harm if they were taken for anything but text. */
export const hostileNames = [
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  '@SUM(A1)',
  '"><img src=x onerror=1>',
];

export function numberColumn(index: number, name: string): ColumnProfile {
  const number: NumberStatistics = {
    count: 90,
    mean: 12.5 + index,
    standardDeviation: 3.25,
    skewness: 0.1,
    minimum: -4,
    maximum: 2024.5,
    quantiles: { p1: -3, p5: -1, p25: 8, p50: 12, p75: 16, p95: 20, p99: 30 },
    zeros: 2,
    negatives: 5,
    infinite: 0,
    isInteger: false,
    outliers: 1,
    histogram: { edges: [-4, 0, 4, 8, 12], counts: [3, 17, 40, 30] },
  };
  return {
    ...emptyColumn(index, name),
    type: 'number',
    missing: 10,
    kinds: { number: 90, text: 0, boolean: 0, date: 0, error: 0 },
    distinct: 60,
    topValues: [{ value: '12', count: 7 }],
    number,
  };
}

export function textColumn(index: number, name: string, values: readonly string[]): ColumnProfile {
  const topValues = values.map((value, order) => ({ value, count: 30 - order }));
  return {
    ...emptyColumn(index, name),
    type: 'text',
    missing: 0,
    kinds: { number: 0, text: 100, boolean: 0, date: 0, error: 0 },
    distinct: values.length + 3,
    topValues,
    text: {
      count: 100,
      minimumLength: 1,
      meanLength: 4.5,
      maximumLength: 12,
      surroundingSpaces: 3,
      numberLike: 0,
      dateLike: 0,
      lengthHistogram: { edges: [1, 6, 12], counts: [60, 40] },
    },
  };
}

export function dateColumn(index: number, name: string): ColumnProfile {
  const day = Date.UTC(2024, 0, 1);
  return {
    ...emptyColumn(index, name),
    type: 'date',
    missing: 0,
    kinds: { number: 0, text: 0, boolean: 0, date: 100, error: 0 },
    distinct: 100,
    topValues: [{ value: '2024-01-01', count: 1 }],
    date: {
      count: 100,
      earliest: '2024-01-01',
      latest: '2024-04-09',
      hasTimes: false,
      histogram: { edges: [day, day + 50 * 86_400_000, day + 100 * 86_400_000], counts: [40, 60] },
    },
  };
}

export function emptyColumn(index: number, name: string): ColumnProfile {
  return {
    index,
    name,
    originalName: name,
    type: 'empty',
    rows: 100,
    missing: 100,
    kinds: { number: 0, text: 0, boolean: 0, date: 0, error: 0 },
    distinct: 0,
    topValues: [],
    number: null,
    text: null,
    date: null,
    booleanTrue: null,
  };
}

export function matrixOf(names: readonly string[], value = 0.5): CorrelationMatrix {
  return {
    columns: names.map((_, index) => index),
    names: [...names],
    values: names.map((_, row) => names.map((_, column) => (row === column ? 1 : value * (column % 2 === 0 ? 1 : -1)))),
    sampledRows: 100,
    omittedColumns: 0,
  };
}

/** A profile of `columns` with a finding for each of the first few. */
export function profileOf(columns: readonly ColumnProfile[]): ReportData {
  const findings: Finding[] = columns.slice(0, 5).map(({ index, name }, order) => ({
    code: 'mostly-missing',
    severity: order === 0 ? 'high' : 'medium',
    columns: [index],
    values: { column: name, share: 0.1, count: 10 },
  }));
  findings.push({ code: 'duplicate-rows', severity: 'low', columns: [], values: { count: 2, share: 0.02 } });
  const numbers = columns.filter(({ type }) => type === 'number').map(({ name }) => name);
  return {
    overview: {
      fileName: 'sample <b>.xlsx',
      sheet: '成绩',
      sizeBytes: 123_456,
      sha256: 'ab'.repeat(32),
      engineVersion: '0.1.0',
      seed: 1,
      rows: 100,
      columns: columns.length,
      cells: 100 * columns.length,
      missingCells: 110,
      duplicateRows: 2,
      columnsByType: { number: numbers.length, text: 1, boolean: 0, date: 1, mixed: 0, empty: 1 },
      headerRows: 1,
      firstDataRow: 1,
      textFormat: null,
      reader: 'scanner',
      findings,
    },
    columns,
    correlations: {
      pearson: matrixOf(numbers.slice(0, 60)),
      spearman: matrixOf(numbers.slice(0, 60), 0.25),
      cramersV: matrixOf([]),
    },
  };
}

/** One column of each kind, the first ones with hostile names. */
export function sampleProfile(): ReportData {
  return profileOf([
    textColumn(0, hostileNames[0]!, ['=1+1', '软件工程', '', '-5', '<i>x</i>']),
    numberColumn(1, hostileNames[1]!),
    numberColumn(2, hostileNames[2]!),
    dateColumn(3, hostileNames[3]!),
    emptyColumn(4, '空列'),
  ]);
}
