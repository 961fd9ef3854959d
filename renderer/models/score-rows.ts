import type { TFunction } from 'i18next';
import type { ModelDetail } from '../../contract/models/models.ts';
import type { ShownScores } from './score-words.ts';

export interface ScoreRow {
  readonly label: string;
  readonly scores: ShownScores;
  /** Over the folds. */
  readonly deviation?: ShownScores | null;
  /** Takes part in what is marked as best. */
  readonly isCompared?: boolean;
}

/** The scores of a model's card beside what it costs nothing to reach. */
export function scoreRowsOfCard(
  {
    crossValidated,
    holdout,
    test,
    baseline,
  }: Pick<ModelDetail['card'], 'crossValidated' | 'holdout' | 'test'> & {
    readonly baseline: { readonly trivial: ShownScores; readonly linear: ShownScores | null } | null;
  },
  t: TFunction<'models'>,
): readonly ScoreRow[] {
  const row = (label: string, scores: ShownScores | null | undefined, deviation?: ShownScores): ScoreRow[] =>
    scores ? [{ label, scores, deviation: deviation ?? null }] : [];
  return [
    ...row(t('row.crossValidated'), crossValidated?.mean, crossValidated?.deviation),
    ...row(t('row.holdout'), holdout),
    ...row(t('row.test'), test),
    ...row(t('row.linear'), baseline?.linear),
    ...row(t('row.trivial'), baseline?.trivial),
  ];
}
