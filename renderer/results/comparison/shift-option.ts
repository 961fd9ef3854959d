import type { EChartsOption } from 'echarts';
import type { ComparedColumn } from '../../../contract/comparison.ts';
import type { chartColors } from '../../theme/chart-theme.ts';
import { escapeHtml } from '../escape-html.ts';

export interface ShiftTexts {
  readonly earlier: string;
  readonly later: string;
  readonly share: (share: number) => string;
  /** An edge of a bin. */
  readonly edge: (value: number) => string;
  /** All values that are not named. */
  readonly others: string;
}

export interface ShiftBin {
  readonly label: string;
  readonly earlier: number;
  readonly later: number;
}

/** What both charts and tables show: the bins or categories of a column with their shares among the values of each file. */
export function shiftBins(
  { categories, histogram }: ComparedColumn,
  texts: Pick<ShiftTexts, 'edge' | 'others'>,
): ShiftBin[] {
  const total = (counts: readonly number[]) =>
    Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    );
  if (histogram) {
    const [before, after] = [total(histogram.earlier), total(histogram.later)];
    return histogram.earlier.map((count, bin) => ({
      label: `${texts.edge(histogram.edges[bin] ?? 0)} – ${texts.edge(histogram.edges[bin + 1] ?? 0)}`,
      earlier: count / before,
      later: (histogram.later[bin] ?? 0) / after,
    }));
  }
  const all = categories ?? [];
  const [before, after] = [total(all.map((one) => one.earlier)), total(all.map((one) => one.later))];
  return all.map(({ value, earlier, later }) => ({
    label: value ?? texts.others,
    earlier: earlier / before,
    later: later / after,
  }));
}

/** Two overlaid histograms: the earlier file as a quiet ground, the later one as a clear outline; categories as pairs of bars. */
export function shiftOption(
  column: ComparedColumn,
  texts: ShiftTexts,
  colors: ReturnType<typeof chartColors>,
): EChartsOption {
  const bins = shiftBins(column, texts);
  const isHistogram = column.histogram !== null;
  const labels = bins.map(({ label }) => label);
  const category = {
    type: 'category' as const,
    data: isHistogram ? labels.map((label) => label.split(' – ')[0] ?? '') : labels,
    axisLabel: { hideOverlap: true, overflow: 'truncate' as const, width: isHistogram ? 90 : 150 },
    ...(isHistogram ? { boundaryGap: true } : { inverse: true }),
  };
  const value = {
    type: 'value' as const,
    splitNumber: 3,
    axisLabel: { formatter: (share: number) => texts.share(share) },
  };
  const ground = { color: colors.faint, opacity: 0.45 };
  return {
    animation: false,
    grid: { left: 4, right: 20, top: 34, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, data: [texts.earlier, texts.later] },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (parameters) => {
        const place = (Array.isArray(parameters) ? parameters[0] : parameters)?.dataIndex ?? 0;
        const bin = bins[place];
        if (!bin) return '';
        return (
          `${escapeHtml(bin.label)}<br>${escapeHtml(texts.earlier)} <b>${texts.share(bin.earlier)}</b><br>` +
          `${escapeHtml(texts.later)} <b>${texts.share(bin.later)}</b>`
        );
      },
    },
    xAxis: isHistogram ? category : value,
    yAxis: isHistogram ? value : category,
    series: [
      {
        name: texts.earlier,
        type: 'bar',
        data: bins.map(({ earlier }) => earlier),
        itemStyle: ground,
        ...(isHistogram ? { barGap: '-100%', barCategoryGap: '6%' } : { barMaxWidth: 14 }),
      },
      isHistogram
        ? {
            name: texts.later,
            type: 'line',
            step: 'middle',
            symbol: 'none',
            data: bins.map(({ later }) => later),
            lineStyle: { width: 2, color: colors.series[0] },
            itemStyle: { color: colors.series[0] },
          }
        : {
            name: texts.later,
            type: 'bar',
            barMaxWidth: 14,
            data: bins.map(({ later }) => later),
            itemStyle: { color: colors.series[0] },
          },
    ],
  };
}
