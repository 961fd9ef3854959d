import type { dateParts } from '../../contract/models/model-document.ts';

export type DatePart = (typeof dateParts)[number];

const dayMs = 86_400_000;

/**
 * A part of a time given in milliseconds since 1970-01-01 UTC; NaN stays NaN. Months count from 1, days of the week from 1
 * (Monday) to 7. Civil date from days: Hinnant, “chrono-compatible low-level date algorithms”, civil_from_days.
 */
export function datePartOf(timeMs: number, part: DatePart): number {
  if (Number.isNaN(timeMs)) return timeMs;
  if (part === 'days') return timeMs / dayMs;
  const days = Math.floor(timeMs / dayMs);
  if (part === 'hour') return Math.floor((timeMs - days * dayMs) / 3_600_000);
  if (part === 'dayOfWeek') return ((((days + 3) % 7) + 7) % 7) + 1;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  if (part === 'dayOfMonth') return dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return part === 'month' ? month : yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
}
