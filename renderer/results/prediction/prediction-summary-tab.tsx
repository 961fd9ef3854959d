import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PredictionReport } from '../../../contract/predict/prediction-report.ts';
import { predictionWarningSentence } from '../../../contract/predict/prediction-texts.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { ScoreTable } from '../../models/score-table.tsx';
import { BarChart } from '../../parts/bar-chart.tsx';
import { InTurns } from '../../parts/in-turns.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import plan from '../../start/plan.module.css';
import { HistogramChart } from '../columns/histogram-chart.tsx';
import { DriftMark } from '../comparison/drift-mark.tsx';
import overview from '../overview/overview.module.css';
import training from '../training/training.module.css';
import { columnsWorthALook, driftOf } from './drift-levels.ts';
import styles from './prediction.module.css';

interface PredictionSummaryProps {
  readonly report: PredictionReport;
  readonly onShow: (tab: 'drift' | 'groups' | 'model') => void;
}

const shownClasses = 25;
const shownColumns = 10;
const shownWarnings = 12;

/** What was foretold, and what a person should know before handing it on. */
export function PredictionSummaryTab({ report, onShow }: PredictionSummaryProps) {
  const { t } = useTranslation('prediction');
  const { t: ofModels } = useTranslation('models');
  const formats = useFormats();
  const locale = useLocale();
  const scoreRows = useMemo(
    () => (report.scores ? [{ label: t('summary.thisFile'), scores: report.scores }] : []),
    [report, t],
  );
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        <InTurns>
          <section className={training.lead} aria-label={t('summary.title')} data-testid="prediction-summary">
            <p className={training.headline}>
              {t(report.target === '' ? 'summary.headlineUnnamed' : 'summary.headline', {
                ...{ count: report.rows, target: report.target },
              })}
            </p>
            <p className={training.quiet}>
              {t('summary.with', { file: report.file })}{' '}
              <LinkButton onClick={() => onShow('model')}>
                {report.modelName} · {ofModels('version', { version: report.modelVersion })}
              </LinkButton>
              {report.groupBy !== null && (
                <>
                  {' · '}
                  <LinkButton onClick={() => onShow('groups')}>
                    {t('summary.groups', { count: report.groupTotal, column: report.groupBy })}
                  </LinkButton>
                </>
              )}
            </p>
          </section>
          {report.warnings.length > 0 && (
            <ul className={plan.warnings} aria-label={t('warnings')} data-testid="prediction-warnings">
              {report.warnings.slice(0, shownWarnings).map((warning) => (
                <li key={`${warning.code} ${JSON.stringify(warning.values)}`} data-code={warning.code}>
                  <IconAlertTriangle size={16} aria-hidden />
                  <span>{predictionWarningSentence(warning, locale)}</span>
                </li>
              ))}
            </ul>
          )}
          <div className={training.split}>
            <Spread report={report} />
            <div className={overview.side}>
              <Trust report={report} onShow={onShow} />
            </div>
          </div>
          {scoreRows.length > 0 && (
            <section className={overview.card} aria-label={t('scores.title')} data-testid="prediction-scores">
              <h2 className={overview.cardTitle}>{t('scores.title')}</h2>
              <ScoreTable rows={scoreRows} />
              {report.observedCoverage !== null && report.conformal && (
                <p className={training.note}>
                  {t('scores.coverage', {
                    promised: formats.percent(report.conformal.promised, 0),
                    observed: formats.percent(report.observedCoverage),
                  })}
                </p>
              )}
            </section>
          )}
        </InTurns>
      </div>
    </div>
  );
}

/** Rows by predicted class, or the spread of predicted values. */
function Spread({ report }: { readonly report: PredictionReport }) {
  const { t } = useTranslation('prediction');
  const { integer } = useFormats();
  const { classes, classRows, histogram } = report;
  const bars = useMemo(
    () =>
      (classRows ?? [])
        .map((rows, place) => ({ name: classes?.[place] ?? String(place), value: rows }))
        .sort((a, b) => b.value - a.value),
    [classRows, classes],
  );
  const bins = useMemo(
    () =>
      histogram && {
        edges: [...histogram.map(({ from }) => from), histogram.at(-1)?.to ?? 0],
        counts: histogram.map(({ rows }) => rows),
      },
    [histogram],
  );
  const title = t(report.target === '' ? 'spread.titleUnnamed' : 'spread.title', { target: report.target });
  return (
    <section className={overview.card} aria-label={title}>
      <h2 className={overview.cardTitle}>{title}</h2>
      {bins ? (
        <div className={overview.underTitle}>
          <HistogramChart label={title} histogram={bins} kind="number" />
        </div>
      ) : (
        <>
          <div className={overview.underTitle}>
            <BarChart
              bars={bars.slice(0, shownClasses)}
              label={title}
              nameHead={report.target || t('unnamed')}
              valueHead={t('spread.rows')}
              valueText={integer}
              testId="class-chart"
            />
          </div>
          {bars.length > shownClasses && (
            <p className={overview.quiet}>{t('spread.more', { count: bars.length - shownClasses })}</p>
          )}
        </>
      )}
    </section>
  );
}

/** How like the training data the file is, and what the model promises. */
function Trust({ report, onShow }: PredictionSummaryProps) {
  const { t } = useTranslation('prediction');
  const formats = useFormats();
  const columns = useMemo(() => columnsWorthALook(report.columns), [report]);
  // A model that was made elsewhere does not tell what its training looked like.
  const isCompared = report.columns.some(({ psi }) => psi !== null);
  const ofPredictions = driftOf(report.predictionPsi, report.predictionPsiByChance);
  return (
    <section className={overview.card} aria-label={t('trust.title')}>
      <h2 className={overview.cardTitle}>{t('trust.title')}</h2>
      {report.conformal && (
        <p className={styles.sentence}>
          {t(report.task === 'regression' ? 'trust.interval' : 'trust.set', {
            promised: formats.percent(report.conformal.promised, 0),
            observed: formats.percent(report.conformal.observed),
          })}
        </p>
      )}
      {report.predictionPsi !== null && (
        <p className={styles.line}>
          <span>{t('trust.predictions')}</span>
          <span className={styles.figure}>PSI {report.predictionPsi.toFixed(3)}</span>
          <DriftMark drift={ofPredictions} />
        </p>
      )}
      {columns.length === 0 ? (
        <p className={overview.quiet}>{t(isCompared ? 'trust.allWell' : 'trust.allFound')}</p>
      ) : (
        <ul className={styles.columns}>
          {columns.slice(0, shownColumns).map(({ column, level, reason, count, psi }) => (
            <li key={column}>
              <span className="ellipsis" title={column}>
                {column}
              </span>
              <span className={styles.figure}>
                {reason === 'drift' ? `PSI ${(psi ?? 0).toFixed(3)}` : t(`reason.${reason}`, { count })}
              </span>
              <DriftMark drift={level} />
            </li>
          ))}
        </ul>
      )}
      {columns.length > 0 && <LinkButton onClick={() => onShow('drift')}>{t('trust.all')}</LinkButton>}
    </section>
  );
}
