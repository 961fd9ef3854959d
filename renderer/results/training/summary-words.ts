import type { TFunction } from 'i18next';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import type { Formats } from '../../locale/formats.ts';

type Scores = TrainingReport['baseline']['trivial'];

/** The scores that count: of the test file, else of the rows held back, else over the folds. */
export function mainScores({
  test,
  holdout,
  crossValidated,
}: Pick<TrainingReport, 'test' | 'holdout' | 'crossValidated'>): {
  readonly from: 'test' | 'holdout' | 'crossValidated';
  readonly scores: Scores;
} | null {
  if (test) return { from: 'test', scores: test };
  if (holdout) return { from: 'holdout', scores: holdout };
  return crossValidated ? { from: 'crossValidated', scores: crossValidated.mean } : null;
}

/** How the model compares with what costs nothing, in a sentence or two. */
export function summarySentences(
  report: TrainingReport,
  t: TFunction<'training'>,
  formats: Formats,
): readonly string[] {
  const main = mainScores(report);
  if (!main) return [t('summary.notMeasured')];
  const { scores } = main;
  const { trivial, linear } = report.baseline;
  if (scores.accuracy !== null && trivial.accuracy !== null) {
    const most = [...(report.classes ?? [])].sort((a, b) => b.rows - a.rows)[0]?.name ?? '';
    const of100 = (share: number) => Math.round(share * 100);
    return [
      t('summary.right', { count: of100(scores.accuracy) }),
      t('summary.always', { name: most, count: of100(trivial.accuracy) }),
      ...(linear?.accuracy == null ? [] : [t('summary.linear', { count: of100(linear.accuracy) })]),
    ];
  }
  const unit = report.unit === null ? '' : ` ${report.unit}`;
  const amount = (value: number | null) => `${formats.number(value, 3)}${unit}`;
  return [
    t('summary.off', { amount: amount(scores.mae ?? scores.rmse) }),
    t('summary.mean', { amount: amount(trivial.mae ?? trivial.rmse) }),
    ...(scores.r2 === null ? [] : [t('summary.explained', { share: formats.percent(Math.max(0, scores.r2), 0) })]),
  ];
}

/** How much of the way from guessing to certainty the model goes, for a verdict: by log-loss, or R² for numbers. */
export function verdictOf(report: TrainingReport): 'none' | 'weak' | 'good' | 'suspicious' | null {
  const main = mainScores(report);
  if (!main) return null;
  const { scores } = main;
  const { trivial } = report.baseline;
  const gain = scores.r2 ?? (scores.logloss !== null && trivial.logloss ? 1 - scores.logloss / trivial.logloss : null);
  if (gain === null) return null;
  if (gain < 0.02) return 'none';
  if (gain < 0.15) return 'weak';
  return gain > 0.985 ? 'suspicious' : 'good';
}
