import { idOf, type Session } from './engine-session.ts';
import { say } from './texts.ts';

/**
 * Removes those of `entries` that the words of the command line are, or are the end of, each by `remove`, and says how many.
 * Gives the exit code. Throws MisuseError before anything is removed.
 */
export async function removeEntries(
  session: Session,
  entries: readonly { readonly id: string }[],
  remove: (id: string) => Promise<unknown>,
): Promise<number> {
  const { invocation, locale } = session;
  const ids = entries.map(({ id }) => id);
  const named = new Set(invocation.words.map((word) => idOf(word, ids, 'entryUnknown')));
  for (const id of named) await remove(id);
  if (invocation.isJson) session.printJson({ removed: named.size });
  else session.print(say('removed', locale, { count: named.size }));
  return 0;
}
