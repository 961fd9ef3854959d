import type { EChartsOption } from 'echarts';
import type { PredictionReport } from '../../../contract/predict/prediction-report.ts';
import type { chartColors } from '../../theme/chart-theme.ts';
import { escapeHtml } from '../escape-html.ts';

type Group = PredictionReport['groups'][number];

export interface GroupChartTexts {
  readonly share: (share: number) => string;
  readonly value: (value: number) => string;
  readonly rows: (rows: number) => string;
  readonly others: string;
  readonly target: string;
  readonly rowsName: string;
}

/** Classes told apart in a bar; the others share one colour. */
const drawnClasses = 7;

/** Lying bars, one for each group: its shares of the classes, or the mean of its values. */
export function groupChartOption(
  groups: readonly Group[],
  classes: readonly string[] | null,
  texts: GroupChartTexts,
  colors: ReturnType<typeof chartColors>,
): EChartsOption {
  const names = groups.map(({ name }) => name);
  const shareOf = ({ rows, classRows }: Group, place: number) => (rows === 0 ? 0 : (classRows?.[place] ?? 0) / rows);
  const largest = (classes ?? [])
    .map((_, place) => ({ place, rows: groups.reduce((sum, { classRows }) => sum + (classRows?.[place] ?? 0), 0) }))
    .sort((a, b) => b.rows - a.rows || a.place - b.place)
    .slice(0, drawnClasses)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
  const bar = { type: 'bar' as const, barMaxWidth: 16 };
  const series = classes
    ? [
        ...largest.map((place, index) => ({
          ...bar,
          name: classes[place] ?? '',
          stack: 'all',
          data: groups.map((group) => shareOf(group, place)),
          itemStyle: { color: colors.series[index % colors.series.length], borderRadius: 0 },
        })),
        ...(classes.length > largest.length
          ? [
              {
                ...bar,
                name: texts.others,
                stack: 'all',
                data: groups.map((group) =>
                  Math.max(0, 1 - largest.reduce((sum, place) => sum + shareOf(group, place), 0)),
                ),
                itemStyle: { color: colors.axis, borderRadius: 0 },
              },
            ]
          : []),
      ]
    : [{ ...bar, name: texts.target, data: groups.map(({ mean }) => mean), itemStyle: { color: colors.series[0] } }];
  return {
    animation: false,
    ...(classes ? { legend: { top: 0, left: 0, right: 70, type: 'scroll' as const } } : {}),
    grid: { left: 4, right: 34, top: classes ? 34 : 6, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (parameters) => {
        const all = Array.isArray(parameters) ? parameters : [parameters];
        const group = groups[all[0]?.dataIndex ?? 0];
        if (!group) return '';
        const lines = all
          .filter(({ value }) => Number(value) > 0 || !classes)
          .map(({ seriesName, value }) => {
            const text = classes ? texts.share(Number(value)) : texts.value(Number(value));
            return `${escapeHtml(seriesName ?? '')} <b>${text}</b>`;
          });
        return [escapeHtml(group.name), ...lines, `${texts.rowsName} ${texts.rows(group.rows)}`].join('<br>');
      },
    },
    xAxis: {
      type: 'value',
      ...(classes ? { max: 1 } : { scale: true }),
      axisLabel: { formatter: classes ? texts.share : texts.value, hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names,
      axisLabel: { width: 200, overflow: 'truncate', interval: 0 },
    },
    series,
  } as EChartsOption;
}
