import { entry, type FaultEntry } from '../fault-entry.ts';

/** Faults of model files: read, checked and written. */
export const modelFaults = {
  MODEL_DAMAGED: entry(
    422,
    false,
    ['The model file “{{file}}” is damaged: {{reason}}.', '模型文件“{{file}}”已损坏：{{reason}}。'],
    ['Save the model again where it was made, and import that file.', '请在制作模型的地方重新保存，然后导入新的文件。'],
  ),
  MODEL_FORMAT_UNKNOWN: entry(
    415,
    false,
    ['“{{file}}” is not a model file that Auspex can read.', '“{{file}}”不是 Auspex 能读取的模型文件。'],
    [
      'Models are read from Auspex itself, XGBoost (JSON or UBJSON), LightGBM (text), CatBoost (.cbm or JSON) and ONNX. Save the model as one of these.',
      '可读取的模型来自 Auspex、XGBoost（JSON 或 UBJSON）、LightGBM（文本）、CatBoost（.cbm 或 JSON）和 ONNX。请将模型保存为其中一种。',
    ],
  ),
  MODEL_VERSION_UNKNOWN: entry(
    422,
    false,
    [
      'The model file “{{file}}” has the version {{version}}, which Auspex does not know.',
      '模型文件“{{file}}”的版本为 {{version}}，Auspex 不认识该版本。',
    ],
    [
      'Update Auspex, or save the model with an earlier version of the program that made it.',
      '请更新 Auspex，或者用制作该模型的程序的较早版本重新保存。',
    ],
  ),
  MODEL_UNSUPPORTED: entry(
    422,
    false,
    ['The model cannot be used in the way asked for: {{reason}}.', '无法按要求使用该模型：{{reason}}。'],
    [
      'A model whose predictions could not be reproduced exactly is refused. Train it without this feature, or convert it to ONNX where it was made.',
      '无法准确重现其预测的模型会被拒绝。请在训练时不使用该功能，或者在制作模型的地方将其转换为 ONNX。',
    ],
  ),
  MODEL_ONNX_UNSUPPORTED: entry(
    422,
    false,
    ['The ONNX model cannot be used: {{reason}}.', '无法使用该 ONNX 模型：{{reason}}。'],
    [
      'It has to take numbers and texts, a row for each case, and to give one number or a table of probabilities. Convert the model again in this form; rows with texts that it refuses have to be left out.',
      '模型须以数字和文本为输入，每个样本一行，并输出一个数字或一个概率表。请按此形式重新转换模型；含有其拒绝的文本的行需要去掉。',
    ],
  ),
  MODEL_NOT_EXPORTABLE: entry(
    422,
    false,
    ['The model cannot be written in this format: {{reason}}.', '无法以此格式写出该模型：{{reason}}。'],
    [
      'Export it as an Auspex model file, which holds everything, or try the other format.',
      '请将其导出为 Auspex 模型文件（包含全部内容），或尝试另一种格式。',
    ],
  ),
  MODEL_TOO_LARGE: entry(
    413,
    false,
    [
      'The model file “{{file}}” is too large: {{size}}, where {{limit}} can be read.',
      '模型文件“{{file}}”过大：{{size}}，最多可读取 {{limit}}。',
    ],
    ['Use a model with fewer trees.', '请使用树较少的模型。'],
  ),
  MODEL_MISMATCH: entry(
    422,
    false,
    [
      'The model does not give the recorded predictions: in row {{row}} it gives {{ours}}, where {{recorded}} was recorded.',
      '模型给出的预测与记录不符：第 {{row}} 行给出 {{ours}}，而记录为 {{recorded}}。',
    ],
    [
      'Check that the table holds the inputs and predictions of this very model, with the same column names.',
      '请确认该表格包含的正是这个模型的输入和预测，并且列名一致。',
    ],
  ),
  MODEL_CHECK_IMPOSSIBLE: entry(
    422,
    false,
    [
      'The table “{{file}}” holds no recorded predictions to check the model with.',
      '表格“{{file}}”中没有可用于检查模型的预测记录。',
    ],
    [
      'It needs the columns of the model and a column called “prediction”, or one for each class with its probability.',
      '表格需要包含模型的各列，以及名为“prediction”的列，或者每个类别一列概率。',
    ],
  ),
} as const satisfies Record<string, FaultEntry>;
