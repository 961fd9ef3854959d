import { dateFormOf } from './date-form.ts';
import { foldWidth } from './fold-width.ts';
import { numberFormOf } from './number-form.ts';

/**
 * The number that one text reads as by itself; null when it is none. `decimal` decides what a single comma or point is; a
 * number that can be meant with the other sign only (1.234,5) is read so.
 */
export function numberOfText(text: string, decimal: '.' | ',' = '.'): number | null {
  const form = numberFormOf(foldWidth(text).trim());
  if (form === null) return null;
  const value = decimal === '.' ? form.point : form.comma;
  if (!Number.isNaN(value)) return value;
  const other = decimal === '.' ? form.comma : form.point;
  return decimal === '.' && form.commaChange === 'grouped' ? other : null;
}

/** The date that one text writes, in milliseconds since 1970-01-01 UTC as written, or null; 03/04/2024 has its month first, 3.4.2024 its day. */
export function dateTimeOf(text: string, options: { allowCompact?: boolean } = {}): number | null {
  const body = foldWidth(text).trim();
  const form = dateFormOf(body);
  if (form === null || (form.change === 'compactDate' && !options.allowCompact)) return null;
  const isMonthFirst = /^\d{1,2}\//.test(body);
  const [first, second] = isMonthFirst ? [form.monthFirst, form.dayFirst] : [form.dayFirst, form.monthFirst];
  return Number.isNaN(first) ? second : first;
}
