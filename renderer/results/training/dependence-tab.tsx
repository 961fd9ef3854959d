import { Select } from '@mantine/core';
import type { EChartsOption } from 'echarts';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sampleSentence } from '../../../contract/train/sample-texts.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { Chart } from '../../parts/chart.tsx';
import { chartRows } from '../../parts/chart-rows.ts';
import { chartColors } from '../../theme/chart-theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import overview from '../overview/overview.module.css';
import { dependenceOption } from './dependence-option.ts';
import styles from './training.module.css';

type Dependence = TrainingReport['partialDependence'][number];
const drawnClasses = 6;

/** How the prediction goes with one column, all else being as it is in the rows. */
export function DependenceTab({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const locale = useLocale();
  const all = report.partialDependence;
  const [place, setPlace] = useState(0);
  const shown = all[place] ?? all[0];
  const classes = useMemo(() => report.classes?.map(({ name }) => name) ?? null, [report]);
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        <section className={overview.card} aria-label={t('dependence.title')}>
          <div className={styles.bar}>
            <h2 className={overview.cardTitle}>{t('dependence.title')}</h2>
            <Select
              size="xs"
              w={300}
              aria-label={t('dependence.feature')}
              searchable
              allowDeselect={false}
              data={all.map(({ feature }, index) => ({ value: String(index), label: feature }))}
              value={String(place)}
              onChange={(next) => next !== null && setPlace(Number(next))}
              data-testid="dependence-feature"
            />
          </div>
          <p className={styles.note}>
            {t(classes ? 'dependence.classText' : 'dependence.valueText', { target: report.target })}{' '}
            {sampleSentence('dependence', report.samples, locale)}
          </p>
          {shown && <DependenceChart key={shown.feature} dependence={shown} classes={classes} report={report} />}
        </section>
      </div>
    </div>
  );
}

interface DependenceChartProps {
  readonly dependence: Dependence;
  readonly classes: readonly string[] | null;
  readonly report: TrainingReport;
}

function DependenceChart({ dependence, classes, report }: DependenceChartProps) {
  const { t } = useTranslation('training');
  const formats = useFormats();
  const scheme = useScheme();
  const outputs = dependence.means[0]?.length ?? 1;
  // Of two classes one tells all.
  const drawn = useMemo(
    () => (classes === null ? [0] : outputs === 2 ? [1] : classes.slice(0, drawnClasses).map((_, place) => place)),
    [classes, outputs],
  );
  const option = useMemo((): EChartsOption => {
    const texts = {
      mean: (value: number) => (classes ? formats.percent(value, 0) : formats.number(value, 4)),
      share: (value: number) => formats.percent(value),
      value: (value: number | string) => (typeof value === 'number' ? formats.number(value, 4) : value),
      line: (place: number) => classes?.[place] ?? report.target,
      rows: t('dependence.rows'),
    };
    return dependenceOption(dependence, drawn, texts, chartColors(scheme));
  }, [dependence, drawn, classes, formats, scheme, report.target, t]);
  const table = useMemo(
    () => ({
      columns: [
        { key: 'value', header: dependence.column, widthPx: 200 },
        { key: 'rows', header: t('dependence.rows'), widthPx: 110, align: 'right' as const },
        ...drawn.map((place) => ({
          key: String(place),
          header: classes?.[place] ?? report.target,
          widthPx: 150,
          align: 'right' as const,
        })),
      ],
      rows: chartRows(dependence.values, (value, index) => [
        typeof value === 'number' ? formats.number(value) : value,
        formats.percent(dependence.shares[index]),
        ...drawn.map((place) => {
          const mean = dependence.means[index]?.[place];
          return classes ? formats.percent(mean) : formats.number(mean, 4);
        }),
      ]),
    }),
    [dependence, drawn, classes, formats, report.target, t],
  );
  const isText = dependence.kind === 'text';
  return (
    <Chart
      option={option}
      table={table}
      label={t('dependence.chart', { target: report.target, feature: dependence.feature })}
      height={isText ? Math.max(260, dependence.values.length * 24 * Math.min(2, drawn.length) + 80) : 400}
      testId="dependence-chart"
    />
  );
}
