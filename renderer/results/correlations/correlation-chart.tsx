import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrelationMatrix } from '../../../contract/profile.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { Chart } from '../../parts/chart.tsx';
import { chartRows } from '../../parts/chart-rows.ts';
import { chartColors } from '../../theme/chart-theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { correlationText } from './correlation-text.ts';
import styles from './correlations.module.css';
import { heatmapHeight, heatmapOption } from './heatmap-option.ts';
import type { Measure } from './measure.ts';

/** The matrix of one measure as a heat map, with its numbers behind it. */
export function CorrelationChart({
  matrix,
  measure,
}: {
  readonly matrix: CorrelationMatrix;
  readonly measure: Measure;
}) {
  const { t } = useTranslation('results');
  const locale = useLocale();
  const scheme = useScheme();
  const option = useMemo(
    () => heatmapOption(matrix, measure !== 'cramersV', { value: correlationText(locale) }, chartColors(scheme)),
    [matrix, measure, locale, scheme],
  );
  const table = useMemo(() => {
    const text = correlationText(locale);
    return {
      columns: [
        { key: 'column', header: t('correlations.column'), widthPx: 180 },
        ...matrix.names.map((name, place) => ({
          key: String(matrix.columns[place]),
          header: name,
          widthPx: 110,
          align: 'right' as const,
        })),
      ],
      rows: chartRows(matrix.values, (values, row) => [
        matrix.names[row] ?? '',
        ...values.map((value) => (value === null ? null : text(value))),
      ]),
    };
  }, [matrix, locale, t]);
  const label = t('correlations.chart', {
    measure: t(`correlations.${measure}`),
    columns: matrix.columns.length,
  });
  return (
    <section className={styles.card}>
      <div className={styles.pairHead}>
        <h2 className={styles.cardTitle}>{label}</h2>
      </div>
      <Chart
        option={option}
        table={table}
        label={label}
        height={heatmapHeight(matrix.columns.length)}
        testId="correlation-chart"
      />
    </section>
  );
}
