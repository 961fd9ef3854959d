import type { ImportChange } from '../../../contract/import-changes.ts';
import { timeOfParts } from '../date-text.ts';
import { monthOfName, monthPattern } from './month-names.ts';

/** How a text reads as a date; times are milliseconds since 1970-01-01 UTC of the date and time as written. */
export interface DateForm {
  /** With the day first and with the month first where both are numbers; NaN where there is no such day. Else both the same. */
  readonly dayFirst: number;
  readonly monthFirst: number;
  /** Both could be meant, and mean different days. */
  readonly isAmbiguous: boolean;
  readonly change: ImportChange;
  /** Minutes east of UTC; null where no zone is written. */
  readonly zoneMinutes: number | null;
}

export const longestDate = 48;

/** 1: half of the day, 2–5: hour, minute, second, fraction, 6: half of the day, 7: zone. */
const clock =
  '(?:[T ,]*(?:(上午|下午|凌晨|早上|中午|晚上|am|pm) ?)?(\\d{1,2})[:时点](\\d{1,2})(?:[:分](\\d{1,2})(?:[.,](\\d{1,9}))?秒?|分)? ?(am|pm)? ?(z|utc|gmt|[+-]\\d{2}:?\\d{2})?)?';
const weekday = '(?:[ ,]*[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?)?';
const leadingWeekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]? +/i;

const yearFirst = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${weekday}${clock}$`, 'i');
const yearMonth = /^(\d{4})[-/](\d{1,2})$/;
const chinese = new RegExp(`^(\\d{2}|\\d{4})年 ?(\\d{1,2})月(?: ?(\\d{1,2})[日号])?${weekday}${clock}$`, 'i');
const numbersOnly = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${clock}$`, 'i');
const dayNamed = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?(?:[-\\s./]?|\\. | de )${monthPattern}(?:[-\\s./,]{0,2}| de )(\\d{4}|\\d{2})${clock}$`,
  'i',
);
const monthNamed = new RegExp(
  `^${monthPattern}[-\\s./]?(\\d{1,2})(?:st|nd|rd|th)?(?:, ?|[-\\s./])(\\d{4})${clock}$`,
  'i',
);
const monthAndYear = new RegExp(`^${monthPattern}[-\\s./,]{0,2}(\\d{4})$`, 'i');
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
/** A text that holds none of these is no date; most are told by their first signs. */
const mayBeDate = /^(?:\d|[a-zà-ÿ]{3}|[〇零一二三四五六七八九]{2,4}年)/i;
const chineseDigits = '〇一二三四五六七八九';

/**
 * How `text`, trimmed and with plain signs (fold-width.ts), reads as a date: 2024-03-05, 2024/3/5 8:05, 2024年3月5日,
 * 二〇二四年三月五日, 2024年3月 (its first day), 05/03/2024, 5.3.24, 5 Mar 2024, 5. März 2024, March 5, 2024, 20240305, 2024-03-05T08:05+08:00.
 * null for everything else, and for days that do not exist.
 */
export function dateFormOf(text: string): DateForm | null {
  if (text.length < 6 || text.length > longestDate || !mayBeDate.test(text)) return null;
  const body = foldDigits(text.replace(leadingWeekday, '').trim());
  let match = yearFirst.exec(body);
  if (match) return certain('dateText', match[1], match[3], match[4], match.slice(5));
  match = chinese.exec(body);
  if (match) return certain('chineseDate', match[1], match[2], match[3] ?? '1', match.slice(4));
  match = numbersOnly.exec(body);
  if (match) return dayOrMonthFirst(match);
  match = dayNamed.exec(body);
  if (match) return certain('namedMonth', match[3], monthNumber(match[2]), match[1], match.slice(4));
  match = monthNamed.exec(body);
  if (match) return certain('namedMonth', match[3], monthNumber(match[1]), match[2], match.slice(4));
  match = monthAndYear.exec(body);
  if (match) return certain('namedMonth', match[2], monthNumber(match[1]), '1', []);
  match = compact.exec(body);
  if (match) return certain('compactDate', match[1], match[2], match[3], []);
  match = yearMonth.exec(body);
  return match ? certain('dateText', match[1], match[2], '1', []) : null;
}

/** 二〇二四年三月十五日 → 2024年3月15日; other texts as they are. */
function foldDigits(text: string): string {
  const match =
    /^([〇零一二三四五六七八九]{2,4})年(十?[一二三四五六七八九]?)月(?:([一二三]?十?[一二三四五六七八九]?)([日号]))?(.*)$/.exec(
      text,
    );
  if (!match || match[2] === '') return text;
  const [, year = '', month = '', day = '', sign = '', rest = ''] = match;
  const yearText = [...year.replaceAll('零', '〇')].map((digit) => chineseDigits.indexOf(digit)).join('');
  return `${yearText}年${belowHundred(month)}月${sign === '' ? '' : `${belowHundred(day)}${sign}`}${rest}`;
}

function belowHundred(numeral: string): number {
  const ten = numeral.indexOf('十');
  if (ten < 0) return chineseDigits.indexOf(numeral);
  const tens = ten === 0 ? 1 : chineseDigits.indexOf(numeral.slice(0, ten));
  const ones = numeral.slice(ten + 1);
  return tens * 10 + (ones === '' ? 0 : chineseDigits.indexOf(ones));
}

function monthNumber(name: string | undefined): string {
  return String(monthOfName(name ?? ''));
}

type Part = string | undefined;

function certain(change: ImportChange, year: Part, month: Part, day: Part, rest: readonly Part[]): DateForm | null {
  const time = timeOf(year, month, day, rest);
  if (time === null) return null;
  const zoneMinutes = zoneOf(rest[6]);
  const zoned: ImportChange = zoneMinutes === null ? change : 'zonedDate';
  return { dayFirst: time, monthFirst: time, isAmbiguous: false, change: zoned, zoneMinutes };
}

function dayOrMonthFirst(match: RegExpExecArray): DateForm | null {
  const [, first, , second, year] = match;
  const rest = match.slice(5);
  const dayFirst = timeOf(year, second, first, rest) ?? Number.NaN;
  const monthFirst = timeOf(year, first, second, rest) ?? Number.NaN;
  if (Number.isNaN(dayFirst) && Number.isNaN(monthFirst)) return null;
  const isAmbiguous = !Number.isNaN(dayFirst) && !Number.isNaN(monthFirst) && dayFirst !== monthFirst;
  return { dayFirst, monthFirst, isAmbiguous, change: 'dateText', zoneMinutes: zoneOf(rest[6]) };
}

/** Years of two digits as POSIX reads them: 69 to 99 belong to the twentieth century, the others to the twenty-first. */
function fullYear(year: Part): number {
  const value = Number(year);
  if (year?.length !== 2) return value;
  return value >= 69 ? 1900 + value : 2000 + value;
}

function timeOf(year: Part, month: Part, day: Part, rest: readonly Part[]): number | null {
  const [before, hourText = '0', minuteText = '0', secondText = '0', fraction = '0', after] = rest;
  const half = (before ?? after)?.toLowerCase();
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour > 12 && /[ap]m/.test(half)) return null;
    if (['pm', '下午', '晚上', '中午'].includes(half) && hour < 12 && !(half === '中午' && hour > 10)) hour += 12;
    if (['am', '上午', '凌晨', '早上'].includes(half) && hour === 12) hour = 0;
  }
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6);
  return timeOfParts(
    fullYear(year),
    Number(month),
    Number(day),
    hour,
    Number(minuteText),
    Number(secondText),
    milliseconds,
  );
}

function zoneOf(zone: Part): number | null {
  if (zone === undefined) return null;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}
