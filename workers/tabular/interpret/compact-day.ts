import { timeOfParts } from '../date-text.ts';

/** Numbers such as 20240301 from 1900 to 2100, as far as they may be days. */
export const compactDays = { from: 19_000_101, to: 21_001_231 } as const;

/** The time of a day written as one whole number, in milliseconds since 1970-01-01 UTC; null where there is no such day. */
export function timeOfCompactDay(value: number): number | null {
  if (!Number.isInteger(value) || value < compactDays.from || value > compactDays.to) return null;
  return timeOfParts(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100, 0, 0, 0, 0);
}
