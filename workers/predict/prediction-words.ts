import type { LocalText } from '../../contract/texts.ts';

/** What a prediction adds to the rows, in words. */
export const predictionWords = {
  /** Where a model does not name what it predicts. */
  unnamed: { en: 'Prediction', 'zh-CN': '预测值' },
  predicted: { en: '{{target}} (predicted)', 'zh-CN': '{{target}}（预测）' },
  probability: { en: 'Probability', 'zh-CN': '概率' },
  classProbability: { en: 'Probability: {{name}}', 'zh-CN': '概率：{{name}}' },
  rankedClass: { en: '{{target}} ({{number}}. likeliest)', 'zh-CN': '{{target}}（第 {{number}} 可能）' },
  rankedProbability: { en: 'Probability of the {{number}}. likeliest', 'zh-CN': '第 {{number}} 可能的概率' },
  low: { en: '{{target}} (low, {{percent}} %)', 'zh-CN': '{{target}}（{{percent}}% 区间下限）' },
  high: { en: '{{target}} (high, {{percent}} %)', 'zh-CN': '{{target}}（{{percent}}% 区间上限）' },
  classSet: { en: 'Possible ({{percent}} %)', 'zh-CN': '可能的类别（{{percent}}%）' },
  reason: { en: 'Reason {{number}}', 'zh-CN': '原因 {{number}}' },
  marks: { en: 'Notes', 'zh-CN': '提示' },
  speaksFor: { en: ' → speaks for {{name}} ({{amount}})', 'zh-CN': ' → 支持“{{name}}”（{{amount}}）' },
  speaksAgainst: { en: ' → speaks against {{name}} ({{amount}})', 'zh-CN': ' → 不支持“{{name}}”（{{amount}}）' },
  raises: { en: ' → raises it by {{amount}}', 'zh-CN': ' → 使其升高 {{amount}}' },
  lowers: { en: ' → lowers it by {{amount}}', 'zh-CN': ' → 使其降低 {{amount}}' },
  /** Where the amount is not in units of the value. */
  pushesUp: { en: ' → raises it ({{amount}})', 'zh-CN': ' → 使其升高（{{amount}}）' },
  pushesDown: { en: ' → lowers it ({{amount}})', 'zh-CN': ' → 使其降低（{{amount}}）' },
  noValue: { en: 'no value', 'zh-CN': '缺失' },
  yes: { en: 'Yes', 'zh-CN': '是' },
  no: { en: 'No', 'zh-CN': '否' },
  unseen: { en: '{{column}} = {{value}}: not seen in training', 'zh-CN': '{{column}} = {{value}}：训练数据中没有' },
  outOfRange: {
    en: '{{column}} = {{value}}: outside the training’s {{from}} … {{to}}',
    'zh-CN': '{{column}} = {{value}}：超出训练数据的范围 {{from}}～{{to}}',
  },
  missing: { en: '{{column}}: no value', 'zh-CN': '{{column}}：缺失' },
  between: { en: '; ', 'zh-CN': '；' },
} as const satisfies Record<string, LocalText>;
