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
