import type { TFunction } from 'i18next';
import type { ModelSummary } from '../../contract/models/models.ts';
import type { Formats } from '../locale/formats.ts';

export type ShownScores = NonNullable<ModelSummary['scores']>;
type ScoreName = Exclude<keyof ShownScores, 'rows'>;

interface ScoreKind {
  readonly name: ScoreName;
  readonly isHigherBetter: boolean;
  readonly isShare: boolean;
}

const kinds = {
  accuracy: { isHigherBetter: true, isShare: true },
  logloss: { isHigherBetter: false, isShare: false },
  auc: { isHigherBetter: true, isShare: false },
  macroF1: { isHigherBetter: true, isShare: false },
  brier: { isHigherBetter: false, isShare: false },
  ece: { isHigherBetter: false, isShare: true },
  rmse: { isHigherBetter: false, isShare: false },
  mae: { isHigherBetter: false, isShare: false },
  r2: { isHigherBetter: true, isShare: false },
} as const satisfies Record<ScoreName, Omit<ScoreKind, 'name'>>;

/** The scores that apply to what any of `all` is about, in the order they are shown. */
export function shownScores(all: readonly (ShownScores | null | undefined)[]): readonly ScoreKind[] {
  return (Object.keys(kinds) as ScoreName[])
    .filter((name) => all.some((scores) => scores && scores[name] !== null))
    .map((name) => ({ name, ...kinds[name] }));
}

/** A score as a person reads it: shares as percentages, others with three decimals; numbers of the target with its digits. */
export function scoreText({ name, isShare }: ScoreKind, value: number | null, formats: Formats): string {
  if (value === null) return '–';
  if (isShare) return formats.percent(value);
  return name === 'rmse' || name === 'mae' ? formats.number(value, 4) : value.toFixed(3);
}

/** How good a model is in a few words: `right in 78 of 100`, or `off by 4.2 on average`. */
export function scoreWords(scores: ShownScores | null, t: TFunction<'models'>, formats: Formats): string | null {
  if (!scores) return null;
  if (scores.accuracy !== null) return t('score.right', { count: Math.round(scores.accuracy * 100) });
  if (scores.mae !== null) return t('score.off', { amount: formats.number(scores.mae, 3) });
  return scores.rmse === null ? null : t('score.rmse', { amount: formats.number(scores.rmse, 3) });
}

/** Which of the values is best, by place; -1: none, or all the same. */
export function bestPlace({ isHigherBetter }: ScoreKind, values: readonly (number | null)[]): number {
  const known = values.flatMap((value, place) => (value === null ? [] : [{ value, place }]));
  if (known.length < 2 || new Set(known.map(({ value }) => value)).size === 1) return -1;
  return known.reduce((best, one) =>
    one.value > best.value === isHigherBetter && one.value !== best.value ? one : best,
  ).place;
}
