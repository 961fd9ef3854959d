import { interpolate, type Locale, type LocalText } from '../texts.ts';

/** What a person should know of a prediction, by the codes of its warnings. */
export const predictionWarningTexts = {
  COLUMN_ABSENT: {
    en: '“{{column}}” is not in the file: the model predicts as if every cell were empty.',
    'zh-CN': '文件中没有列“{{column}}”：预测时该列视为全部缺失。',
  },
  COLUMN_PERHAPS: {
    en: '“{{column}}” is not in the file: the model predicts as if every cell were empty. “{{found}}” may be it; tell so before predicting (--match "{{column}}={{found}}").',
    'zh-CN':
      '文件中没有列“{{column}}”：预测时该列视为全部缺失。它可能就是“{{found}}”，请在预测前指定（--match "{{column}}={{found}}"）。',
  },
  COLUMN_RENAMED: {
    en: '“{{source}}” was taken for “{{column}}”, whose name is alike.',
    'zh-CN': '根据名称相似，将“{{source}}”作为“{{column}}”。',
  },
  COLUMN_UNREADABLE: {
    en: '{{cells}} cells of “{{column}}” could not be read as {{type}} and count as empty.',
    'zh-CN': '“{{column}}”中有 {{cells}} 个单元格无法读为{{type}}，按缺失处理。',
  },
  COLUMN_UNSEEN: {
    en: '{{cells}} cells of “{{column}}” hold values that the training has not seen, such as {{examples}}.',
    'zh-CN': '“{{column}}”中有 {{cells}} 个单元格的取值在训练数据中没有出现过，例如 {{examples}}。',
  },
  COLUMN_OUT_OF_RANGE: {
    en: '{{cells}} of {{rows}} cells of “{{column}}” are outside the range of the training, {{from}} … {{to}}: this is told here and not in each row.',
    'zh-CN':
      '“{{column}}”的 {{rows}} 个单元格中有 {{cells}} 个超出训练数据的范围 {{from}}～{{to}}：此处统一说明，不再逐行提示。',
  },
  COLUMN_DRIFTED: {
    en: '“{{column}}” is spread otherwise than in training (PSI {{psi}}).',
    'zh-CN': '“{{column}}”的分布与训练数据不同（PSI {{psi}}）。',
  },
  PREDICTIONS_DRIFTED: {
    en: 'The predictions are spread otherwise than those of the training (PSI {{psi}}).',
    'zh-CN': '预测结果的分布与训练时不同（PSI {{psi}}）。',
  },
  UNIT_DIFFERS: {
    en: '“{{column}}” was trained in {{unit}}; the file has it in {{found}}.',
    'zh-CN': '“{{column}}”训练时的单位为{{unit}}，文件中为{{found}}。',
  },
  NOT_EXPLAINED: {
    en: 'No reasons can be told for this model: it is an ONNX file, or its leaves hold linear models.',
    'zh-CN': '无法为该模型给出原因：它是 ONNX 文件，或其叶子中是线性模型。',
  },
  CLASSES_LEFT_OUT: {
    en: 'The model has {{classes}} classes: the three likeliest of each row stand in the table with their probabilities.',
    'zh-CN': '该模型有 {{classes}} 个类别，表中给出每一行最可能的三个类别及其概率。',
  },
} as const satisfies Record<string, LocalText>;

export type PredictionWarningCode = keyof typeof predictionWarningTexts;

export interface PredictionWarning {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A warning of a prediction as a sentence. */
export function predictionWarningSentence({ code, values }: PredictionWarning, locale: Locale): string {
  const text = predictionWarningTexts[code as PredictionWarningCode] as LocalText | undefined;
  return text ? interpolate(text[locale], values) : code;
}
