import type { Locale, LocalText } from './texts.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** What the options of the recipes and the settings of a fit are called. */
const names: Readonly<Record<string, LocalText>> = {
  maxCorrelationColumns: text('Columns compared at most', '最多比较的列数'),
  maxCorrelationRows: text('Rows compared at most', '最多比较的行数'),
  seed: text('Seed', '随机种子'),
  key: text('Key', '键'),
  ignored: text('Columns left out', '忽略的列'),
  tolerance: text('Tolerance', '容差'),
  target: text('Column to predict', '要预测的列'),
  task: text('Task', '任务'),
  objective: text('Objective', '目标函数'),
  quantile: text('Quantile', '分位数'),
  exclude: text('Columns not used', '不使用的列'),
  include: text('Columns used all the same', '仍然使用的列'),
  groupColumn: text('Rows kept together by', '按此列保持同组'),
  timeColumn: text('Time column', '时间列'),
  scoreColumn: text('Scores told by', '按此列给出得分'),
  foldScheme: text('Folds', '折的划分'),
  folds: text('Number of folds', '折数'),
  holdoutShare: text('Share of rows held back', '留出的行占比'),
  preset: text('Preset', '预设'),
  budgetMs: text('Time budget', '时间预算'),
  trees: text('Trees', '树'),
  rounds: text('Rounds', '轮数'),
  learningRate: text('Learning rate', '学习率'),
  depth: text('Depth of trees at most', '树的最大深度'),
  leaves: text('Leaves of a tree at most (0: by depth)', '每棵树的最多叶数（0：按深度）'),
  rowSampling: text('Share of rows for each tree', '每棵树使用的行占比'),
  columnSampling: text('Share of columns for each tree', '每棵树使用的列占比'),
  lambda: text('L2 penalty on leaves (lambda)', '叶的 L2 惩罚（lambda）'),
  alpha: text('L1 penalty on leaves (alpha)', '叶的 L1 惩罚（alpha）'),
  minChildWeight: text('Weight of a leaf at least', '叶的最小权重'),
  averaged: text('Fits that the model is the mean of', '模型由几次拟合平均而成'),
  linearStart: text('Penalty of the linear model it starts from (0: none)', '起始线性模型的惩罚（0：无）'),
  earlyStoppingRounds: text('Rounds without gain before the end (0: never)', '无改进即停止的轮数（0：从不）'),
  classWeights: text('Class weights', '类别权重'),
  monotone: text('Rising or falling columns', '单调的列'),
  testInputs: text('Test files', '测试文件数'),
  modelName: text('Name of the model', '模型名称'),
  groupBy: text('Group by', '分组列'),
  split: text('For each group', '每组'),
  isExplained: text('Reasons for each row', '逐行说明原因'),
  hasAllProbabilities: text('Probabilities of all classes', '给出所有类别的概率'),
  columnMatches: text('Columns that stand for others', '列的对应'),
  driftGate: text('Stops from this drift on (PSI)', '漂移达到此值即停止（PSI）'),
  format: text('Format', '格式'),
  columns: text('Columns', '列'),
  colorScales: text('Coloured columns', '着色的列'),
  isNeutralised: text('Formulas made harmless', '公式无害化'),
  hasUnits: text('Units beside names', '列名旁带单位'),
  locale: text('Language', '语言'),
};

/** Words for what is chosen from a few. */
const choices: Readonly<Record<string, LocalText>> = {
  quick: text('quick', '快速'),
  balanced: text('balanced', '均衡'),
  thorough: text('thorough', '彻底'),
  none: text('none', '无'),
  classification: text('classes', '分类'),
  regression: text('numbers', '回归'),
  squared: text('squared error', '平方误差'),
  absolute: text('absolute error', '绝对误差'),
  quantile: text('quantile', '分位数'),
  poisson: text('counts (Poisson)', '计数（泊松）'),
  logistic: text('logistic', '逻辑'),
  softmax: text('softmax', 'softmax'),
  stratified: text('each like the whole', '每折与整体相似'),
  random: text('by chance', '随机'),
  grouped: text('groups kept together', '同组不分开'),
  time: text('by time', '按时间'),
  sheets: text('a sheet', '一张工作表'),
  workbooks: text('a workbook', '一个工作簿'),
  files: text('a file', '一个文件'),
  rising: text('rising', '上升'),
  falling: text('falling', '下降'),
  en: text('English', 'English'),
  'zh-CN': text('中文（简体）', '中文（简体）'),
};
/** Of these the value is one of a few words; of all others a text is somebody's own. */
const chosenOnes = new Set([
  'preset',
  'classWeights',
  'task',
  'objective',
  'foldScheme',
  'split',
  'locale',
  'monotone',
]);

const truth = { true: text('yes', '是'), false: text('no', '否') };

/** What an option or a setting is called; one that is not known keeps its own name. */
export function optionName(name: string, locale: Locale): string {
  return names[name]?.[locale] ?? name;
}

/** What was chosen, in words; null: nothing, or nothing that words could tell. */
export function optionText(name: string, value: unknown, locale: Locale): string | null {
  const word = (one: unknown) => (chosenOnes.has(name) ? choices[String(one)]?.[locale] : undefined) ?? String(one);
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return truth[`${value}`][locale];
  if (name === 'budgetMs') return `${Number(value) / 1000} s`;
  if (name === 'seed') return String(value);
  if (typeof value === 'number') return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value);
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).join(', ');
  if (typeof value !== 'object') return word(value);
  const pairs = Object.entries(value).filter(([, one]) => one === null || typeof one !== 'object');
  return pairs.length === 0 ? null : pairs.map(([from, to]) => `${from} → ${word(to ?? '–')}`).join(', ');
}

export interface OptionLine {
  readonly key: string;
  readonly name: string;
  readonly text: string;
}

/** Told elsewhere, or not to be told in a line. */
const untold = new Set(['view', 'modelId']);

/** Options as lines to be read, those within `settings` among them; what is left to the app is left out. */
export function optionLines(options: Readonly<Record<string, unknown>>, locale: Locale): readonly OptionLine[] {
  return flat(options).flatMap(([key, value]) => {
    const told = untold.has(key) ? null : optionText(key, value, locale);
    return told === null ? [] : [{ key, name: optionName(key, locale), text: told }];
  });
}

/** The settings of the fit stand for what was asked for of the same name. */
function flat({ settings, ...options }: Readonly<Record<string, unknown>>): [key: string, value: unknown][] {
  const isNested = typeof settings === 'object' && settings !== null;
  return Object.entries({ ...options, ...(isNested ? settings : {}) });
}
