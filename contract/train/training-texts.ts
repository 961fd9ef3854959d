import { interpolate, type Locale, type LocalText, type TextValues } from '../texts.ts';
import { type ColumnRole, columnRoleTexts } from './column-role-texts.ts';
import type { ColumnProposal, TrainingReport } from './training-report.ts';

export type TrainingWarning = TrainingReport['warnings'][number];

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** One sentence for each thing that a training is warned of, by code. */
export const trainingWarningTexts: Readonly<Record<string, LocalText>> = {
  leakCopy: text(
    '“{{column}}” is the target in another form: it tells the outcome of every row.',
    '“{{column}}”就是目标的另一种写法，每一行的结果都能由它直接得出。',
  ),
  leakRendering: text(
    'The texts of “{{column}}” hold the target, written out.',
    '“{{column}}”的文本中直接写有目标的值。',
  ),
  leakPresent: text(
    '“{{column}}” is filled in only for “{{name}}”: probably it was written when the outcome was known.',
    '“{{column}}”只在“{{name}}”的行中有内容，很可能是结果已知后才填写的。',
  ),
  leakMissing: text(
    '“{{column}}” is empty only for “{{name}}”: probably it was written when the outcome was known.',
    '“{{column}}”只在“{{name}}”的行中为空，很可能是结果已知后才填写的。',
  ),
  leakGapNumber: text(
    'Whether “{{column}}” is filled in tells most of the target: probably it was written when the outcome was known.',
    '“{{column}}”是否填写几乎决定了目标，很可能是结果已知后才填写的。',
  ),
  leakAffix: text(
    'The beginning or end of the texts of “{{column}}” tells the target ({{measure}} {{score}}).',
    '“{{column}}”文本的开头或结尾透露了目标（{{measure}} {{score}}）。',
  ),
  leakAlone: text(
    '“{{column}}” alone predicts the target ({{measure}} {{score}}). Is it known before the outcome is?',
    '仅凭“{{column}}”一列就能预测目标（{{measure}} {{score}}）。它在结果出来之前就已知吗？',
  ),
  leakDerived: text(
    '“{{column}}” follows from the target without exception, as a grade does from marks: it was made of it, or knows it.',
    '“{{column}}”完全由目标决定，就像等级由分数得出：它是由目标算出的，或与目标同时得知。',
  ),
  leakOfClass: text(
    '“{{column}}” alone tells who is “{{name}}” (AUC {{score}}). Is it known before the outcome is?',
    '仅凭“{{column}}”一列就能判断哪些行是“{{name}}”（AUC {{score}}）。它在结果出来之前就已知吗？',
  ),
  leakGroup: text(
    'The values of “{{column}}” stand in several rows each and tell the target ({{measure}} {{score}}): group the rows by it, or leave it out.',
    '“{{column}}”的每个值出现在多行中，并透露了目标（{{measure}} {{score}}）：请按它分组，或将其排除。',
  ),
  leakFormula: text(
    '“{{column}}” together with {{others}} gives the target exactly, as the parts of a sum do.',
    '“{{column}}”与 {{others}} 合在一起可以精确算出目标，如同总和的各个部分。',
  ),
  idTells: text(
    'The values of the id “{{column}}” tell the target ({{measure}} {{score}}): ids were given, or rows sorted, by outcome. It is not trained on.',
    '标识列“{{column}}”的值透露了目标（{{measure}} {{score}}）：编号或行的顺序与结果有关。该列不参与训练。',
  ),
  rowOrder: text(
    'The rows stand in the order of the target ({{measure}} {{score}} by the place in the file alone): leave out columns that count or rise with the rows.',
    '各行按目标排列（仅凭行的位置即得 {{measure}} {{score}}）：请排除随行号递增的列。',
  ),
  repeatedRows: text(
    '{{share}} of the rows have the same values as another row in every column: the model may be tested on rows it has seen.',
    '{{share}} 的行在所有列上与其他行相同：模型可能在见过的行上接受检验。',
  ),
  timeHint: text(
    '“{{column}}” holds dates. If later rows are to be predicted from earlier ones, choose it as the time column.',
    '“{{column}}”是日期。如果要用较早的行预测较晚的行，请将其选为时间列。',
  ),
  classOfOneRow: text(
    'The class “{{name}}” has one row only: it is trained on, and cannot be tested.',
    '类别“{{name}}”只有一行：可以参与训练，但无法检验。',
  ),
  unevenGroups: text(
    'The groups are of very different sizes: folds have between {{smallest}} and {{largest}} rows.',
    '各组大小相差悬殊：每折有 {{smallest}} 到 {{largest}} 行。',
  ),
  fewGroups: text(
    'Groups stay whole and there are {{groups}} of them, so that the number of folds is {{folds}}.',
    '各组不拆开，而只有 {{groups}} 个组，因此分为 {{folds}} 折。',
  ),
  noHoldoutByGroup: text(
    'There are only two groups: each is predicted from the other, and no rows are held out beside.',
    '只有两个组：互相用一组预测另一组，不再另留保留集。',
  ),
  rowsWithoutTime: text(
    '{{rows}} rows have no time: they serve the final model only.',
    '{{rows}} 行没有时间，只用于最终模型。',
  ),
  fewTimes: text(
    'There are {{times}} different times, so that the number of folds is {{folds}}.',
    '只有 {{times}} 个不同的时间，因此分为 {{folds}} 折。',
  ),
  noHoldoutByTime: text(
    'There are only two different times: the later one is predicted from the earlier one, and no rows are held out beside.',
    '只有两个不同的时间：用较早的预测较晚的，不再另留保留集。',
  ),
  fileLacksColumn: text(
    '“{{file}}” has no column “{{column}}”: it counts as missing in its rows.',
    '“{{file}}”没有列“{{column}}”，其中各行视为缺失。',
  ),
  targetUnreadable: text(
    '{{cells}} cells of “{{column}}” could not be read as its type: these rows are not trained on.',
    '“{{column}}”有 {{cells}} 个单元格无法按其类型读取，这些行不参与训练。',
  ),
  testClassUnseen: text(
    '{{rows}} rows of the test files are of a class that no row trained on has: they are not scored.',
    '测试文件中有 {{rows}} 行的类别在训练数据中没有出现，不计入得分。',
  ),
  searchEnded: text(
    'The time for the search was used up after {{tried}} of {{planned}} settings.',
    '搜索时间已用完，尝试了 {{planned}} 组设置中的 {{tried}} 组。',
  ),
  notBetterThanTrivial: text(
    'The model is no better than always saying the same: the columns tell nothing of the target.',
    '模型并不比始终给出同一答案更好：这些列没有提供关于目标的信息。',
  ),
  linearIsBetter: text(
    'A linear model is better here than the trees: there may be too few rows for them.',
    '此处线性模型优于树模型：行数对树模型来说可能太少。',
  ),
  holdoutIsWorse: text(
    'The rows held out are predicted clearly worse than cross-validation promised.',
    '保留集上的预测明显差于交叉验证的结果。',
  ),
  coverageBelowPromise: text(
    '{{observed}} of the held-back rows lay within what {{promised}} was promised for.',
    '承诺覆盖率为 {{promised}}，而在未参与设定的行上实际为 {{observed}}。',
  ),
  // Of models that were made elsewhere.
  classesOnly: text(
    'The model tells one class of two, no probabilities: these are 1 and 0, and say nothing of how sure it is.',
    '该模型只给出两个类别之一，不给概率：概率列仅为 1 和 0，不说明把握有多大。',
  ),
  oneAgainstAll: text(
    'The model weighs each class against all others by itself, so the probabilities of a row need not sum to 1.',
    '该模型将每个类别单独与其余类别比较，因此一行的概率之和不一定为 1。',
  ),
  allRounds: text(
    'All {{rounds}} rounds in the file count. The training stopped early with {{best}} as the best: XGBoost’s scikit-learn classes would use only these.',
    '文件中的全部 {{rounds}} 轮都参与预测。训练曾提前停止，最佳为 {{best}} 轮：XGBoost 的 scikit-learn 类只会使用这些轮次。',
  ),
};

interface Formats {
  readonly figure: Intl.NumberFormat;
  readonly share: Intl.NumberFormat;
  readonly whole: Intl.NumberFormat;
}

const knownFormats = new Map<Locale, Formats>();

function formatsOf(locale: Locale): Formats {
  const formats = knownFormats.get(locale) ?? {
    figure: new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    share: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
    whole: new Intl.NumberFormat(locale),
  };
  knownFormats.set(locale, formats);
  return formats;
}

const shares = new Set(['share', 'observed', 'promised']);

function readable(values: TextValues, locale: Locale): TextValues {
  const { figure, share, whole } = formatsOf(locale);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'number') return [name, value];
      if (shares.has(name)) return [name, share.format(value)];
      return [name, name === 'score' ? figure.format(value) : whole.format(value)];
    }),
  );
}

/** What the warning says, in `locale`; its code where there is no sentence for it. */
export function trainingWarningSentence({ code, values }: TrainingWarning, locale: Locale): string {
  const sentence = trainingWarningTexts[code];
  return sentence ? interpolate(sentence[locale], readable(values, locale)) : code;
}

/** A warning on the card of a model: documents of older versions hold the sentence itself. */
export const cardWarningSentence = (warning: string | TrainingWarning, locale: Locale): string =>
  typeof warning === 'string' ? warning : trainingWarningSentence(warning, locale);

/** What a column is used as, in two words. */
export function columnRoleTitle(role: ColumnRole, locale: Locale): string {
  return columnRoleTexts[role].title[locale];
}

/** Why a column is used, or set aside. */
export function columnRoleSentence(
  { aloneScore, distinct, isLeakSuspect, missing, role }: ColumnProposal,
  locale: Locale,
): string {
  const { sentence, suspect } = columnRoleTexts[role];
  const chosen = isLeakSuspect && suspect ? suspect : sentence;
  return interpolate(chosen[locale], readable({ distinct, missing, score: aloneScore ?? 0 }, locale));
}
