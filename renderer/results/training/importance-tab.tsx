import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sampleSentence } from '../../../contract/train/sample-texts.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { BarChart } from '../../parts/bar-chart.tsx';
import { Segments } from '../../parts/segments.tsx';
import overview from '../overview/overview.module.css';
import styles from './training.module.css';

const shownFeatures = 40;
type Measure = 'gain' | 'permutation';

/** What the model goes by: how much each feature serves its trees, and how much worse it is without the column. */
export function ImportanceTab({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const formats = useFormats();
  const locale = useLocale();
  const hasPermutation = report.importance.some(({ permutation }) => permutation !== null);
  const [measure, setMeasure] = useState<Measure>(hasPermutation ? 'permutation' : 'gain');
  const bars = useMemo(() => importanceBars(report.importance, measure), [report, measure]);
  const text = useMemo(
    () =>
      measure === 'gain'
        ? (value: number) => formats.percent(value)
        : (value: number) => formats.number(Number(value.toPrecision(3)), 3),
    [measure, formats],
  );
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        <section className={overview.card} aria-label={t('importance.title')}>
          <div className={styles.bar}>
            <h2 className={overview.cardTitle}>{t('importance.title')}</h2>
            {hasPermutation && (
              <Segments
                size="xs"
                label={t('importance.measure')}
                value={measure}
                onChange={setMeasure}
                choices={[
                  { value: 'permutation', label: t('importance.permutation') },
                  { value: 'gain', label: t('importance.gain') },
                ]}
                testId="importance-measure"
              />
            )}
          </div>
          <p className={styles.note}>{t(`importance.${measure}Text`, { metric: t(`metric.${report.metric}`) })}</p>
          {measure === 'permutation' && (
            <p className={styles.note} data-testid="importance-sample">
              {sampleSentence('importance', report.samples, locale)}
            </p>
          )}
          <BarChart
            bars={bars.slice(0, shownFeatures)}
            label={t(`importance.${measure}Chart`, { target: report.target })}
            nameHead={t(measure === 'gain' ? 'importance.feature' : 'importance.column')}
            valueHead={t(`importance.${measure}`)}
            valueText={text}
            testId="importance-chart"
          />
          {bars.length > shownFeatures && (
            <p className={overview.quiet}>{t('importance.more', { count: bars.length - shownFeatures })}</p>
          )}
        </section>
      </div>
    </div>
  );
}

/** Bars of a measure, the largest first; a column is shuffled as a whole, so all its features share its permutation. */
function importanceBars(importance: TrainingReport['importance'], measure: Measure) {
  if (measure === 'gain') return importance.map(({ feature, gain }) => ({ name: feature, value: gain }));
  const columns = new Map<string, { name: string; value: number; deviation: number | null }>();
  for (const { column, permutation, permutationDeviation } of importance) {
    if (permutation !== null)
      columns.set(column, { name: column, value: permutation, deviation: permutationDeviation });
  }
  return [...columns.values()].sort((a, b) => b.value - a.value);
}
