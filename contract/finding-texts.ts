import type { Finding, FindingCode } from './profile.ts';
import { interpolate, type Locale, type LocalText, type TextValues } from './texts.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** One sentence for every kind of finding. `column` is its name; shares are filled in as percentages. */
export const findingTexts: Readonly<Record<FindingCode, { title: LocalText; sentence: LocalText }>> = {
  constant: {
    title: text('Constant', '常量列'),
    sentence: text(
      '“{{column}}” holds the same value in every row: {{value}}.',
      '“{{column}}”的每一行都是同一个值：{{value}}。',
    ),
  },
  'id-like': {
    title: text('Identifier', '疑似标识列'),
    sentence: text(
      '“{{column}}” is different in every row; it names rows rather than describing them.',
      '“{{column}}”每行都不同，更像行的标识而不是特征。',
    ),
  },
  'mostly-missing': {
    title: text('Mostly missing', '大量缺失'),
    sentence: text(
      '{{share}} of “{{column}}” is missing ({{count}} cells).',
      '“{{column}}”缺失 {{share}}（{{count}} 个单元格）。',
    ),
  },
  'mixed-types': {
    title: text('Mixed types', '类型混杂'),
    sentence: text(
      '“{{column}}” mixes {{numbers}} numbers, {{texts}} texts and {{others}} other values.',
      '“{{column}}”混有 {{numbers}} 个数字、{{texts}} 个文本和 {{others}} 个其他值。',
    ),
  },
  skewed: {
    title: text('Skewed', '分布偏斜'),
    sentence: text(
      '“{{column}}” is strongly skewed (skewness {{skewness}}).',
      '“{{column}}”分布严重偏斜（偏度 {{skewness}}）。',
    ),
  },
  outliers: {
    title: text('Outliers', '离群值'),
    sentence: text(
      '“{{column}}” has {{count}} values ({{share}}) outside {{low}} to {{high}}.',
      '“{{column}}”有 {{count}} 个值（{{share}}）超出 {{low}} 至 {{high}}。',
    ),
  },
  'highly-correlated': {
    title: text('Highly correlated', '高度相关'),
    sentence: text(
      '“{{column}}” and “{{other}}” move together ({{measure}} {{value}}).',
      '“{{column}}”与“{{other}}”高度相关（{{measure}} {{value}}）。',
    ),
  },
  imbalanced: {
    title: text('Imbalanced', '类别不平衡'),
    sentence: text(
      '{{share}} of “{{column}}” is the one value {{value}}.',
      '“{{column}}”有 {{share}} 是同一个值 {{value}}。',
    ),
  },
  'high-cardinality': {
    title: text('Many distinct values', '取值过多'),
    sentence: text('“{{column}}” has {{count}} distinct texts.', '“{{column}}”有 {{count}} 个不同的文本值。'),
  },
  'dates-as-text': {
    title: text('Dates as text', '日期存为文本'),
    sentence: text(
      '“{{column}}” holds {{count}} dates written as text.',
      '“{{column}}”有 {{count}} 个以文本形式存储的日期。',
    ),
  },
  'numbers-as-text': {
    title: text('Numbers as text', '数字存为文本'),
    sentence: text(
      '“{{column}}” holds {{count}} numbers written as text.',
      '“{{column}}”有 {{count}} 个以文本形式存储的数字。',
    ),
  },
  'surrounding-spaces': {
    title: text('Surrounding spaces', '首尾空格'),
    sentence: text(
      '{{count}} cells of “{{column}}” begin or end with spaces.',
      '“{{column}}”有 {{count}} 个单元格首尾带空格。',
    ),
  },
  'duplicate-rows': {
    title: text('Duplicate rows', '重复行'),
    sentence: text(
      '{{count}} rows ({{share}}) repeat an earlier row.',
      '{{count}} 行（{{share}}）与前面的行完全相同。',
    ),
  },
  'empty-column': {
    title: text('Empty column', '空列'),
    sentence: text('“{{column}}” has no values at all.', '“{{column}}”没有任何值。'),
  },
  'error-cells': {
    title: text('Error cells', '错误值'),
    sentence: text(
      '“{{column}}” holds {{count}} error values such as {{value}}.',
      '“{{column}}”有 {{count}} 个错误值，例如 {{value}}。',
    ),
  },
  'duplicate-names': {
    title: text('Repeated header', '表头重名'),
    sentence: text(
      'The header “{{original}}” stands more than once; this one is called “{{column}}”.',
      '表头“{{original}}”重复出现，此列改称“{{column}}”。',
    ),
  },
  'ragged-rows': {
    title: text('Ragged rows', '列数不齐'),
    sentence: text(
      '{{count}} rows have fewer or more fields than the header; they are kept.',
      '{{count}} 行的字段数与表头不一致，已保留。',
    ),
  },
  'undecodable-text': {
    title: text('Unreadable characters', '无法解码的字符'),
    sentence: text(
      '{{count}} cells hold bytes that are not valid in the file’s encoding.',
      '{{count}} 个单元格含有不符合文件编码的字节。',
    ),
  },
};

interface Formats {
  readonly figure: Intl.NumberFormat;
  readonly wholeFigure: Intl.NumberFormat;
  readonly share: Intl.NumberFormat;
  readonly whole: Intl.NumberFormat;
}

/** Making one takes as long as a hundred uses of it. */
const knownFormats = new Map<Locale, Formats>();

function formatsOf(locale: Locale): Formats {
  const formats = knownFormats.get(locale) ?? {
    figure: new Intl.NumberFormat(locale, { maximumSignificantDigits: 4, useGrouping: 'min2' }),
    wholeFigure: new Intl.NumberFormat(locale, { useGrouping: 'min2' }),
    share: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
    whole: new Intl.NumberFormat(locale),
  };
  knownFormats.set(locale, formats);
  return formats;
}

/** Values that count cells; others are of the column itself, which may hold years: 2019 stays 2019. */
const counts = new Set(['count', 'numbers', 'texts', 'others']);

/** `values` with shares as percentages and long numbers shortened, ready for the sentence. */
function readable(values: TextValues, locale: Locale): TextValues {
  const { figure, share, whole, wholeFigure } = formatsOf(locale);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'number') return [name, value];
      if (name === 'share') return [name, share.format(value)];
      if (!Number.isInteger(value)) return [name, figure.format(value)];
      return [name, (counts.has(name) ? whole : wholeFigure).format(value)];
    }),
  );
}

/** What the finding says, in `locale`. */
export function findingSentence(finding: Finding, locale: Locale): string {
  return interpolate(findingTexts[finding.code].sentence[locale], readable(finding.values, locale));
}

export function findingTitle(finding: Finding, locale: Locale): string {
  return findingTexts[finding.code].title[locale];
}
