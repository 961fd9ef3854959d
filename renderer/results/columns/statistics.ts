import type { ColumnProfile } from '../../../contract/profile.ts';
import { withUnit } from '../../../contract/units.ts';
import type results from '../../locale/en/results.json';
import type { Formats } from '../../locale/formats.ts';

export type StatisticName = Exclude<keyof (typeof results)['statistic'], 'outliersHint'>;

export interface Statistic {
  readonly name: StatisticName;
  readonly value: string;
  /** How the file calls what is counted, where it has a word for it. */
  readonly word: string | null;
  /** A share beside the value, where there is one. */
  readonly share: string | null;
}

/** ISO text as a person reads it. */
export function readableDate(iso: string): string {
  return iso.replace('T', ' ');
}

/** `value` with the spaces at its ends made visible: they are what tells it from another. */
export function visibleSpaces(value: string): string {
  return value.replace(/^\s+|\s+$/g, (spaces) => '␣'.repeat(spaces.length));
}

/** What a yes/no value is called. */
export interface TruthWords {
  readonly yes: string;
  readonly no: string;
}

/**
 * One of a column's counted values as a person reads it: yes and no as the file says them, else in `words`. In a mixed column `true`
 * stands as it is: it may be a word of the file.
 */
export function readableValue(value: string, { type, words: written }: ColumnProfile, words: TruthWords): string {
  if (type === 'boolean' && value === 'true') return (written ?? words).yes;
  if (type === 'boolean' && value === 'false') return (written ?? words).no;
  return visibleSpaces(value);
}

/** How a column's numbers are written: percentages as they were in the file. */
function numberFormat({ isPercent }: ColumnProfile, formats: Formats): (value: number | null) => string {
  return isPercent
    ? (value) => (value === null ? formats.number(null) : `${formats.number(value * 100)} %`)
    : formats.number;
}

/** Everything known of a column as labelled figures, in the order a person asks for them. */
export function statisticsOf(column: ColumnProfile, formats: Formats): readonly Statistic[] {
  const present = column.rows - column.missing;
  const share = (count: number, of: number) => (of > 0 ? formats.percent(count / of) : null);
  const figure = (name: StatisticName, value: string): Statistic => ({ name, value, word: null, share: null });
  const count = (name: StatisticName, value: number, of: number): Statistic => ({
    name,
    value: formats.integer(value),
    word: null,
    share: share(value, of),
  });
  const ifAny = (name: StatisticName, value: number, of: number) => (value > 0 ? [count(name, value, of)] : []);

  const list: Statistic[] = [
    count('values', present, column.rows),
    count('missing', column.missing, column.rows),
    count('distinct', column.distinct, present),
  ];
  const { number, date, text, kinds } = column;
  if (number) {
    const value = numberFormat(column, formats);
    list.push(
      figure('mean', value(number.mean)),
      figure('standardDeviation', value(number.standardDeviation)),
      figure('minimum', value(number.minimum)),
      figure('p1', value(number.quantiles.p1)),
      figure('p5', value(number.quantiles.p5)),
      figure('p25', value(number.quantiles.p25)),
      figure('p50', value(number.quantiles.p50)),
      figure('p75', value(number.quantiles.p75)),
      figure('p95', value(number.quantiles.p95)),
      figure('p99', value(number.quantiles.p99)),
      figure('maximum', value(number.maximum)),
      figure('skewness', formats.number(number.skewness, 3)),
      count('zeros', number.zeros, number.count),
      count('negatives', number.negatives, number.count),
      count('outliers', number.outliers, number.count),
      ...ifAny('infinite', number.infinite, number.count),
    );
  }
  if (date) {
    list.push(figure('earliest', readableDate(date.earliest)), figure('latest', readableDate(date.latest)));
  }
  if (column.booleanTrue !== null) {
    list.push(
      { ...count('true', column.booleanTrue, kinds.boolean), word: column.words?.yes ?? null },
      { ...count('false', kinds.boolean - column.booleanTrue, kinds.boolean), word: column.words?.no ?? null },
    );
  }
  if (text) {
    list.push(
      figure('shortest', formats.integer(text.minimumLength)),
      figure('meanLength', formats.number(text.meanLength, 3)),
      figure('longest', formats.integer(text.maximumLength)),
      ...ifAny('surroundingSpaces', text.surroundingSpaces, text.count),
      ...ifAny('numberLike', text.numberLike, text.count),
      ...ifAny('dateLike', text.dateLike, text.count),
    );
  }
  if (column.type === 'mixed') {
    list.push(
      ...ifAny('kindNumber', kinds.number, present),
      ...ifAny('kindText', kinds.text, present),
      ...ifAny('kindBoolean', kinds.boolean, present),
      ...ifAny('kindDate', kinds.date, present),
    );
  }
  list.push(...ifAny('kindError', kinds.error, present));
  return list;
}

/** One line that tells a column's values apart from another's: its range, its dates, or its most frequent value. */
export function summaryOf(column: ColumnProfile, formats: Formats, words: TruthWords): string {
  if (column.number) {
    const { minimum, maximum } = column.number;
    const value = numberFormat(column, formats);
    const range = minimum === maximum ? value(minimum) : `${value(minimum)} – ${value(maximum)}`;
    return column.unit ? withUnit(range, column.unit) : range;
  }
  if (column.date) return `${readableDate(column.date.earliest)} – ${readableDate(column.date.latest)}`;
  return column.topValues
    .slice(0, 3)
    .map(({ value }) => readableValue(value, column, words))
    .join(', ');
}

/** Bars for a glance: the histogram of numbers or dates, or how often the few values of a category occur. */
export function shapeOf(column: ColumnProfile): readonly number[] {
  if (column.number) return column.number.histogram.counts;
  if (column.date) return column.date.histogram.counts;
  if (column.distinct > 50 || column.distinct < 2) return [];
  return column.topValues.map((entry) => entry.count);
}
