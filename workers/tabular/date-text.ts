const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthPattern = '(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\\.?';
const time =
  '(?:[T ,，]*(?:(上午|下午|凌晨|晚上|am|pm)\\s*)?(\\d{1,2})[:：时点](\\d{1,2})(?:[:：分](\\d{1,2})(?:[.,](\\d{1,9}))?秒?|分)?\\s*(am|pm|z)?)?';

const yearFirst = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${time}$`, 'i');
const chinese = new RegExp(`^(\\d{4})年(\\d{1,2})月(?:(\\d{1,2})[日号])?${time}$`, 'i');
const compact = /^(19|20)(\d{2})(\d{2})(\d{2})$/;
const dayOrMonthFirst = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${time}$`, 'i');
const dayNamed = new RegExp(`^(\\d{1,2})[-\\s./]*${monthPattern}[-\\s./,]*(\\d{4})${time}$`, 'i');
const monthNamed = new RegExp(`^${monthPattern}[-\\s./]*(\\d{1,2})(?:st|nd|rd|th)?,?[-\\s./]+(\\d{4})${time}$`, 'i');

/**
 * The date (and time) that `text` writes, in milliseconds since 1970-01-01 UTC of the date as written, or null.
 * Understands 2024-03-05, 2024/3/5 8:05, 2024.3.5, 2024年3月5日, 5.3.2024, 05/03/2024, 05-Mar-2024, March 5, 2024.
 * Where day and month could be either, the one above 12 is the day; in doubt a point or dash means day first and a
 * slash month first. Days that do not exist (30 February) are no dates. 20240305 counts only with `allowCompact`.
 */
export function dateTimeOf(text: string, options: { allowCompact?: boolean } = {}): number | null {
  const body = text.trim();
  if (body.length < 6 || body.length > 40) return null;
  let match = yearFirst.exec(body);
  if (match) return assembled(match[1], match[3], match[4], match.slice(5));
  match = chinese.exec(body);
  if (match) return assembled(match[1], match[2], match[3] ?? '1', match.slice(4));
  match = dayOrMonthFirst.exec(body);
  if (match) {
    const [, first, sign, second, year] = match;
    const isMonthFirst = Number(second) > 12 || (sign === '/' && Number(first) <= 12);
    return assembled(year, isMonthFirst ? first : second, isMonthFirst ? second : first, match.slice(5));
  }
  match = dayNamed.exec(body);
  if (match) return assembled(match[3], monthNumber(match[2]), match[1], match.slice(4));
  match = monthNamed.exec(body);
  if (match) return assembled(match[3], monthNumber(match[1]), match[2], match.slice(4));
  if (options.allowCompact) {
    match = compact.exec(body);
    if (match) return assembled(`${match[1]}${match[2]}`, match[3], match[4], []);
  }
  return null;
}

function monthNumber(name: string | undefined): string {
  return String(months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

function assembled(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  clock: readonly (string | undefined)[],
): number | null {
  const [before, hourText = '0', minuteText = '0', secondText = '0', fraction = '', after] = clock;
  const half = (before ?? after)?.toLowerCase();
  let hour = Number(hourText);
  if (half === 'am' || half === 'pm' || before !== undefined) {
    if (hour > 12 && before === undefined) return null;
    if ((half === 'pm' || half === '下午' || half === '晚上') && hour < 12) hour += 12;
    if ((half === 'am' || half === '上午' || half === '凌晨') && hour === 12) hour = 0;
  }
  const milliseconds = Math.floor(Number(`0.${fraction || '0'}`) * 1000 + 1e-6);
  return timeOfParts(
    Number(year),
    Number(month),
    Number(day),
    hour,
    Number(minuteText),
    Number(secondText),
    milliseconds,
  );
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/**
 * Milliseconds since 1970-01-01 UTC of a date in the Gregorian calendar, months from 1; null when there is no such day
 * or time of day. Days are counted without `Date`, which would let 30 February be 1 March.
 */
export function timeOfParts(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millisecond: number,
): number | null {
  if (!(month >= 1 && month <= 12 && day >= 1 && year >= 0 && year <= 9999)) return null;
  if (!(hour < 24 && minute < 60 && second < 60)) return null;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const nextMonth = month === 12 ? 365 : (daysBefore[month] as number);
  const length = nextMonth - (daysBefore[month - 1] as number) + (month === 2 && isLeap ? 1 : 0);
  if (day > length) return null;
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  const days = past * 365 + leapDays + (daysBefore[month - 1] as number) + (month > 2 && isLeap ? 1 : 0) + day - 719163;
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millisecond;
}
