import { faultSentence } from '../contract/faults.ts';
import type { Invocation } from './command-line.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { outTicketOf } from './out-folder.ts';
import { printTable } from './print-table.ts';
import { removeEntries } from './remove-entries.ts';
import { recipeTexts, say, watchStateTexts } from './texts.ts';
import { workOf } from './work-options.ts';

/** `auspex watch …`: the folders whose new files are submitted by themselves. Gives the exit code. */
export function runWatchCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  return withEngine(invocation, surroundings, interruption, 'nothing', 1, async (session) => {
    const { timetable } = session.client;
    if (invocation.verb === 'add') return add(session);
    if (invocation.verb === 'list') return list(session);
    const { folders } = await timetable.listWatchedFolders();
    return removeEntries(session, folders, (id) => timetable.removeWatchedFolder({ id }));
  });
}

async function add(session: Session): Promise<number> {
  const { engine, client, invocation, locale } = session;
  const { options, words } = invocation;
  const folder = await engine.tickets.issueFolderTicket(session.resolve(words[0]!));
  const resultsFolder = await outTicketOf(session);
  const watched = await client.timetable.addWatchedFolder({
    ...{ folder: folder.id, resultsFolder, resultsLocale: locale },
    ...{ includesSubfolders: options.subfolders ?? false, takesPresentFiles: options.present ?? false },
    work: workOf(session),
  });
  if (invocation.isJson) session.printJson({ folder: watched });
  else {
    session.print(say('watching', locale, { label: watched.label, id: watched.id }));
    session.print(say('needsWorker', locale));
  }
  return 0;
}

async function list(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  const { folders } = await client.timetable.listWatchedFolders();
  if (invocation.isJson) session.printJson({ folders });
  else if (folders.length === 0) session.print(say('noFolders', locale));
  else {
    const rows = folders.map(({ id, label, submittedFiles, state, fault, work }) => [
      ...[id, label, recipeTexts[work.recipe][locale], `${submittedFiles}`],
      ...[fault ? faultSentence(fault, locale) : watchStateTexts[state][locale]],
    ]);
    printTable(session, ['headId', 'headName', 'headRecipe', 'headFile', 'headStatus'], rows);
  }
  return 0;
}
