import type { TFunction } from 'i18next';
import type { TextEncoding } from '../../contract/reading.ts';

export const encodingNames: Readonly<Record<TextEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  gb18030: 'GB18030',
  big5: 'Big5',
  'windows-1252': 'Windows-1252',
};

const knownDelimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe', ' ': 'space' } as const;
export const commonDelimiters = Object.keys(knownDelimiters) as (keyof typeof knownDelimiters)[];

/** What a delimiter is called; a sign that cannot be seen by its number. */
export function delimiterName(t: TFunction<'start'>, delimiter: string): string {
  const known = knownDelimiters[delimiter as keyof typeof knownDelimiters];
  if (known) return t(`delimiter.${known}`);
  const code = delimiter.charCodeAt(0);
  return code > 32 ? delimiter : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
