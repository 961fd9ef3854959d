const dayMs = 86_400_000;
/** Serial numbers of 1970-01-01 in the two date systems (ECMA-376 part 1, 18.17.4). */
const unixSerial1900 = 25_569;
const unixSerial1904 = 24_107;
/** 9999-12-31; what lies beyond is not a date to Excel either. */
const lastSerial1900 = 2_958_466;

/**
 * Milliseconds since 1970-01-01 UTC of the date and time a serial number shows, rounded to the millisecond; NaN when it
 * shows none. The 1900 system counts a 29 February 1900 that never was (serial 60, taken as 28 February here), so that
 * days before it lie one later than the arithmetic says.
 */
export function dateOfSerial(serial: number, is1904: boolean): number {
  if (!(serial >= 0)) return Number.NaN;
  if (is1904) {
    return serial < lastSerial1900 - 1462 ? Math.round((serial - unixSerial1904) * dayMs) : Number.NaN;
  }
  if (serial >= lastSerial1900) return Number.NaN;
  return Math.round(((serial < 60 ? serial + 1 : serial) - unixSerial1900) * dayMs);
}

const isoDate = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** Milliseconds since 1970-01-01 UTC of an ISO 8601 date or date and time as written (an offset is not applied); NaN otherwise. */
export function dateOfIsoText(text: string): number {
  const match = isoDate.exec(text);
  if (match === null) return Number.NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const milliseconds = match[7] === undefined ? 0 : Math.round(Number(`0.${match[7]}`) * 1000);
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60;
  if (!isReal) return Number.NaN;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCDate() === day ? date.setUTCHours(hour, minute, second, milliseconds) : Number.NaN;
}
