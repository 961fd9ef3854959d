import { booleanWordOf } from '../tabular/interpret/boolean-words.ts';
import { foldWidth } from '../tabular/interpret/fold-width.ts';
import { dateTimeOf, numberOfText } from '../tabular/interpret/text-values.ts';
import { timeOfSerial } from '../tabular/interpret/value-of-text.ts';
import { missingStrength } from '../tabular/missing-words.ts';
import type { ModelColumnType } from './column-types.ts';

type ValueType = Exclude<ModelColumnType, 'text'>;

/** What a text means in a column of numbers, dates or truth values: NaN where it says that there is none, null where it cannot be read. */
export function valueOfText(text: string, type: ValueType): number | null {
  const plain = text.trim();
  if (plain === '' || missingStrength(plain) !== null) return Number.NaN;
  if (type === 'number') return numberOfText(plain);
  if (type === 'date') return dateTimeOf(plain, { allowCompact: true }) ?? null;
  return booleanOf(plain);
}

/** What a number means in a column of `type`; null: nothing. Dates are taken from the serials of spreadsheets. */
export function valueOfNumber(value: number, type: ValueType): number | null {
  if (!Number.isFinite(value)) return null;
  if (type === 'number') return value;
  if (type === 'date') return timeOfSerial(value);
  return value === 0 || value === 1 ? value : null;
}

function booleanOf(text: string): number | null {
  if (text === '1' || text === '0') return Number(text);
  const word = booleanWordOf(foldWidth(text));
  return word === null ? null : word.isYes ? 1 : 0;
}
