import { dateTimeOf, numberOfText } from '../tabular/interpret/text-values.ts';
import { type DictionaryView, dictionaryText } from '../tabular/segment.ts';

/** What a text reads as. */
export type TextLook = 'number' | 'date' | 'other';

/** No double tells whole numbers of more digits apart: such texts are identifiers. */
const maximumDigits = 15;

/**
 * What a dictionary entry reads as. Identifiers are not numbers: leading zeros, more than 15 digits, Chinese numerals alone.
 * Most texts are neither a number nor a date; the kernel tells them from their bytes (kernel/tally-texts.ts), without making
 * a string.
 */
export function lookOfEntry(dictionary: DictionaryView, code: number): TextLook {
  const text = dictionaryText(dictionary, code).normalize('NFKC').trim();
  if (isNumberLike(text)) return 'number';
  return dateTimeOf(text) === null ? 'other' : 'date';
}

/** Whether a text, trimmed and in ASCII digits, reads as a number without being an identifier. */
function isNumberLike(text: string): boolean {
  if (!/\d/.test(text) || /^[+-]?0\d/.test(text) || /^\+\d{7}/.test(text)) return false;
  if (!/[.eE%‰]/.test(text) && (text.match(/\d/g)?.length ?? 0) > maximumDigits) return false;
  return numberOfText(text) !== null;
}
