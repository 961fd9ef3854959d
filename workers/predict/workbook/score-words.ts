import type { Scores } from '../../../contract/models/model-document.ts';
import type { Locale } from '../../../contract/texts.ts';
import type { FrontWords } from './front-texts.ts';

type Score = Exclude<keyof Scores, 'rows'>;

export const scoreKeys: readonly Score[] = [
  ...(['accuracy', 'logloss', 'auc', 'macroF1', 'brier', 'ece'] as const),
  ...(['rmse', 'mae', 'r2'] as const),
];
/** Scores that are shares of the rows. */
const shares = new Set<Score>(['accuracy']);

export function scoreText(key: Score, value: number, locale: Locale): string {
  if (shares.has(key)) return percentText(value, locale);
  return value.toLocaleString(locale, { maximumSignificantDigits: 4 });
}

export const percentText = (share: number, locale: Locale): string =>
  share.toLocaleString(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The scores there are, in a line. */
export function scoreLine(scores: Scores, word: FrontWords, locale: Locale): string {
  const told = scoreKeys.flatMap((key) => {
    const value = scores[key];
    return value === null ? [] : [`${word(key)} ${scoreText(key, value, locale)}`];
  });
  return told.join(' · ');
}
