import type { TFunction } from 'i18next';

const measures = ['pearson', 'spearman', 'cramersV'] as const;
type Measure = (typeof measures)[number];
const isMeasure = (word: string): word is Measure => measures.some((measure) => measure === word);

const comparisonParts = {
  'later table': 'later',
  'earlier table': 'earlier',
  match: 'match',
  differences: 'differences',
} as const;
const isComparisonPart = (name: string): name is keyof typeof comparisonParts => Object.hasOwn(comparisonParts, name);

/** What a part of a job's work is, by the name the engine gives it; a name of no known form stays as it is. */
export function partWords(t: TFunction<['history', 'results']>, name: string): string {
  if (name === 'table' || name === 'rows' || name === 'duplicates') return t(`parts.known.${name}`);
  if (isComparisonPart(name)) return t(`parts.known.${comparisonParts[name]}`);
  const group = /^columns (\d+)\/(\d+)$/.exec(name);
  if (group) return t('parts.known.columns', { number: Number(group[1]), count: Number(group[2]) });
  const words = name.split(' + ');
  if (!words.every(isMeasure)) return name;
  return t('parts.known.measures', { measures: words.map((word) => t(`results:correlations.${word}`)) });
}
