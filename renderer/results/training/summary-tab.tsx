import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { joinSentences } from '../../../contract/texts.ts';
import { sampleSentence } from '../../../contract/train/sample-texts.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { scoreRowsOfCard } from '../../models/score-rows.ts';
import { ScoreTable } from '../../models/score-table.tsx';
import { BarChart } from '../../parts/bar-chart.tsx';
import { InTurns } from '../../parts/in-turns.tsx';
import { WarningList } from '../../train/warning-list.tsx';
import overview from '../overview/overview.module.css';
import { mainScores, summarySentences, verdictOf } from './summary-words.ts';
import styles from './training.module.css';

const shownFeatures = 8;

/** How good the model is, in plain words and in scores, and what it goes by. */
export function SummaryTab({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const { t: ofModels } = useTranslation('models');
  const formats = useFormats();
  const locale = useLocale();
  const linear = sampleSentence('linear', report.samples, locale);
  const [first, ...others] = summarySentences(report, t, formats);
  const verdict = verdictOf(report);
  const main = mainScores(report);
  const rows = useMemo(() => scoreRowsOfCard(report, ofModels), [report, ofModels]);
  const bars = useMemo(
    () => report.importance.slice(0, shownFeatures).map(({ feature, gain }) => ({ name: feature, value: gain })),
    [report],
  );
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        <InTurns>
          <section className={styles.lead} aria-label={t('summary.title')} data-testid="training-summary">
            <p className={styles.headline}>{first}</p>
            <p className={styles.sentence}>{joinSentences(others, locale)}</p>
            {main && <p className={styles.quiet}>{t(`summary.from.${main.from}`, { count: main.scores.rows })}</p>}
            {verdict !== null && (
              <p className={styles.verdict} data-verdict={verdict}>
                {verdict === 'good' ? (
                  <IconCircleCheck size={17} aria-hidden />
                ) : (
                  <IconAlertTriangle size={17} aria-hidden />
                )}
                {t(`verdict.${verdict}`)}
              </p>
            )}
          </section>
          <WarningList warnings={report.warnings} />
          <Tiles report={report} />
          <section className={overview.card} aria-label={t('scores')}>
            <h2 className={overview.cardTitle}>{t('scores')}</h2>
            <ScoreTable rows={rows} />
            {linear !== '' && <p className={styles.note}>{linear}</p>}
            {report.conformal && (
              <p className={styles.note}>
                {t(report.task === 'regression' ? 'conformal.interval' : 'conformal.set', {
                  promised: formats.percent(report.conformal.promised, 0),
                  observed: formats.percent(report.conformal.observed),
                  width: formats.number(report.conformal.width, 3),
                })}
              </p>
            )}
          </section>
          {bars.length > 0 && (
            <section className={overview.card} aria-label={t('importance.title')}>
              <h2 className={overview.cardTitle}>{t('importance.title')}</h2>
              <div className={overview.underTitle}>
                <BarChart
                  bars={bars}
                  label={t('importance.gainChart', { target: report.target })}
                  nameHead={t('importance.feature')}
                  valueHead={t('importance.gain')}
                  valueText={formats.percent}
                />
              </div>
            </section>
          )}
        </InTurns>
      </div>
    </div>
  );
}

function Tiles({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const { integer } = useFormats();
  const set = report.columns.length - report.columns.filter(({ role }) => role === 'feature').length;
  const tiles = [
    { name: 'target', value: report.target, note: t(`task.${report.task}`, { count: report.classes?.length ?? 0 }) },
    {
      name: 'rows',
      value: integer(report.trainRows),
      note: t(report.testRows > 0 ? 'tileNote.rowsAndTest' : 'tileNote.rows', {
        ...{ holdout: integer(report.holdoutRows), test: integer(report.testRows) },
      }),
    },
    { name: 'features', value: integer(report.features), note: t('tileNote.features', { count: set }) },
    { name: 'folds', value: integer(report.folds), note: t(`scheme.${report.foldScheme}`) },
    { name: 'trees', value: integer(report.trees), note: t(`preset.${presetOf(report.preset)}`) },
    { name: 'files', value: integer(report.files.length), note: report.files.join(', ') },
  ] as const;
  return (
    <dl className={overview.tiles} aria-label={t('tiles')}>
      {tiles.map(({ name, value, note }) => (
        <div key={name} className={overview.tile} data-testid={`figure-${name}`}>
          <dt className={overview.tileLabel}>{t(`tile.${name}`)}</dt>
          <dd className={`${overview.tileValue} ${styles.tileValue}`} title={value}>
            {value}
          </dd>
          <dd className={overview.tileNote} title={note}>
            {note}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const presetOf = (preset: string) =>
  preset === 'quick' || preset === 'balanced' || preset === 'thorough' ? preset : 'given';
