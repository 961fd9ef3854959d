import type { ColumnProfile } from '../../contract/profile.ts';
import type { LocalText } from '../../contract/texts.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** How a statistic is written: a whole number, any number, one of the column’s own, 0..1 as a percentage, a date, or as it stands. */
export type StatisticForm = 'count' | 'number' | 'value' | 'share' | 'date' | 'text';

/** One figure of a column's profile; `value` is null where the column has none. */
export interface Statistic {
  readonly label: LocalText;
  readonly form: StatisticForm;
  readonly value: (column: ColumnProfile) => number | string | null;
}

const statistic = (label: LocalText, form: StatisticForm, value: Statistic['value']): Statistic => ({
  label,
  form,
  value,
});

const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const positive = (count: number | undefined): number | null => (count === undefined || count === 0 ? null : count);

const presence: readonly Statistic[] = [
  statistic(text('Values', '有值'), 'count', (column) => column.rows - column.missing),
  statistic(text('Missing', '缺失'), 'count', (column) => column.missing),
  statistic(text('Missing share', '缺失占比'), 'share', (column) => shareOf(column.missing, column.rows)),
  statistic(text('Distinct', '不同值'), 'count', (column) => column.distinct),
];

const numbers: readonly Statistic[] = [
  statistic(text('Mean', '平均值'), 'value', ({ number }) => number?.mean ?? null),
  statistic(text('Standard deviation', '标准差'), 'value', ({ number }) => number?.standardDeviation ?? null),
  statistic(text('Minimum', '最小值'), 'value', ({ number }) => number?.minimum ?? null),
  statistic(text('1st percentile', '第 1 百分位'), 'value', ({ number }) => number?.quantiles.p1 ?? null),
  statistic(text('5th percentile', '第 5 百分位'), 'value', ({ number }) => number?.quantiles.p5 ?? null),
  statistic(text('Lower quartile', '下四分位数'), 'value', ({ number }) => number?.quantiles.p25 ?? null),
  statistic(text('Median', '中位数'), 'value', ({ number }) => number?.quantiles.p50 ?? null),
  statistic(text('Upper quartile', '上四分位数'), 'value', ({ number }) => number?.quantiles.p75 ?? null),
  statistic(text('95th percentile', '第 95 百分位'), 'value', ({ number }) => number?.quantiles.p95 ?? null),
  statistic(text('99th percentile', '第 99 百分位'), 'value', ({ number }) => number?.quantiles.p99 ?? null),
  statistic(text('Maximum', '最大值'), 'value', ({ number }) => number?.maximum ?? null),
  statistic(text('Skewness', '偏度'), 'number', ({ number }) => number?.skewness ?? null),
  statistic(text('Zeros', '零值'), 'count', ({ number }) => number?.zeros ?? null),
  statistic(text('Negatives', '负值'), 'count', ({ number }) => number?.negatives ?? null),
  statistic(text('Infinite', '无穷值'), 'count', ({ number }) => positive(number?.infinite)),
  statistic(text('Outliers', '离群值'), 'count', ({ number }) => number?.outliers ?? null),
];

const texts: readonly Statistic[] = [
  statistic(text('Shortest text', '最短文本'), 'count', (column) => column.text?.minimumLength ?? null),
  statistic(text('Mean length', '平均长度'), 'number', (column) => column.text?.meanLength ?? null),
  statistic(text('Longest text', '最长文本'), 'count', (column) => column.text?.maximumLength ?? null),
  statistic(text('Surrounding spaces', '首尾带空格'), 'count', (column) => positive(column.text?.surroundingSpaces)),
  statistic(text('Numbers as text', '以文本存储的数字'), 'count', (column) => positive(column.text?.numberLike)),
  statistic(text('Dates as text', '以文本存储的日期'), 'count', (column) => positive(column.text?.dateLike)),
];

const others: readonly Statistic[] = [
  statistic(text('Earliest', '最早'), 'date', ({ date }) => date?.earliest ?? null),
  statistic(text('Latest', '最晚'), 'date', ({ date }) => date?.latest ?? null),
  statistic(text('Yes', '是'), 'count', ({ booleanTrue }) => booleanTrue),
  statistic(text('Error cells', '错误单元格'), 'count', ({ kinds }) => positive(kinds.error)),
];

const mostFrequent: readonly Statistic[] = [
  statistic(text('Most frequent', '最常见的值'), 'text', ({ topValues }) => topValues[0]?.value ?? null),
  statistic(text('Its count', '次数'), 'count', ({ topValues }) => topValues[0]?.count ?? null),
  statistic(text('Its share', '占比'), 'share', (column) =>
    shareOf(column.topValues[0]?.count ?? 0, column.topValues.length > 0 ? column.rows - column.missing : 0),
  ),
];

/** Every figure, as the sheet of columns shows them. */
export const allStatistics: readonly Statistic[] = [...presence, ...mostFrequent, ...numbers, ...texts, ...others];

/** What is said of a column beside its chart: the figures it has, without those the chart shows. */
export const cardStatistics: readonly Statistic[] = [
  ...presence.filter(({ label }) => label.en !== 'Missing share'),
  ...numbers,
  ...texts,
  ...others,
];
