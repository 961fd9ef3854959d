import path from 'node:path';
import { faultSentence } from '../contract/faults.ts';
import type { Trigger } from '../contract/timetable.ts';
import { type Invocation, timeFrom } from './command-line.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { timeText } from './job-words.ts';
import { MisuseError } from './misuse.ts';
import { namedFiles } from './named-files.ts';
import { outTicketOf } from './out-folder.ts';
import { printTable } from './print-table.ts';
import { tablesOf } from './reading-options.ts';
import { removeEntries } from './remove-entries.ts';
import { recipeTexts, say } from './texts.ts';
import { workOf } from './work-options.ts';

/** `auspex schedule …`. Gives the exit code. */
export function runScheduleCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  return withEngine(invocation, surroundings, interruption, 'nothing', 1, async (session) => {
    const { timetable } = session.client;
    if (invocation.verb === 'add') return add(session);
    if (invocation.verb === 'list') return list(session);
    const { schedules } = await timetable.listSchedules();
    return removeEntries(session, schedules, (id) => timetable.removeSchedule({ id }));
  });
}

/** When --cron and --at say. Throws MisuseError. */
function triggerOf({ options }: Invocation): Trigger {
  if ((options.cron === undefined) === (options.at === undefined)) {
    throw new MisuseError('timeNotSaid');
  }
  if (options.cron === undefined) return { kind: 'once', atMs: timeFrom(options, 'at', Date.now())! };
  const timeZone = options['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { kind: 'cron', expression: options.cron, timeZone };
}

async function add(session: Session): Promise<number> {
  const { engine, client, invocation, locale } = session;
  const { options, words } = invocation;
  const trigger = triggerOf(invocation);
  const tables = tablesOf(options);
  const files = await namedFiles(session);
  const tickets = await Promise.all(files.map((file) => engine.tickets.issueTicketForAnything(session.resolve(file))));
  const resultsFolder = await outTicketOf(session);
  const schedule = await client.timetable.addSchedule({
    ...{ name: options.name ?? path.basename(path.resolve(words[0]!)), trigger, resultsLocale: locale },
    work: workOf(session),
    inputs: tickets.map(({ id }) => ({ ticket: id, tables })),
    resultsFolder,
  });
  if (invocation.isJson) session.printJson({ schedule });
  else {
    const { sentence } = await client.timetable.describeTrigger({ trigger, locale });
    const { id, name } = schedule;
    session.print(say('scheduled', locale, { id, name, sentence, next: timeText(schedule.nextRunMs, locale) }));
    session.print(say('needsWorker', locale));
  }
  return 0;
}

async function list(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  const { schedules } = await client.timetable.listSchedules();
  if (invocation.isJson) session.printJson({ schedules });
  else if (schedules.length === 0) session.print(say('noSchedules', locale));
  else {
    const rows = await Promise.all(
      schedules.map(async ({ id, name, trigger, nextRunMs, fileNames, fault, work }) => {
        // The time of a schedule that has run lies in the past, which only adding one refuses.
        const words = await client.timetable.describeTrigger({ trigger, locale }).catch(() => null);
        const when = words?.sentence ?? (trigger.kind === 'once' ? timeText(trigger.atMs, locale) : trigger.expression);
        const status = fault ? faultSentence(fault, locale) : fileNames.slice(0, 3).join(', ');
        return [id, name, recipeTexts[work.recipe][locale], when, timeText(nextRunMs, locale), status];
      }),
    );
    printTable(session, ['headId', 'headName', 'headRecipe', 'headWhen', 'headNext', 'headFile'], rows);
  }
  return 0;
}
