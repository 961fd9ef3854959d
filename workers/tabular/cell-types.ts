import type { ColumnType } from '../../contract/files.ts';
import { missingWords } from './missing-words.ts';
import type { PreviewCell } from './preview-cell.ts';
import { cellKind } from './segment.ts';
import { CellParser } from './text/parse-cell.ts';

const missingWordSet = new Set(missingWords);

/** Whether `text` stands for a missing value in a text file. */
export function isMissingText(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || missingWordSet.has(trimmed);
}

const fullWidthPattern = /[！-～￥￠￡　，]/;
const plainPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const pointGroupedPattern = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const commaGroupedPattern = /^[+-]?\d{1,3}([. '’]\d{3})+(,\d+)?$/;
const apostropheGroupedPattern = /^[+-]?\d{1,3}([ '’]\d{3})+(\.\d+)?$/;
const commaDecimalPattern = /^[+-]?\d+,\d+$/;
const currencyPattern =
  /^(?:[$€£¥₩₹₽元]|USD|EUR|GBP|CNY|RMB|JPY|CHF)\s*|\s*(?:[$€£¥₩₹₽元]|USD|EUR|GBP|CNY|RMB|JPY|CHF)$/i;
const chineseScale: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 亿: 1e8 };

/**
 * The number that `text` reads as: plain, with grouped thousands (1,234.5 · 1.234,5 · 1 234), a percentage (12% is
 * 0.12), a currency sign, full-width digits, Chinese scales (3.2万) or numerals (三十五); null when it is none.
 * `decimal` decides what a single comma is.
 */
export function numberOfText(text: string, decimal: '.' | ',' = '.'): number | null {
  let body = text.trim();
  if (body === '') return null;
  if (fullWidthPattern.test(body)) body = body.normalize('NFKC').trim();
  if (decimal === '.' && plainPattern.test(body)) return finite(Number(body));
  const isBracketed = /^\(.*\d.*\)$/.test(body); // accountants write −12 as (12)
  if (isBracketed) body = body.slice(1, -1).trim();
  const sign = isBracketed ? -1 : 1;
  const withoutCurrency = body.replace(currencyPattern, '').replace(/^([+-])\s*[$€£¥₩₹₽]\s*/, '$1');
  const percent = /^(.*\S)\s*([%‰])$/.exec(withoutCurrency);
  if (percent) return scaled(ungrouped(percent[1] as string, decimal), sign / (percent[2] === '%' ? 100 : 1000));
  const scale = /^(.*\d)\s*([千万亿])$/.exec(withoutCurrency);
  if (scale) return scaled(ungrouped(scale[1] as string, decimal), sign * (chineseScale[scale[2] as string] as number));
  return scaled(ungrouped(withoutCurrency, decimal) ?? chineseNumber(withoutCurrency), sign);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function scaled(value: number | null, factor: number): number | null {
  if (value === null) return null;
  return finite(Math.abs(factor) < 1 ? value / (1 / factor) : value * factor);
}

function ungrouped(text: string, decimal: '.' | ','): number | null {
  if (decimal === ',') {
    if (commaGroupedPattern.test(text)) return Number(text.replace(/[. '’]/g, '').replace(',', '.'));
    if (commaDecimalPattern.test(text)) return Number(text.replace(',', '.'));
    return plainPattern.test(text) && !text.includes('.') ? finite(Number(text)) : null;
  }
  if (plainPattern.test(text)) return finite(Number(text));
  if (pointGroupedPattern.test(text)) return Number(text.replaceAll(',', ''));
  if (apostropheGroupedPattern.test(text)) return Number(text.replace(/[ '’]/g, ''));
  // “1.234,5” can only be meant with a decimal comma: both separators stand in it.
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  return null;
}

const chineseDigits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const chineseUnits: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** The value of a number in Chinese numerals below 10¹², such as 三十五 or 一万二千; null when it is none. */
export function chineseNumber(text: string): number | null {
  if (!/^[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]{1,24}$/.test(text)) return null;
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text)) return Number([...text].map((sign) => chineseDigits[sign]).join(''));
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const sign of text) {
    const unit = chineseUnits[sign];
    if (chineseDigits[sign] !== undefined) digit = chineseDigits[sign] as number;
    else if (unit !== undefined) {
      section += (digit ?? 1) * unit;
      digit = null;
    } else {
      total = (total + section + (digit ?? 0)) * (sign === '万' ? 1e4 : 1e8);
      section = 0;
      digit = null;
    }
  }
  return total + section + (digit ?? 0);
}

/** Tells what cells of a text file hold, as its reader will read them (see text/parse-cell.ts). */
export function previewCellParser(decimal: '.' | ','): (text: string) => PreviewCell {
  const parser = new CellParser(decimal);
  const encoder = new TextEncoder();
  return (text) => {
    const bytes = encoder.encode(text);
    const kind = previewKinds[parser.parse(bytes, 0, bytes.length)] ?? 'text';
    return { kind, text: kind === 'missing' ? '' : kind === 'text' ? text : text.trim() };
  };
}

const previewKinds: readonly PreviewCell['kind'][] = [];
for (const [name, kind] of Object.entries(cellKind)) {
  (previewKinds as PreviewCell['kind'][])[kind] = name as PreviewCell['kind'];
}

/** The type of a column from the kinds of some of its cells; `mixed` when no kind has nineteen of twenty. */
export function columnTypeOf(cells: Iterable<PreviewCell['kind']>): ColumnType {
  const counts = { number: 0, text: 0, boolean: 0, date: 0 };
  let total = 0;
  for (const kind of cells) {
    if (kind === 'missing' || kind === 'error') continue;
    counts[kind]++;
    total++;
  }
  if (total === 0) return 'empty';
  for (const kind of ['number', 'text', 'boolean', 'date'] as const) {
    if (counts[kind] * 20 >= total * 19) return kind;
  }
  return 'mixed';
}
