import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sampleSentence } from '../../../contract/train/sample-texts.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { type Line, LineChart } from '../../parts/line-chart.tsx';
import overview from '../overview/overview.module.css';
import styles from './training.module.css';

/** Whether stated probabilities come true, before and after calibration. */
export function CalibrationTab({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const { percent } = useFormats();
  const locale = useLocale();
  const { calibration } = report;
  const share = useMemo(() => (value: number) => percent(value, 0), [percent]);
  const lines = useMemo((): Line[] => {
    if (!calibration) return [];
    const points = ({ bins }: (typeof calibration)['before']) =>
      bins.filter(({ rows }) => rows > 0).map(({ stated, right }): [number, number] => [stated, right]);
    return [
      { name: t('calibration.after'), points: points(calibration.after), hasDots: true },
      { name: t('calibration.before'), points: points(calibration.before), hasDots: true },
      {
        name: t('calibration.perfect'),
        isGuide: true,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ];
  }, [calibration, t]);
  if (!calibration) return null;
  const facts = (['before', 'after'] as const).map((when) => ({ when, ...calibration[when] }));
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        <div className={styles.split}>
          <section className={overview.card} aria-label={t('calibration.title')}>
            <h2 className={overview.cardTitle}>{t('calibration.title')}</h2>
            <div className={overview.underTitle}>
              <LineChart
                lines={lines}
                label={t('calibration.chart', { target: report.target })}
                xName={t('calibration.stated')}
                yName={t('calibration.right')}
                xText={share}
                yText={share}
                isUnit
                height={420}
                testId="calibration-chart"
              />
            </div>
          </section>
          <section className={overview.card} aria-label={t('calibration.figures')}>
            <h2 className={overview.cardTitle}>{t('calibration.figures')}</h2>
            <p className={styles.sentence}>
              {t('calibration.sentence', {
                share: percent(calibration.after.ece),
                before: percent(calibration.before.ece),
              })}
            </p>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col" />
                  <th scope="col">Brier</th>
                  <th scope="col">ECE</th>
                </tr>
              </thead>
              <tbody>
                {facts.map(({ when, brier, ece }) => (
                  <tr key={when}>
                    <th scope="row">{t(`calibration.${when}`)}</th>
                    <td>{brier.toFixed(4)}</td>
                    <td>{percent(ece, 2)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className={overview.quiet}>
              {t(`calibration.${calibration.method}`)} {sampleSentence('calibration', report.samples, locale)}
            </p>
          </section>
        </div>
      </div>
    </div>
  );
}
