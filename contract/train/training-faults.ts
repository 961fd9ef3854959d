import { entry, type FaultEntry } from '../fault-entry.ts';

/** Faults of trainings: what is wrong with a target, the columns or the number of rows. */
export const trainingFaults = {
  TARGET_UNKNOWN: entry(
    422,
    false,
    [
      '“{{file}}” has no column called “{{column}}”, which is to be predicted.',
      '“{{file}}”中没有要预测的列“{{column}}”。',
    ],
    ['Choose a column of the table; names must be written as in its header.', '请选择表格中的列，名称须与表头一致。'],
  ),
  TARGET_MISSING: entry(
    422,
    false,
    ['The column “{{column}}” is empty: there is nothing to learn from.', '列“{{column}}”为空，没有可供学习的内容。'],
    ['Choose another column, or a file in which it is filled in.', '请选择其他列，或选择该列有内容的文件。'],
  ),
  TARGET_CONSTANT: entry(
    422,
    false,
    [
      'The column “{{column}}” has one value only, “{{value}}”: there is nothing to tell apart.',
      '列“{{column}}”只有一个值“{{value}}”，没有可区分的内容。',
    ],
    ['Choose another column, or add rows with other values.', '请选择其他列，或添加含有其他值的行。'],
  ),
  TARGET_NEARLY_UNIQUE: entry(
    422,
    false,
    [
      'The column “{{column}}” has {{distinct}} different texts in {{rows}} rows: almost every row would be a class of its own.',
      '列“{{column}}”在 {{rows}} 行中有 {{distinct}} 个不同的文本，几乎每一行都自成一类。',
    ],
    [
      'Choose a column with few different values, or a number. Names and ids cannot be predicted.',
      '请选择取值较少的列或数值列。名称和编号无法预测。',
    ],
  ),
  TARGET_MIXED: entry(
    422,
    false,
    [
      'The column “{{column}}” mixes numbers ({{numbers}}) and texts ({{texts}}).',
      '列“{{column}}”混有数字（{{numbers}} 个）和文本（{{texts}} 个）。',
    ],
    [
      'Correct the cells that do not belong, or have the column read as written to predict its texts as classes.',
      '请更正不属于该列的单元格，或将该列按原文读取，把文本作为类别来预测。',
    ],
  ),
  TARGET_NOT_NUMERIC: entry(
    422,
    false,
    [
      'The column “{{column}}” holds no numbers that {{objective}} could be trained on.',
      '列“{{column}}”没有可用于 {{objective}} 训练的数字。',
    ],
    [
      'Choose a column of numbers (counts from 0 on for Poisson), or let Auspex predict classes.',
      '请选择数值列（泊松目标须为不小于 0 的计数），或改为预测类别。',
    ],
  ),
  TRAINING_TOO_FEW_ROWS: entry(
    422,
    false,
    [
      '{{rows}} rows with a target are too few to train and check a model in {{folds}} folds.',
      '有目标值的行只有 {{rows}} 行，不足以用 {{folds}} 折训练并检验模型。',
    ],
    ['Add rows, or ask for fewer folds.', '请增加行数，或减少折数。'],
  ),
  TRAINING_TOO_FEW_GROUPS: entry(
    422,
    false,
    ['There is only one group: nothing is left to test on.', '只有一个分组，没有可供检验的行。'],
    ['Choose a group column with several values.', '请选择有多个取值的分组列。'],
  ),
  TRAINING_TOO_FEW_TIMES: entry(
    422,
    false,
    [
      'There are {{times}} different times, too few for {{folds}} folds that follow each other.',
      '只有 {{times}} 个不同的时间，不足以分为 {{folds}} 个先后相继的折。',
    ],
    ['Choose another time column, or ask for fewer folds.', '请选择其他时间列，或减少折数。'],
  ),
  TRAINING_NO_FEATURES: entry(
    422,
    false,
    ['No column is left to predict “{{column}}” from.', '没有可用于预测“{{column}}”的列。'],
    [
      'Exclude fewer columns, or include some that were set aside as ids, constants or leaks.',
      '请少排除一些列，或纳入被作为编号、常量或泄漏而搁置的列。',
    ],
  ),
  COLUMN_UNKNOWN: entry(
    422,
    false,
    ['“{{file}}” has no column called “{{column}}”.', '“{{file}}”中没有名为“{{column}}”的列。'],
    ['Write the name as in the header of the table.', '请按表头书写列名。'],
  ),
  MONOTONE_NOT_NUMERIC: entry(
    422,
    false,
    [
      'The column “{{column}}” holds no numbers, so the prediction cannot rise or fall with it.',
      '列“{{column}}”不是数值，预测无法随之单调升降。',
    ],
    ['Take the column out of the monotone ones.', '请将该列从单调约束中移除。'],
  ),
} as const satisfies Record<string, FaultEntry>;
