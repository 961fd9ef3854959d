import { describe, expect, it } from 'vitest';
import { drawnBy } from '../../../renderer/charts/drawers.ts';
import { readOption, writeOption } from '../../../renderer/charts/written-option.ts';
import { waterfallOption } from '../../../renderer/models/waterfall-option.ts';
import { waterfallSteps } from '../../../renderer/models/waterfall-steps.ts';
import { chartColors } from '../../../renderer/theme/chart-theme.ts';
import { sampleExplanation, sampleModel } from '../prediction/sample-model.ts';

const makers = {
  text: (place: number) => (value: unknown) => `text ${place} of ${value}`,
  tip: (place: number) => () => `tip ${place}`,
};

describe('an option on its way to the thread that draws', () => {
  it('leaves its functions behind and asks for them by their places', () => {
    const data = [[1, 2]];
    const { written, functions } = writeOption({
      tooltip: { trigger: 'item', formatter: () => 'tip' },
      xAxis: [{ type: 'value', axisLabel: { formatter: (value: number) => `${value} %` } }],
      series: [{ type: 'line', data }],
    });
    expect(functions.map((one) => one(5 as never))).toEqual(['tip', '5 %']);

    const read = readOption(structuredClone(written), makers) as {
      tooltip: { trigger: string; formatter: () => string };
      xAxis: readonly [{ axisLabel: { formatter: (value: number) => string } }];
      series: readonly unknown[];
    };
    expect(read.tooltip.trigger).toBe('item');
    expect(read.tooltip.formatter()).toBe('tip 0');
    expect(read.xAxis[0].axisLabel.formatter(5)).toBe('text 1 of 5');
    expect(read.series).toEqual([{ type: 'line', data }]);
  });

  it('names what is drawn by hand, with its facts', () => {
    const { written, functions } = writeOption({ series: [{ renderItem: drawnBy('spread', { color: '#123456' }) }] });
    expect(functions).toEqual([]);
    const [series] = readOption(structuredClone(written), makers).series as [{ renderItem: CallableFunction }];
    const api = { value: (place: number) => [3, 7, 0][place], coord: ([x, y]: number[]) => [x! * 10, y! + 1] };
    expect(series.renderItem({}, api)).toMatchObject({
      shape: { x1: 30, y1: 1, x2: 70, y2: 1 },
      style: { stroke: '#123456' },
    });
  });

  it('can be sent whole where a chart is drawn by hand and tells of its parts', () => {
    const steps = waterfallSteps(sampleExplanation(sampleModel(0), 0.2, null), 6);
    const option = waterfallOption(steps, { name: ({ kind }) => kind, amount: String }, chartColors('dark'));
    const { written, functions } = writeOption(option);
    expect(functions).toHaveLength(2);
    expect(() => structuredClone(written)).not.toThrow();
  });
});
