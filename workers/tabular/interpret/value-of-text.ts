import type { ColumnDecision } from '../../../contract/column-decision.ts';
import type { ImportChange } from '../../../contract/import-changes.ts';
import { cellKind } from '../segment.ts';
import { booleanPairs } from './boolean-words.ts';
import { longestTelling, plausibleSerials } from './column-evidence.ts';
import { timeOfCompactDay } from './compact-day.ts';
import { dateFormOf } from './date-form.ts';
import { foldWidth } from './fold-width.ts';
import { isIdText, numberFormOf } from './number-form.ts';

/** What a text becomes: a kind of `cellKind` and its value. */
export interface ReadValue {
  readonly kind: number;
  readonly value: number;
  readonly change: ImportChange;
}

const dayMs = 86_400_000;
/** Serial 0 of a spreadsheet that counts days from 1900, in milliseconds since 1970-01-01. */
const serialZeroMs = -25_569 * dayMs;

/** The time of a serial, in milliseconds since 1970-01-01 UTC; null for one that no date is likely to have. */
export function timeOfSerial(serial: number): number | null {
  if (!(serial >= plausibleSerials.from && serial < plausibleSerials.to)) return null;
  return serialZeroMs + Math.round(serial * dayMs);
}

/** Gives what each text of a column becomes by `decision`; null: it stays text. */
export function textReader(decision: ColumnDecision): (text: string) => ReadValue | null {
  const missing = new Set(decision.missing);
  const readAs = readers[decision.as];
  return (text) => {
    if (text.length > longestTelling) return null;
    const trimmed = text.trim();
    if (missing.has(trimmed)) return { kind: cellKind.missing, value: 0, change: 'missingWord' };
    const folded = foldWidth(text).trim();
    const read = folded === '' ? null : readAs(folded, decision);
    if (read === null || folded === trimmed || !plainChanges.has(read.change)) return read;
    return { ...read, change: 'fullWidth' };
  };
}

/** Gives what each number of a column becomes by `decision` (null: it stays a number); null where none changes. */
export function numberReader(decision: ColumnDecision): ((value: number) => ReadValue | null) | null {
  const { allowsCompactNumbers, allowsSerials, missingNumbers } = decision;
  if (!allowsSerials && !allowsCompactNumbers && missingNumbers.length === 0) return null;
  const missing = new Set(missingNumbers);
  const date = (value: number | null, change: ImportChange): ReadValue | null =>
    value === null ? null : { kind: cellKind.date, value, change };
  return (value) => {
    if (missing.has(value)) return { kind: cellKind.missing, value: 0, change: 'missingWord' };
    const serial = allowsSerials ? date(timeOfSerial(value), 'serialDate') : null;
    return serial ?? (allowsCompactNumbers ? date(timeOfCompactDay(value), 'compactDate') : null);
  };
}

/** Changes beside which full-width signs are the thing to tell. */
const plainChanges = new Set<ImportChange>(['numberText', 'dateText', 'booleanWord']);

const readers: Readonly<Record<ColumnDecision['as'], (text: string, decision: ColumnDecision) => ReadValue | null>> = {
  number: readNumber,
  date: readDate,
  boolean: readBoolean,
  text: () => null,
};

function readNumber(text: string, { decimal, mark, allowsBare, allowsBrackets }: ColumnDecision): ReadValue | null {
  const form = numberFormOf(text);
  if (form === null || (form.isBracketed && !allowsBrackets)) return null;
  if (form.mark !== mark && !(form.mark === '' && allowsBare)) return null;
  const value = decimal === '.' ? form.point : form.comma;
  if (Number.isNaN(value)) return null;
  return { kind: cellKind.number, value, change: decimal === '.' ? form.pointChange : form.commaChange };
}

function readDate(text: string, decision: ColumnDecision): ReadValue | null {
  const form = dateFormOf(text);
  if (form === null || (form.change === 'compactDate' && !decision.allowsCompactDates)) {
    if (!decision.allowsSerials || isIdText(text)) return null;
    const number = numberFormOf(text);
    const time = number?.mark === '' ? timeOfSerial(number.point) : null;
    return time === null ? null : { kind: cellKind.date, value: time, change: 'serialDate' };
  }
  const isDayFirst = decision.dateOrder === 'dayFirst';
  const written = isDayFirst ? form.dayFirst : form.monthFirst;
  if (Number.isNaN(written)) return null;
  const isOrdered = form.dayFirst !== form.monthFirst;
  const value = decision.isInUtc ? written - (form.zoneMinutes ?? 0) * 60_000 : written;
  return { kind: cellKind.date, value, change: isOrdered ? decision.dateOrder : form.change };
}

function readBoolean(text: string, { pair }: ColumnDecision): ReadValue | null {
  const place = (booleanPairs[pair] as readonly string[]).indexOf(text.toLowerCase());
  return place < 0 ? null : { kind: cellKind.boolean, value: place === 0 ? 1 : 0, change: 'booleanWord' };
}
