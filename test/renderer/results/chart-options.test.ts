import { describe, expect, it } from 'vitest';
import type { CorrelationMatrix } from '../../../contract/profile.ts';
import { createFormats } from '../../../renderer/locale/formats.ts';
import { edgeText } from '../../../renderer/results/columns/edge-text.ts';
import { histogramOption, histogramRows } from '../../../renderer/results/columns/histogram-option.ts';
import { mergeBins } from '../../../renderer/results/columns/merge-bins.ts';
import { correlationText } from '../../../renderer/results/correlations/correlation-text.ts';
import { heatmapCells, heatmapOption } from '../../../renderer/results/correlations/heatmap-option.ts';
import { strongestPairs } from '../../../renderer/results/correlations/strongest-pairs.ts';
import {
  columnsWithMissing,
  missingChartOption,
  missingShare,
} from '../../../renderer/results/overview/missing-chart-option.ts';
import { chartColors } from '../../../renderer/theme/chart-theme.ts';

const colors = chartColors('light');
const formats = createFormats('en');

/** What a tooltip says when the pointer is at a place. */
function tooltipOf(option: object, parameters: object): string {
  const { tooltip } = option as { tooltip: { formatter: (parameters: object) => string } };
  return tooltip.formatter(parameters);
}

const matrix: CorrelationMatrix = {
  columns: [2, 5, 9],
  names: ['a', '<img src=x onerror=alert(1)>', 'calculus'],
  values: [
    [1, -0.9, null],
    [-0.9, 1, 0.4],
    [null, 0.4, 1],
  ],
  sampledRows: 100,
  omittedColumns: 0,
};

describe('heat map', () => {
  it('draws every defined cell at its column and row', () => {
    expect(heatmapCells(matrix)).toContainEqual([1, 0, -0.9]);
    expect(heatmapCells(matrix)).toHaveLength(7);
  });

  it('spans −1 to 1 for signed measures and 0 to 1 for the others', () => {
    const texts = { value: String };
    expect(heatmapOption(matrix, true, texts, colors).visualMap).toMatchObject({ min: -1, max: 1 });
    expect(heatmapOption(matrix, false, texts, colors).visualMap).toMatchObject({ min: 0, max: 1 });
  });

  it('never lets a column name become markup', () => {
    const words = tooltipOf(heatmapOption(matrix, true, { value: String }, colors), { data: [1, 0, -0.9] });
    expect(words).not.toContain('<img');
    expect(words).toContain('&lt;img');
    expect(words).toContain('-0.9');
  });
});

describe('strongestPairs', () => {
  it('orders by strength whatever the sign, each pair once, none undefined', () => {
    const pairs = strongestPairs(matrix, 10);
    expect(pairs.map(({ firstColumn, secondColumn, value }) => [firstColumn, secondColumn, value])).toEqual([
      [2, 5, -0.9],
      [5, 9, 0.4],
    ]);
    expect(strongestPairs(matrix, 1)).toHaveLength(1);
  });

  it('keeps the pairs of a column', () => {
    expect(strongestPairs(matrix, 10, 'CALC').map(({ value }) => value)).toEqual([0.4]);
  });
});

describe('correlationText', () => {
  it('never rounds to a perfect correlation', () => {
    const text = correlationText('en');
    expect([1, 0.999, 0.98, 0.001, -0.001, -0.5, -0.999, -1].map(text)).toEqual([
      '1.00',
      '> 0.99',
      '0.98',
      '0.00',
      '0.00',
      '-0.50',
      '< -0.99',
      '-1.00',
    ]);
  });
});

describe('histogram', () => {
  const histogram = { edges: [0, 10, 20], counts: [3, 1500] };
  const texts = { edge: edgeText(histogram.edges, 'number', formats), count: formats.integer, countLabel: 'cells' };

  it('says range and count of the bin pointed at', () => {
    const words = tooltipOf(histogramOption(histogram, texts, colors), [{ dataIndex: 1 }]);
    expect(words).toBe('10 – 20<br><b>1,500</b> cells');
  });

  it('holds the same numbers in its table', () => {
    expect(histogramRows(histogram, texts)).toEqual([
      ['0', '10', '3'],
      ['10', '20', '1,500'],
    ]);
  });

  it('has an axis of some length where there is a single value', () => {
    const { xAxis } = histogramOption({ edges: [7, 7], counts: [9] }, texts, colors);
    const [, values] = xAxis as { min: number; max: number }[];
    expect(values!.max).toBeGreaterThan(values!.min);
  });

  it('writes edges finely enough to tell neighbours apart', () => {
    const near = edgeText([1000.01, 1000.02, 1000.03], 'number', formats);
    expect(near(1000.01)).not.toBe(near(1000.02));
    const days = edgeText([Date.UTC(2020, 0, 1), Date.UTC(2024, 0, 1)], 'date', formats);
    expect(days(Date.UTC(2024, 1, 29))).toBe('2024-02-29');
    const hours = edgeText([Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 2)], 'date', formats);
    expect(hours(Date.UTC(2024, 0, 1, 8, 30))).toBe('2024-01-01 08:30');
    expect(days(Number.NaN)).toBe('');
  });

  it('keeps every cell when bins are merged for a small drawing', () => {
    const merged = mergeBins(
      Array.from({ length: 64 }, (_, place) => place),
      28,
    );
    expect(merged.length).toBeLessThanOrEqual(28);
    expect(merged.reduce((sum, count) => sum + count, 0)).toBe((63 * 64) / 2);
  });
});

describe('missing values', () => {
  const columns = [
    { index: 0, name: 'whole', missing: 0, rows: 10 },
    { index: 1, name: '<b>half</b>', missing: 5, rows: 10 },
    { index: 2, name: 'most', missing: 9, rows: 10 },
    { index: 3, name: 'half too', missing: 5, rows: 10 },
  ];

  it('shows the worst columns first and leaves complete ones out', () => {
    expect(columnsWithMissing(columns, 10).map(({ index }) => index)).toEqual([2, 1, 3]);
    expect(columnsWithMissing(columns, 2)).toHaveLength(2);
  });

  it('gives shares, and names that are no markup', () => {
    const shown = columnsWithMissing(columns, 10);
    const texts = { share: formats.percent, count: formats.integer, missingLabel: 'missing' };
    const option = missingChartOption(shown, texts, colors);
    expect(tooltipOf(option, [{ dataIndex: 1 }])).toBe('&lt;b&gt;half&lt;/b&gt;<br><b>50%</b> · 5 missing');
    expect(missingShare({ index: 0, name: '', missing: 0, rows: 0 })).toBe(0);
  });
});
