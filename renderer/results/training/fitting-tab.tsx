import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { optionName, optionText } from '../../../contract/option-texts.ts';
import { joinSentences } from '../../../contract/texts.ts';
import { averagedSentence, sampleSentence } from '../../../contract/train/sample-texts.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { type Line, LineChart } from '../../parts/line-chart.tsx';
import overview from '../overview/overview.module.css';
import styles from './training.module.css';

const shownTries = 30;

/** How the fit went tree by tree, whether more rows would help, and the settings it was made with. */
export function FittingTab({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const { integer, number } = useFormats();
  const locale = useLocale();
  const metric = t(`metric.${report.metric}`);
  const text = useMemo(() => (value: number) => number(value, 4), [number]);
  const averaged = averagedSentence(report, locale);
  const history = useMemo(
    () => historyLines(report.history, [t('fitting.validation'), t('fitting.train')]),
    [report, t],
  );
  const learning = useMemo(
    (): Line[] => [
      {
        name: t('fitting.validation'),
        hasDots: true,
        points: report.learningCurve.map(({ rows, validation }) => [rows, validation]),
      },
      { name: t('fitting.train'), hasDots: true, points: report.learningCurve.map(({ rows, train }) => [rows, train]) },
    ],
    [report, t],
  );
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        <div className={styles.halves}>
          {history.length > 0 && (
            <section className={overview.card} aria-label={t('fitting.history')}>
              <h2 className={overview.cardTitle}>{t('fitting.history')}</h2>
              <div className={overview.underTitle}>
                <LineChart
                  lines={history}
                  label={t('fitting.historyOf', { target: report.target })}
                  xName={t('fitting.rounds')}
                  yName={metric}
                  xText={integer}
                  yText={text}
                  testId="history-chart"
                />
              </div>
              <p className={overview.quiet}>{joinSentences([t('fitting.historyText'), averaged], locale)}</p>
            </section>
          )}
          {report.learningCurve.length > 0 && (
            <section className={overview.card} aria-label={t('fitting.learning')}>
              <h2 className={overview.cardTitle}>{t('fitting.learning')}</h2>
              <div className={overview.underTitle}>
                <LineChart
                  lines={learning}
                  label={t('fitting.learningOf', { target: report.target })}
                  xName={t('fitting.rows')}
                  yName={metric}
                  xText={integer}
                  yText={text}
                  testId="learning-chart"
                />
              </div>
              <p className={overview.quiet}>
                {joinSentences(
                  [t('fitting.learningText'), averaged, sampleSentence('learning', report.samples, locale)],
                  locale,
                )}
              </p>
            </section>
          )}
        </div>
        <section className={overview.card} aria-label={t('fitting.settings')}>
          <h2 className={overview.cardTitle}>{t('fitting.settings')}</h2>
          <dl className={styles.settings}>
            {Object.entries(report.settings).map(([name, value]) => (
              <div key={name}>
                <dt>{optionName(name, locale)}</dt>
                <dd>{optionText(name, value, locale) ?? '–'}</dd>
              </div>
            ))}
            <div>
              <dt>{optionName('seed', locale)}</dt>
              <dd>{report.seed}</dd>
            </div>
          </dl>
        </section>
        {report.search.length > 0 && <Search report={report} metric={metric} />}
      </div>
    </div>
  );
}

function Search({ report, metric }: { readonly report: TrainingReport; readonly metric: string }) {
  const { t } = useTranslation('training');
  const { integer, number } = useFormats();
  const locale = useLocale();
  const names = [...new Set(report.search.flatMap(({ settings }) => Object.keys(settings)))];
  return (
    <section className={overview.card} aria-label={t('fitting.search')}>
      <h2 className={overview.cardTitle}>{t('fitting.search')}</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('fitting.place')}</th>
              <th scope="col">{metric}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {optionName(name, locale)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.search.slice(0, shownTries).map(({ settings, score }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
              <tr key={place}>
                <th scope="row">{integer(place + 1)}</th>
                <td>{number(score, 4)}</td>
                {names.map((name) => (
                  <td key={name}>{number(settings[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.search.length > shownTries && (
        <p className={overview.quiet}>{t('fitting.moreTries', { count: report.search.length - shownTries })}</p>
      )}
    </section>
  );
}

/** The metric after each tree; of very many, evenly thinned. */
function historyLines(
  { train, validation }: TrainingReport['history'],
  [validationName, trainName]: readonly [string, string],
): readonly Line[] {
  const thinned = (values: readonly number[]): [number, number][] => {
    const step = Math.max(1, Math.ceil(values.length / 600));
    return values.flatMap((value, round): [number, number][] =>
      round % step === 0 || round === values.length - 1 ? [[round + 1, value]] : [],
    );
  };
  return [
    { name: validationName, points: thinned(validation) },
    { name: trainName, points: thinned(train) },
  ].filter(({ points }) => points.length > 0);
}
