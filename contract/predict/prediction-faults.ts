import { entry, type FaultEntry } from '../fault-entry.ts';

/** Faults of predictions. */
export const predictionFaults = {
  PREDICTION_COLUMNS_MISSING: entry(
    422,
    false,
    [
      '“{{file}}” lacks columns that the model relies on most: {{columns}}.',
      '“{{file}}”缺少模型最依赖的列：{{columns}}。',
    ],
    [
      'Choose a file with these columns, or tell which of its columns stand for them.',
      '请选择包含这些列的文件，或指定文件中与之对应的列。',
    ],
  ),
  PREDICTION_TOO_MANY_GROUPS: entry(
    422,
    false,
    [
      'The column “{{column}}” would make {{groups}} groups; {{limit}} are possible at most.',
      '列“{{column}}”会产生 {{groups}} 个组，最多允许 {{limit}} 个。',
    ],
    [
      'Choose a column with fewer different values, or predict without groups.',
      '请选择取值较少的列，或不分组进行预测。',
    ],
  ),
  PREDICTION_DRIFTED: entry(
    422,
    false,
    [
      'The rows of “{{file}}” differ too much from those the model was trained on: {{columns}}.',
      '“{{file}}”中的数据与模型训练时的数据差异过大：{{columns}}。',
    ],
    [
      'Look into these columns, train a model on newer rows, or predict without the gate against drift.',
      '请检查这些列，用较新的数据重新训练模型，或关闭漂移检查后再预测。',
    ],
  ),
} as const satisfies Record<string, FaultEntry>;
