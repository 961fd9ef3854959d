import { MultiSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { type Line, LineChart } from '../../parts/line-chart.tsx';
import overview from '../overview/overview.module.css';
import styles from './training.module.css';

/** Curves drawn at once; more cannot be told apart. */
const shownCurves = 6;

/** How well rows are put in order, class by class: ROC, and precision over recall. */
export function CurvesTab({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const { percent } = useFormats();
  const names = useMemo(() => [...new Set(report.roc.map(({ className }) => className))], [report]);
  const [picked, setPicked] = useState<readonly string[]>(() => names.slice(0, shownCurves));
  const share = useMemo(() => (value: number) => percent(value, 0), [percent]);
  const roc = useMemo(
    (): Line[] => [
      ...linesOf(report.roc, picked),
      {
        name: t('curves.chance'),
        isGuide: true,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    [report, picked, t],
  );
  const precision = useMemo(() => linesOf(report.precisionRecall, picked), [report, picked]);
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        {names.length > shownCurves && (
          <MultiSelect
            maw={620}
            label={t('curves.classes')}
            searchable
            maxValues={8}
            limit={100}
            data={names}
            value={[...picked]}
            onChange={setPicked}
          />
        )}
        <div className={styles.halves}>
          <section className={overview.card} aria-label={t('curves.roc')}>
            <h2 className={overview.cardTitle}>{t('curves.roc')}</h2>
            <div className={overview.underTitle}>
              <LineChart
                lines={roc}
                label={t('curves.rocOf', { target: report.target })}
                xName={t('curves.falseAlarms')}
                yName={t('curves.found')}
                xText={share}
                yText={share}
                isUnit
                height={380}
                testId="roc-chart"
              />
            </div>
            <p className={overview.quiet}>{t('curves.rocText')}</p>
          </section>
          <section className={overview.card} aria-label={t('curves.precision')}>
            <h2 className={overview.cardTitle}>{t('curves.precision')}</h2>
            <div className={overview.underTitle}>
              <LineChart
                lines={precision}
                label={t('curves.precisionOf', { target: report.target })}
                xName={t('curves.found')}
                yName={t('curves.rightAmongNamed')}
                xText={share}
                yText={share}
                isUnit
                height={380}
                testId="precision-chart"
              />
            </div>
            <p className={overview.quiet}>{t('curves.precisionText')}</p>
          </section>
        </div>
      </div>
    </div>
  );
}

function linesOf(curves: TrainingReport['roc'], picked: readonly string[]): Line[] {
  return curves
    .filter(({ className }) => picked.includes(className))
    .map(({ className, area, points }) => ({
      name: area === null ? className : `${className} (${area.toFixed(3)})`,
      points,
    }));
}
