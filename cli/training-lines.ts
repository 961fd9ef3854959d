import type { ScoreSpread, Scores } from '../contract/models/model-document.ts';
import type { Locale } from '../contract/texts.ts';
import type { TrainingReport } from '../contract/train/training-report.ts';
import { say } from './texts.ts';

const scoreNames = ['accuracy', 'logloss', 'auc', 'macroF1', 'rmse', 'mae', 'r2'] as const;

/** The scores that are told, those the task has. */
export function shortScores(scores: Scores | null | undefined): Record<string, number> | null {
  if (!scores) return null;
  return Object.fromEntries(scoreNames.flatMap((name) => (scores[name] === null ? [] : [[name, scores[name]]])));
}

/** Means over the folds, and their standard deviations as `accuracySd` and so on. */
export function spreadScores(spread: ScoreSpread | null | undefined): Record<string, number> | null {
  if (!spread) return null;
  const deviations = scoreNames.flatMap((name) =>
    spread.deviation[name] === null ? [] : [[`${name}Sd`, spread.deviation[name]]],
  );
  return { ...shortScores(spread.mean), ...Object.fromEntries(deviations) };
}

/** Scores for people: the model's beside those of the trivial and the linear one. */
export function scoreLines(report: TrainingReport, locale: Locale): string[] {
  const { baseline, crossValidated, holdout, test } = report;
  const told: [Parameters<typeof say>[0], Scores | null][] = [
    ['scoresFolds', crossValidated?.mean ?? null],
    ['scoresHoldout', holdout],
    ['scoresTest', test],
    ['scoresTrivial', baseline.trivial],
    ['scoresLinear', baseline.linear],
  ];
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  return told.flatMap(([key, scores]) => {
    const short = shortScores(scores);
    if (!short) return [];
    const figures = Object.entries(short).map(([name, value]) => `${name} ${number.format(value)}`);
    return [`  ${say(key, locale)} ${figures.join(', ')}`];
  });
}
