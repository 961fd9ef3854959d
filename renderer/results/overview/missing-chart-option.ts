import type { EChartsOption } from 'echarts';
import type { ColumnProfile } from '../../../contract/profile.ts';
import type { chartColors } from '../../theme/chart-theme.ts';
import { escapeHtml } from '../escape-html.ts';

export type MissingColumn = Pick<ColumnProfile, 'index' | 'name' | 'missing' | 'rows'>;

export interface MissingTexts {
  readonly share: (value: number) => string;
  readonly count: (value: number) => string;
  readonly missingLabel: string;
}

/** Of a bar, and of a row of the table behind it, whose head takes one more. */
export const missingRowHeight = 28;

/** Columns that miss something, most first, at most `limit`. */
export function columnsWithMissing(columns: readonly MissingColumn[], limit: number): readonly MissingColumn[] {
  return columns
    .filter((column) => column.missing > 0)
    .sort((a, b) => b.missing - a.missing || a.index - b.index)
    .slice(0, limit);
}

export function missingShare(column: MissingColumn): number {
  return column.rows === 0 ? 0 : column.missing / column.rows;
}

/** One horizontal bar per column, the worst at the top, on a scale of 0 to 100 %. */
export function missingChartOption(
  columns: readonly MissingColumn[],
  texts: MissingTexts,
  colors: ReturnType<typeof chartColors>,
): EChartsOption {
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 4, bottom: 0, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (parameters) => {
        const column = columns[(Array.isArray(parameters) ? parameters[0] : parameters)?.dataIndex ?? 0];
        if (!column) return '';
        const figures = `<b>${texts.share(missingShare(column))}</b> · ${texts.count(column.missing)} ${texts.missingLabel}`;
        return `${escapeHtml(column.name)}<br>${figures}`;
      },
    },
    xAxis: { type: 'value', min: 0, max: 1, show: false },
    yAxis: [
      {
        type: 'category',
        inverse: true,
        data: columns.map((column) => column.name),
        axisLine: { show: false },
        axisLabel: { width: 132, overflow: 'truncate', color: colors.soft, fontSize: 12 },
      },
      {
        type: 'category',
        inverse: true,
        position: 'right',
        data: columns.map((column) => texts.share(missingShare(column))),
        axisLine: { show: false },
        axisLabel: { color: colors.soft, fontSize: 12 },
      },
    ],
    series: [
      {
        type: 'bar',
        data: columns.map(missingShare),
        barWidth: 12,
        showBackground: true,
        backgroundStyle: { color: colors.line, borderRadius: 3 },
        itemStyle: { color: colors.series[1], borderRadius: 3 },
      },
    ],
  };
}
