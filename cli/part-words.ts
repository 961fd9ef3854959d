import type { Locale } from '../contract/texts.ts';

/** What the engine calls parts of a job's work, in Chinese; in English its names are said as they are. */
const chinese: Readonly<Record<string, string>> = {
  table: '读取数据表',
  'later table': '读取较晚的数据表',
  'earlier table': '读取较早的数据表',
  columns: '各列',
  rows: '数据行',
  duplicates: '重复行',
  match: '匹配列与行',
  differences: '有差异的行',
  pearson: '皮尔逊',
  spearman: '斯皮尔曼',
  cramersV: '克拉默 V',
  layout: '排列',
  predictions: '预测',
  report: '报告',
  search: '参数搜索',
  fold: '交叉验证折',
  baseline: '基准',
  holdout: '留出数据',
  'final model': '最终模型',
  scores: '评分',
  importance: '重要性',
  dependence: '依赖关系',
  'learning curve': '学习曲线',
};

/** What a part of a job's work is, by the name the engine gives it: a word or several, with a number behind it where there are more. */
export function partText(name: string, locale: Locale): string {
  if (locale === 'en') return name;
  const [, words, number] = /^(.*?)( \d+(?:\/\d+)?)?$/.exec(name)!;
  return (
    words!
      .split(' + ')
      .map((word) => (Object.hasOwn(chinese, word) ? chinese[word]! : word))
      .join(' + ') + (number ?? '')
  );
}
