import { type Invocation, wholeNumber } from './command-line.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { timeText } from './job-words.ts';
import { printTable } from './print-table.ts';
import { say } from './texts.ts';

/** `auspex audit …`: who did what, and whether that record is whole. Gives the exit code. */
export function runAuditCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  return withEngine(invocation, surroundings, interruption, 'nothing', 1, (session) =>
    invocation.verb === 'verify' ? verify(session) : list(session),
  );
}

async function verify(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  const verdict = await client.upkeep.verifyAudit();
  const { isIntact, entries, brokenAt } = verdict;
  if (invocation.isJson) session.printJson(verdict);
  else if (isIntact) session.print(say('auditIntact', locale, { entries }));
  else session.print(say('auditBroken', locale, { sequence: brokenAt }));
  return isIntact ? 0 : 1;
}

async function list(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  const { options } = invocation;
  const limit = wholeNumber(options, 'limit', 1, 1000) ?? 50;
  const offset = wholeNumber(options, 'offset', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const page = await client.upkeep.listAudit({ limit, offset, search: options.search ?? '' });
  if (invocation.isJson) session.printJson(page);
  else {
    const rows = page.entries.map(({ atMs, actor, action, subject }) => [
      timeText(atMs, locale),
      actor,
      action,
      subject,
    ]);
    printTable(session, ['headWhen', 'headActor', 'headAction', 'headSubject'], rows);
  }
  return 0;
}
