import type { ImportChange } from '../../../contract/import-changes.ts';
import { chineseNumber, isChineseNumeral } from './chinese-number.ts';
import { currencyOf, leadingCurrency } from './currencies.ts';
import { unitOf } from './units.ts';

/** How a text reads as a number. */
export interface NumberForm {
  /** With a decimal point and with a decimal comma; NaN where it does not read so. */
  readonly point: number;
  readonly comma: number;
  /** What was done to it, by the decimal sign. */
  readonly pointChange: ImportChange;
  readonly commaChange: ImportChange;
  /** '' for a bare number, '%', the sign of a currency, or a unit. */
  readonly mark: string;
  /** Written in brackets, which mean minus where not every cell stands in them. */
  readonly isBracketed: boolean;
}

/** Longer texts are no numbers: a text is looked at sign by sign, and hostile ones must not cost time. */
export const longestNumber = 48;
const mostDigits = 15;

const grouped = "[1-9]\\d{0,2}(?:['’]\\d{3})+|[1-9]\\d{0,2}(?:[ \\u00a0\\u202f\\u2009]\\d{3})+";
const exponent = '(?:[eE]([+-]?\\d{1,3}))?';
/** Thousands with commas, or in pairs as in India (12,34,567). */
const pointBody = new RegExp(
  `^(0|[1-9]\\d*|${grouped}|[1-9]\\d{0,2}(?:,\\d{3})+|[1-9]\\d?(?:,\\d{2})+,\\d{3})?(\\.\\d+)?${exponent}$`,
);
const commaBody = new RegExp(`^(0|[1-9]\\d*|${grouped}|[1-9]\\d{0,2}(?:\\.\\d{3})+)?(,\\d+)?${exponent}$`);
const bodyStart = /^(?:\d|[.,]\d)[\d.,'’ \u00a0\u202f\u2009]*/;
const exponentStart = /^[eE][+-]?\d{1,3}(?![\p{L}\d])/u;
const scales: readonly (readonly [string, number])[] = [
  ...([
    ['万亿', 12],
    ['千万', 7],
    ['百万', 6],
    ['十万', 5],
    ['千', 3],
    ['万', 4],
    ['萬', 4],
    ['亿', 8],
    ['億', 8],
  ] as const),
];

/** Whether a text, trimmed, with plain signs, is digits that name something and that a number would damage. */
export function isIdText(text: string): boolean {
  if (/^[+-]?0\d+$/.test(text) || /^\+\d{7,}$/.test(text)) return true;
  return (
    /^[+-]?\d+$/.test(text) && text.replace(/^[+-]/, '').length > mostDigits && !Number.isSafeInteger(Number(text))
  );
}

/** How `text`, trimmed and with plain signs (fold-width.ts), reads as a number; null when it reads as none. */
export function numberFormOf(text: string): NumberForm | null {
  if (text.length === 0 || text.length > longestNumber || isIdText(text)) return null;
  let rest = text;
  const isBracketed = rest[0] === '(' && rest.endsWith(')');
  if (isBracketed) rest = rest.slice(1, -1).trim();
  let isNegative = isBracketed;
  let currency: string | null = null;
  // Sign and currency in either order, each once: -$5, $-5, +5 €.
  let hasSign = isBracketed;
  for (let step = 0; step < 2; step++) {
    const sign = rest[0];
    if ((sign === '-' || sign === '+') && !hasSign) {
      hasSign = true;
      isNegative = sign === '-';
      rest = rest.slice(1).trimStart();
    } else if (currency === null) {
      const leading = leadingCurrency(rest);
      if (leading === null) break;
      currency = leading.currency;
      rest = rest.slice(leading.length).trimStart();
    }
  }
  // ($5) is usual; $(5) is too.
  if (currency !== null && !hasSign && rest[0] === '(' && rest.endsWith(')')) {
    [isNegative, hasSign] = [true, true];
    rest = rest.slice(1, -1).trim();
  }
  const body = bodyStart.exec(rest);
  if (!body) return chineseForm(rest, currency, isNegative, isBracketed);
  let digits = body[0].trimEnd();
  let tail = rest.slice(body[0].length);
  const power = tail === '' || digits.length < body[0].length ? null : exponentStart.exec(tail);
  if (power) {
    digits += power[0];
    tail = tail.slice(power[0].length);
  }
  tail = tail.trim();
  if (tail.endsWith('-') && !hasSign) {
    [isNegative, hasSign] = [true, true];
    tail = tail.slice(0, -1).trimEnd();
    if (tail === '')
      return formOf(digits, 0, isNegative, { currency, unit: null, change: 'negative', isBracketed: false });
  }
  const ending = endingOf(tail, currency !== null);
  if (ending === null) return null;
  const mark = { currency: currency ?? ending.currency, unit: ending.unit };
  const isScaled = ending.power > 0;
  const change: ImportChange = isScaled
    ? 'scale'
    : isBracketed || (isNegative && currency !== null)
      ? 'negative'
      : 'numberText';
  return formOf(digits, ending.power, isNegative, { ...mark, change, isBracketed });
}

interface Ending {
  /** Power of ten. */
  readonly power: number;
  readonly currency: string | null;
  /** '%' or a unit. */
  readonly unit: string | null;
}

/** What stands behind the digits: nothing, %, a scale (万), a currency or a unit. */
function endingOf(tail: string, hasCurrency: boolean): Ending | null {
  if (tail === '') return { power: 0, currency: null, unit: null };
  if (tail === '%' || tail === '‰') return { power: tail === '%' ? -2 : -3, currency: null, unit: '%' };
  const whole = markOf(tail, hasCurrency, 0);
  if (whole !== null) return whole;
  const scale = scales.find(([word]) => tail.startsWith(word));
  return scale ? markOf(tail.slice(scale[0].length).trim(), hasCurrency, scale[1]) : null;
}

function markOf(word: string, hasCurrency: boolean, power: number): Ending | null {
  if (word === '') return power === 0 ? null : { power, currency: null, unit: null };
  const currency = currencyOf(word);
  if (currency !== null) return hasCurrency ? null : { power, currency, unit: null };
  const unit = hasCurrency ? null : unitOf(word, (part) => currencyOf(part) !== null);
  return unit === null ? null : { power, currency: null, unit };
}

interface Trimmings {
  readonly currency: string | null;
  readonly unit: string | null;
  readonly change: ImportChange;
  readonly isBracketed: boolean;
}

function formOf(digits: string, power: number, isNegative: boolean, trimmings: Trimmings): NumberForm | null {
  const { currency, unit, isBracketed } = trimmings;
  const point = bodyValue(pointBody, digits, ',', '.', power, isNegative);
  const comma = bodyValue(commaBody, digits, '.', ',', power, isNegative);
  if (Number.isNaN(point) && Number.isNaN(comma)) return null;
  const change = unit === '%' ? 'percent' : currency ? 'currency' : unit ? 'unit' : trimmings.change;
  const isPlain = change === 'numberText';
  const isDecimalComma = isPlain && digits.includes(',');
  return {
    ...{ point, comma, isBracketed, mark: currency ?? unit ?? '' },
    pointChange: isPlain && /[^\d.eE+-]/.test(digits) ? 'grouped' : change,
    commaChange: isPlain && /[^\d,eE+-]/.test(digits) ? 'grouped' : isDecimalComma ? 'decimalComma' : change,
  };
}

/** The double nearest to what the digits write times 10^`power`; NaN where they are not grouped as `pattern` wants. */
function bodyValue(
  pattern: RegExp,
  digits: string,
  separator: string,
  decimal: string,
  power: number,
  isNegative: boolean,
): number {
  const match = pattern.exec(digits);
  if (!match || (match[1] === undefined && match[2] === undefined)) return Number.NaN;
  const whole = (match[1] ?? '0').replaceAll(separator, '').replaceAll(/[^\d]/g, '');
  const fraction = match[2] === undefined ? '' : `.${match[2].slice(decimal.length)}`;
  const value = Number(`${whole}${fraction}e${Number(match[3] ?? 0) + power}`);
  if (!Number.isFinite(value)) return Number.NaN;
  return isNegative ? -value : value;
}

/** 三十五, 负十二, 三万五元, 百分之十二. */
function chineseForm(
  text: string,
  currency: string | null,
  isNegativeSign: boolean,
  isBracketed: boolean,
): NumberForm | null {
  let rest = text;
  const isNegative = isNegativeSign !== rest.startsWith('负');
  if (rest.startsWith('负')) rest = rest.slice(1);
  const isPercent = rest.startsWith('百分之');
  if (isPercent) rest = rest.slice(3);
  let length = 0;
  while (length < rest.length && isChineseNumeral(rest[length] as string)) length++;
  if (length === 0) return null;
  const value = chineseNumber(rest.slice(0, length));
  const tail = rest.slice(length).trim();
  const ending = tail === '' ? { power: 0, currency: null, unit: null } : markOf(tail, currency !== null, 0);
  if (value === null || ending === null || (isPercent && tail !== '')) return null;
  const mark = isPercent ? '%' : (currency ?? ending.currency ?? ending.unit ?? '');
  const signed = (isNegative ? -value : value) / (isPercent ? 100 : 1);
  const change: ImportChange = isPercent ? 'percent' : 'chineseNumber';
  return { point: signed, comma: signed, pointChange: change, commaChange: change, mark, isBracketed };
}
