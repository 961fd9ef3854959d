import type { Scores } from '../../../contract/models/model-document.ts';
import { interpolate, type Locale, type LocalText, type TextValues } from '../../../contract/texts.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** The fixed words of the reports of a training; `{{…}}` is filled in. */
const trainingWords = {
  title: text('Prediction of {{target}}', '预测 {{target}}'),
  subtitle: text(
    '{{model}} · {{rows}} rows of {{files}} · {{features}} features · {{trees}} trees',
    '{{model}} · {{files}} 共 {{rows}} 行 · {{features}} 个特征 · {{trees}} 棵树',
  ),
  contents: text('Contents', '目录'),
  summary: text('Summary', '总览'),
  warnings: text('What to look at', '需要注意'),
  noWarnings: text('Nothing stood out.', '没有发现异常。'),
  scores: text('Scores', '得分'),
  scoresNote: text(
    'Cross-validated: each row predicted by a model that has not seen it, mean ± standard deviation over {{folds}} folds. Trivial: {{trivial}}. Linear: {{linear}}, on the same folds.',
    '交叉验证：每一行都由没有见过它的模型预测，为 {{folds}} 折的均值 ± 标准差。平凡基线：{{trivial}}。线性基线：{{linear}}，各折相同。',
  ),
  trivialClasses: text('always the shares of the classes', '始终给出各类别的占比'),
  trivialNumber: text('always the mean', '始终给出均值'),
  linearClasses: text('logistic regression', '逻辑回归'),
  linearNumber: text('linear regression', '线性回归'),
  score: text('Score', '指标'),
  rows: text('Rows', '行数'),
  crossValidated: text('Cross-validated', '交叉验证'),
  deviation: text('± over folds', '± 各折'),
  holdout: text('Held out', '保留集'),
  test: text('Test files', '测试文件'),
  linear: text('Linear', '线性基线'),
  trivial: text('Trivial', '平凡基线'),
  higherIsBetter: text('higher is better', '越高越好'),
  lowerIsBetter: text('lower is better', '越低越好'),
  confusion: text('Confusion', '混淆矩阵'),
  confusionNote: text(
    'Rows by true class (down) and predicted class (across), out of fold.',
    '按真实类别（纵向）与预测类别（横向）统计的行数，均为折外预测。',
  ),
  trueClass: text('True class', '真实类别'),
  recall: text('Found', '召回率'),
  precision: text('Right when predicted', '精确率'),
  curves: text('Curves', '曲线'),
  roc: text('ROC curve', 'ROC 曲线'),
  rocNote: text(
    'At every threshold: the share of a class that is found, against the share of the others taken in by mistake. Out of fold; the figure beside a class is the area under its curve.',
    '在每个阈值下：该类别被找到的比例与其他行被误认的比例。均为折外预测；类别旁的数字为曲线下面积。',
  ),
  precisionRecallNote: text(
    'At every threshold: how many of the rows predicted to be of a class are, against the share of the class that is found. Out of fold; the figure beside a class is its average precision.',
    '在每个阈值下：被预测为该类别的行中正确的比例与该类别被找到的比例。均为折外预测；类别旁的数字为平均精确率。',
  ),
  chance: text('Chance', '随机猜测'),
  curvesShown: text('The chart shows {{shown}} of {{total}} classes.', '图中显示 {{total}} 个类别中的 {{shown}} 个。'),
  precisionRecall: text('Precision and recall', '精确率与召回率'),
  falsePositives: text('Share of the others taken in', '假阳性率'),
  found: text('Share of the class found', '召回率'),
  calibration: text('Calibration', '概率校准'),
  calibrationNote: text(
    'Of rows whose predicted class was given this probability, so many were right. Calibrated by {{method}}; Brier score {{before}} → {{after}}, expected calibration error {{eceBefore}} → {{eceAfter}}.',
    '在预测类别被赋予该概率的行中，实际正确的比例。校准方法：{{method}}；Brier 分数 {{before}} → {{after}}，期望校准误差 {{eceBefore}} → {{eceAfter}}。',
  ),
  temperature: text('temperature', '温度缩放'),
  isotonic: text('rising step curves', '保序回归'),
  stated: text('Stated', '给出的概率'),
  right: text('Right', '实际正确'),
  bin: text('Probability', '概率'),
  beforeCalibration: text('Before', '校准前'),
  afterCalibration: text('After', '校准后'),
  promise: text(
    'Intervals and sets promise {{promised}}; {{observed}} was observed on rows that did not set them.',
    '区间与集合承诺的覆盖率为 {{promised}}，在未参与设定的行上实际为 {{observed}}。',
  ),
  residuals: text('Residuals', '残差'),
  residualsNote: text(
    'All rows as a histogram; beside it a sample of {{rows}} rows, predicted out of fold.',
    '直方图包含所有行；旁边是 {{rows}} 行抽样，均为折外预测。',
  ),
  predictedResidual: text('Prediction and residual', '预测值与残差'),
  predictedTrue: text('Prediction and truth', '预测值与真实值'),
  predicted: text('Predicted', '预测值'),
  truth: text('True', '真实值'),
  residual: text('True − predicted', '真实值 − 预测值'),
  importance: text('Importance', '重要性'),
  importanceNote: text(
    'Gain: share of what the splits on a feature won in training. Shuffled: how much the metric ({{metric}}) worsens on held-out rows when the feature’s column is shuffled.',
    '增益：训练中该特征的分裂所贡献的份额。打乱：在保留行上打乱该特征所在列后，指标（{{metric}}）变差的程度。',
  ),
  feature: text('Feature', '特征'),
  column: text('Column', '列'),
  gain: text('Gain', '增益'),
  shuffled: text('Shuffled', '打乱'),
  dependence: text('Partial dependence', '部分依赖'),
  dependenceNote: text(
    'The mean prediction when the column has this value in every row.',
    '将每一行的该列都设为此值时的平均预测。',
  ),
  value: text('Value', '值'),
  share: text('Share of rows', '行占比'),
  meanPrediction: text('Mean prediction', '平均预测'),
  groups: text('Groups', '分组'),
  groupsNote: text(
    'By {{column}}, the worst first, as far as their rows can tell; groups of fewer than 20 rows stand behind.',
    '按“{{column}}”分组，在行数足以判断的范围内最差的排在最前；少于 20 行的组排在最后。',
  ),
  group: text('Group', '组'),
  smallGroup: text('few rows', '行数过少'),
  groupsShown: text('{{shown}} of {{total}} groups are shown.', '显示 {{total}} 组中的 {{shown}} 组。'),
  learning: text('Learning curve', '学习曲线'),
  learningNote: text(
    'The metric ({{metric}}) on rows trained on and on others, by the number of rows trained on: where the lines still fall, more rows help.',
    '随训练行数变化的指标（{{metric}}）：训练行与其他行。曲线仍在下降时，增加数据会有帮助。',
  ),
  history: text('Rounds', '训练轮次'),
  round: text('Round', '轮次'),
  trained: text('Rows trained on', '训练行'),
  others: text('Other rows', '其他行'),
  columns: text('Columns', '列'),
  columnsNote: text(
    'What became of every column; the score alone (AUC or R²) is what the column reaches without any other.',
    '各列的用途；“单独得分”（AUC 或 R²）是仅凭该列所能达到的得分。',
  ),
  name: text('Name', '名称'),
  role: text('Role', '角色'),
  why: text('Why', '原因'),
  distinct: text('Distinct', '不同值'),
  missing: text('Missing', '缺失'),
  alone: text('Score alone', '单独得分'),
  settings: text('Settings', '设置'),
  setting: text('Setting', '设置项'),
  task: text('Task', '任务'),
  binary: text('two classes', '二分类'),
  multiclass: text('{{classes}} classes', '{{classes}} 个类别'),
  regression: text('a number', '数值'),
  folds: text('Folds', '折'),
  stratified: text('stratified', '分层'),
  random: text('by chance', '随机'),
  grouped: text('whole groups', '按组'),
  time: text('by time', '按时间'),
  seed: text('Seed', '随机种子'),
  preset: text('Preset', '预设'),
  withoutTarget: text('Rows without the target', '缺少目标的行'),
  file: text('Files', '文件'),
  search: text('Settings tried', '尝试过的设置'),
  metric: text('Metric', '评价指标'),
  madeWith: text('Made by Auspex {{version}}.', '由 Auspex {{version}} 生成。'),
} as const satisfies Record<string, LocalText>;

export type TrainingWord = keyof typeof trainingWords;
export type Word = (key: TrainingWord, values?: TextValues) => string;

export function trainingWord(locale: Locale): Word {
  return (key, values = {}) => interpolate(trainingWords[key][locale], values);
}

export type ScoreName = Exclude<keyof Scores, 'rows'>;

/** What each score is called, and whether a higher one is better. */
export const scoreTexts: Readonly<Record<ScoreName, { name: LocalText; isHigherBetter: boolean }>> = {
  accuracy: { name: text('Accuracy', '准确率'), isHigherBetter: true },
  logloss: { name: text('Log-loss', '对数损失'), isHigherBetter: false },
  auc: { name: text('AUC', 'AUC'), isHigherBetter: true },
  macroF1: { name: text('Macro F1', '宏平均 F1'), isHigherBetter: true },
  brier: { name: text('Brier score', 'Brier 分数'), isHigherBetter: false },
  ece: { name: text('Calibration error (ECE)', '校准误差（ECE）'), isHigherBetter: false },
  rmse: { name: text('RMSE', '均方根误差（RMSE）'), isHigherBetter: false },
  mae: { name: text('MAE', '平均绝对误差（MAE）'), isHigherBetter: false },
  r2: { name: text('R²', 'R²'), isHigherBetter: true },
};

export const metricTexts: Readonly<Record<string, LocalText>> = {
  logloss: scoreTexts.logloss.name,
  rmse: scoreTexts.rmse.name,
  mae: scoreTexts.mae.name,
  pinball: text('pinball loss', '分位数损失'),
  poisson: text('Poisson deviance', '泊松偏差'),
};
