import type { ImageFormat } from '../../contract/desktop.ts';
import type { ModelFileFormat } from '../../contract/models/model-orders.ts';
import type { RecipeName } from '../../contract/recipes.ts';
import type { ReportFormat } from '../../contract/results.ts';
import type { Locale, LocalText } from '../../contract/texts.ts';

/** What a report is of, by its recipe. */
const suffixes: Readonly<Record<RecipeName, LocalText>> = {
  profile: { en: 'profile', 'zh-CN': '分析' },
  compare: { en: 'changes', 'zh-CN': '变化' },
  train: { en: 'training', 'zh-CN': '训练' },
  predict: { en: 'predictions', 'zh-CN': '预测' },
  export: { en: 'export', 'zh-CN': '导出' },
};
const batchSuffix: LocalText = { en: 'summary', 'zh-CN': '汇总' };

/** Names that Windows keeps for devices, whatever their ending. */
const reservedNames = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** Bytes of UTF-8 that a name may have before its number and ending: most file systems allow 255 in all. */
const nameBytes = 200;

/**
 * The name of a saved report, such as `grades-2024 – 成绩 profile.xlsx`; legal on Windows, macOS and Linux.
 * The sheet is left out where it says nothing new.
 */
export function reportFileName(
  fileName: string,
  sheet: string | null,
  format: ReportFormat,
  locale: Locale,
  recipe: RecipeName = 'profile',
): string {
  return `${subjectOf(fileName, sheet)} ${suffixes[recipe][locale]}.${format}`;
}

/** The name of saved rows, such as `grades-2024 – 成绩.csv`; `extension` with its dot, empty for a folder. */
export function exportFileName(fileName: string, sheet: string | null, extension: string): string {
  return `${subjectOf(fileName, sheet)}${extension}`;
}

/** The name of saved predictions, such as `grades-2024 – 成绩 predictions.xlsx`; `extension` as for `exportFileName`. */
export function predictionFileName(fileName: string, sheet: string | null, extension: string, locale: Locale): string {
  return `${subjectOf(fileName, sheet)} ${suffixes.predict[locale]}${extension}`;
}

function subjectOf(fileName: string, sheet: string | null): string {
  const base = fileName.replace(/\.[^.\s]{1,7}$/, '');
  return shortened(legalName(sheet === null || sheet === base ? base : `${base} – ${sheet}`));
}

/** The name of a saved workbook over a batch, such as `Spring term summary.xlsx`. */
export function batchFileName(batchName: string, locale: Locale): string {
  const base = batchName.replace(/\.(xlsx|xlsm|xls|xlsb|ods|csv|tsv|tab|txt|parquet|json|jsonl|ndjson)$/i, '');
  return `${shortened(legalName(base))} ${batchSuffix[locale]}.xlsx`;
}

/** The name of a saved picture, such as `ROC curves.png`. */
export function imageFileName(name: string, format: ImageFormat): string {
  return `${shortened(legalName(name))}.${format}`;
}

const modelEndings: Readonly<Record<ModelFileFormat, string>> = {
  'auspex-model': 'model.json',
  'xgboost-json': 'xgboost.json',
  onnx: 'onnx',
};

/** The name of a saved model, such as `Dropout v2.model.json`. */
export function modelFileName(name: string, version: number, format: ModelFileFormat): string {
  return `${shortened(legalName(name))} v${version}.${modelEndings[format]}`;
}

/** `fileName` with a number before its ending: the second of the name is `… 2.xlsx`. */
export function numberedName(fileName: string, number: number): string {
  if (number === 1) return fileName;
  const dot = /\.[^.\s]{1,7}$/.exec(fileName)?.index ?? fileName.length;
  return `${fileName.slice(0, dot)} ${number}${fileName.slice(dot)}`;
}

function legalName(name: string): string {
  const legal = name
    .normalize('NFC')
    // Control signs, direction overrides that can disguise an ending, and what Windows forbids.
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (legal === '') return 'report';
  return reservedNames.test(legal.split('.')[0] ?? '') ? `_${legal}` : legal;
}

/** Cuts between whole signs, never inside one. */
function shortened(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const sign of name) {
    bytes += Buffer.byteLength(sign);
    if (bytes > nameBytes) return kept.trimEnd();
    kept += sign;
  }
  return kept;
}
