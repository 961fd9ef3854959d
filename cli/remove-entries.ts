import type { Session } from './engine-session.ts';
import { say } from './texts.ts';

/** Removes what the words of the command line name, each by `remove`, and says how many. Gives the exit code. */
export async function removeEntries(session: Session, remove: (id: string) => Promise<unknown>): Promise<number> {
  const { invocation, locale } = session;
  for (const id of invocation.words) await remove(id);
  const removed = invocation.words.length;
  if (invocation.isJson) session.printJson({ removed });
  else session.print(say('removed', locale, { count: removed }));
  return 0;
}
