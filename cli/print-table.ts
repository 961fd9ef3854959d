import type { Session } from './engine-session.ts';
import { textTable } from './text-table.ts';
import { say, type TextName } from './texts.ts';

/** Prints `rows` under the words that `heads` names. */
export function printTable(
  { locale, print }: Session,
  heads: readonly TextName[],
  rows: readonly (readonly string[])[],
): void {
  const words = heads.map((name) => say(name, locale));
  for (const line of textTable(words, rows)) print(line);
}
