import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { Chart } from '../../parts/chart.tsx';
import { chartRows } from '../../parts/chart-rows.ts';
import { aroundNames, chartColors } from '../../theme/chart-theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { HistogramChart } from '../columns/histogram-chart.tsx';
import overview from '../overview/overview.module.css';
import styles from './training.module.css';

interface ResidualCardsProps {
  readonly residuals: NonNullable<TrainingReport['residuals']>;
  readonly unit: string | null;
  readonly target: string;
}

/** How predicted numbers lie beside the true ones, and how far they are off. */
export function ResidualCards({ residuals, unit, target }: ResidualCardsProps) {
  const { t } = useTranslation('training');
  const { number } = useFormats();
  const scheme = useScheme();
  const named = (name: string) => (unit === null ? name : `${name} (${unit})`);
  const truth = named(t('residuals.truth'));
  const predicted = named(t('residuals.predicted'));
  const option = useMemo(() => {
    const colors = chartColors(scheme);
    const [low, high] = sharedSpan(residuals.points);
    const axis = {
      type: 'value',
      scale: true,
      nameLocation: 'middle',
      axisLabel: { formatter: (value: number) => number(value, 3), hideOverlap: true },
    };
    return {
      animation: false,
      grid: { left: 4, right: 18, top: 12, bottom: 4, ...aroundNames },
      tooltip: {
        trigger: 'item',
        formatter: (one: { value: number[] }) =>
          `${truth} <b>${number(one.value[0])}</b><br>${predicted} <b>${number(one.value[1])}</b>`,
      },
      xAxis: { ...axis, name: truth, nameGap: 26 },
      yAxis: { ...axis, name: predicted, nameGap: 48 },
      series: [
        {
          type: 'scatter',
          data: residuals.points,
          symbolSize: residuals.points.length > 800 ? 3.5 : 6,
          itemStyle: { color: colors.series[0], opacity: 0.5 },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: colors.ink, width: 1.5, type: 'dashed' },
            label: { show: false },
            data: low < high ? [[{ coord: [low, low] }, { coord: [high, high] }]] : [],
          },
        },
      ],
    } as EChartsOption;
  }, [residuals, truth, predicted, number, scheme]);
  const table = useMemo(
    () => ({
      columns: [
        { key: 'truth', header: truth, widthPx: 160, align: 'right' as const },
        { key: 'predicted', header: predicted, widthPx: 160, align: 'right' as const },
      ],
      rows: chartRows(residuals.points, ([true_, given]) => [number(true_), number(given)]),
    }),
    [residuals, truth, predicted, number],
  );
  const histogram = useMemo(() => {
    const bins = residuals.histogram;
    return { edges: [...bins.map(({ from }) => from), bins.at(-1)?.to ?? 0], counts: bins.map(({ rows }) => rows) };
  }, [residuals]);
  return (
    <div className={styles.halves}>
      <section className={overview.card} aria-label={t('residuals.title')}>
        <h2 className={overview.cardTitle}>{t('residuals.title')}</h2>
        <div className={overview.underTitle}>
          <Chart
            option={option}
            table={table}
            label={t('residuals.chart', { target })}
            height={380}
            testId="residual-chart"
          />
        </div>
        <p className={overview.quiet}>{t('residuals.text')}</p>
      </section>
      <section className={overview.card} aria-label={t('residuals.spread')}>
        <h2 className={overview.cardTitle}>{t('residuals.spread')}</h2>
        <div className={overview.underTitle}>
          <HistogramChart label={t('residuals.spreadOf', { target })} histogram={histogram} kind="number" />
        </div>
        <p className={overview.quiet}>{t('residuals.spreadText')}</p>
      </section>
    </div>
  );
}

/** From where to where both the true and the predicted numbers reach: a line that leaves the axes is not drawn at all. */
function sharedSpan(points: readonly (readonly [truth: number, predicted: number])[]): readonly [number, number] {
  const span = (side: 0 | 1) =>
    points.reduce(([least, most], point) => [Math.min(least, point[side]), Math.max(most, point[side])] as const, [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ] as const);
  const [truth, predicted] = [span(0), span(1)];
  return [Math.max(truth[0], predicted[0]), Math.min(truth[1], predicted[1])];
}
