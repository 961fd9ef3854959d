import type { EChartsOption } from 'echarts';
import type { CorrelationMatrix } from '../../../contract/profile.ts';
import type { chartColors } from '../../theme/chart-theme.ts';
import { escapeHtml } from '../escape-html.ts';

export interface HeatmapTexts {
  readonly value: (value: number) => string;
}

/** Up to so many columns every cell holds its number, and up to so many every column is named at the axes. */
const maximumWithNumbers = 14;
const maximumWithNames = 48;

const labelRoom = 132;

/** Height that keeps the cells of a matrix of `size` columns about square and the chart within a window. */
export function heatmapHeight(size: number): number {
  return Math.round(Math.min(Math.max(size * (size <= maximumWithNumbers ? 38 : 28), 200), 720) + labelRoom * 0.8);
}

/** [x, y, value] of every cell that is defined. */
export function heatmapCells(matrix: CorrelationMatrix): [number, number, number][] {
  const cells: [number, number, number][] = [];
  for (const [row, values] of matrix.values.entries()) {
    for (const [column, value] of values.entries()) {
      if (value !== null) cells.push([column, row, value]);
    }
  }
  return cells;
}

/** The matrix as a heat map: −1 … 1 on a diverging scale, or 0 … 1 on a sequential one where `isSigned` is false. */
export function heatmapOption(
  matrix: CorrelationMatrix,
  isSigned: boolean,
  texts: HeatmapTexts,
  colors: ReturnType<typeof chartColors>,
): EChartsOption {
  const size = matrix.names.length;
  const axis = {
    type: 'category' as const,
    data: matrix.names,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  };
  const label = { color: colors.soft, fontSize: 11, width: labelRoom - 16, overflow: 'truncate' as const };
  const longest = Math.max(...matrix.names.map((name) => name.length));
  const isCrowded = size * longest > 40;
  const interval = size <= maximumWithNames ? { interval: 0 } : {};
  return {
    animation: false,
    grid: { left: 4, right: 64, top: 8, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'item',
      formatter: (parameters) => {
        const cell = (Array.isArray(parameters) ? parameters[0] : parameters)?.data as [number, number, number];
        const [column, row, value] = cell;
        const names = `${escapeHtml(matrix.names[row] ?? '')} × ${escapeHtml(matrix.names[column] ?? '')}`;
        return `${names}<br><b>${texts.value(value)}</b>`;
      },
    },
    xAxis: { ...axis, axisLabel: { ...label, ...interval, rotate: isCrowded ? 45 : 0 } },
    yAxis: { ...axis, inverse: true, axisLabel: { ...label, ...interval } },
    visualMap: {
      min: isSigned ? -1 : 0,
      max: 1,
      precision: 1,
      calculable: false,
      orient: 'vertical',
      right: 0,
      top: 8,
      itemWidth: 10,
      itemHeight: 140,
      inRange: { color: [...(isSigned ? colors.diverging : colors.sequential)] },
      text: ['1', isSigned ? '-1' : '0'],
    },
    series: [
      {
        type: 'heatmap',
        data: heatmapCells(matrix),
        itemStyle: { borderWidth: size > 40 ? 0 : 1, borderColor: colors.surface, borderRadius: size > 40 ? 0 : 2 },
        emphasis: { itemStyle: { borderColor: colors.ink, borderWidth: 1 } },
        label: {
          show: size <= maximumWithNumbers,
          fontSize: 11,
          formatter: ({ data }) => texts.value((data as [number, number, number])[2]),
        },
      },
    ],
  };
}
