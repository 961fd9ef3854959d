import { describe, expect, it } from 'vitest';
import { waterfallOption } from '../../../renderer/models/waterfall-option.ts';
import { waterfallSteps } from '../../../renderer/models/waterfall-steps.ts';
import { groupChartOption } from '../../../renderer/results/prediction/group-chart-option.ts';
import { dependenceOption } from '../../../renderer/results/training/dependence-option.ts';
import { chartColors } from '../../../renderer/theme/chart-theme.ts';
import { sampleExplanation, sampleModel } from './sample-model.ts';
import { samplePredictionReport } from './sample-prediction-report.ts';
import { sampleTrainingReport } from './sample-training-report.ts';

const colors = chartColors('light');
type Tooltip = { formatter: (parameters: unknown) => string };
type Series = readonly { readonly name?: string; readonly type: string; readonly data: readonly unknown[] }[];

describe('the chart of groups', () => {
  const texts = {
    ...{ share: String, value: String, rows: String, others: 'others', target: 'Outcome', rowsName: 'rows' },
  };

  it('stacks shares that come to one, the classes beyond its colours together', () => {
    const { groups } = samplePredictionReport();
    const classes = Array.from({ length: 12 }, (_, place) => `class ${place}`);
    const spread = groups.map((group) => ({ ...group, rows: 12, classRows: classes.map(() => 1) }));
    const series = groupChartOption(spread, classes, texts, colors).series as Series;
    expect(series).toHaveLength(8);
    expect(series.at(-1)?.name).toBe('others');
    for (const place of groups.keys()) {
      expect(series.reduce((sum, { data }) => sum + Number(data[place]), 0)).toBeCloseTo(1, 9);
    }
  });

  it('lets no name of a group become part of the page', () => {
    const [group] = samplePredictionReport().groups;
    const option = groupChartOption([{ ...group!, name: '<img src=x onerror=alert(1)>' }], null, texts, colors);
    const tip = (option.tooltip as Tooltip).formatter([{ dataIndex: 0, seriesName: '<b>', value: 1 }]);
    expect(tip).not.toContain('<img');
    expect(tip).toContain('&lt;img');
    expect(tip).toContain('&lt;b&gt;');
  });
});

describe('the chart of dependence', () => {
  const texts = { mean: String, share: String, value: String, line: (place: number) => `class ${place}`, rows: 'rows' };
  const [number, text] = sampleTrainingReport().partialDependence;

  it('draws numbers as lines with the spread of the rows below, texts as bars', () => {
    const lines = dependenceOption(number!, [0, 1], texts, colors).series as Series;
    expect(lines.map(({ type }) => type)).toEqual(['line', 'line', 'bar']);
    expect(lines[0]?.data[0]).toEqual([40, 0.1]);
    const bars = dependenceOption(text!, [0, 1], texts, colors).series as Series;
    expect(bars.map(({ type }) => type)).toEqual(['bar', 'bar']);
    expect(bars[0]?.data).toHaveLength(text!.values.length);
  });
});

describe('the chart of reasons', () => {
  it('has a step for each and tells of it with its sign', () => {
    const steps = waterfallSteps(sampleExplanation(sampleModel(0), 0.2, null), 6);
    const texts = {
      name: ({ column, kind }: { column: string | null; kind: string }) => column ?? kind,
      amount: (value: number) => value.toFixed(2),
    };
    const option = waterfallOption(steps, texts, colors);
    expect((option.series as Series)[0]?.data).toHaveLength(steps.length);
    const { formatter } = option.tooltip as Tooltip;
    expect(formatter({ dataIndex: 0 })).toContain('base');
    expect(formatter({ dataIndex: 1 })).toMatch(/<b>\+/);
    expect(formatter({ dataIndex: 2 })).toMatch(/<b>-/);
  });
});
