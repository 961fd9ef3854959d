import { toFaultData } from '../contract/faults.ts';
import { priorities } from '../contract/job-states.ts';
import type { Job } from '../contract/jobs.ts';
import type { SubmissionInput } from '../contract/recipes.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import { columnNames, type Invocation, oneOf, timeFrom } from './command-line.ts';
import { threadsOf } from './early-threads.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { isGoodLine, type JobLine, printJobLines } from './job-lines.ts';
import { checkColumns } from './known-columns.ts';
import { MisuseError } from './misuse.ts';
import { batchNameOf, namedFiles } from './named-files.ts';
import { outFolderOf } from './out-folder.ts';
import { readingOf, tablesOf } from './reading-options.ts';
import { ReportNames } from './report-names.ts';
import { watchToEnd } from './watch-to-end.ts';
import { writeReports } from './write-reports.ts';

/** Profiles the files and gives the exit code. Throws the faults of a data folder or an --out that cannot be used. */
export async function runProfileCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const { options } = invocation;
  if (options['all-sheets'] && options.sheet !== undefined) {
    throw new MisuseError('optionsExclude', { option: '--sheet', other: '--all-sheets' });
  }
  const earlierTables = tablesOf(options, null);
  const threads = threadsOf(invocation);
  const startAtMs = timeFrom(options, 'at', Date.now());
  const isWaiting = !options['no-wait'] && startAtMs === null;
  const works = isWaiting ? 'ownJobs' : 'nothing';
  return withEngine(invocation, surroundings, interruption, works, threads, async (session) => {
    const outFolder = await outFolderOf(session);
    const submitted = await submit(session, startAtMs, earlierTables);
    if (!isWaiting) {
      printJobLines(
        session,
        submitted.map(({ file, job }) => ({ file, job, artifacts: [], fault: null })),
      );
      return 0;
    }
    const ended = await watchToEnd(session, submitted);
    const lines = await report(session, ended, outFolder);
    printJobLines(session, lines);
    return interruption.isRaised ? interruption.exitCode : lines.every(isGoodLine) ? 0 : 1;
  });
}

/** Submits all files at once, in their order; gives the jobs with the words they came from. */
async function submit(
  session: Session,
  startAtMs: number | null,
  earlierTables: ReturnType<typeof tablesOf>,
): Promise<{ file: string; job: Job }[]> {
  const { engine, client, invocation } = session;
  const { options } = invocation;
  const inputs: SubmissionInput['inputs'] = [];
  const words: string[] = [];
  const asked = { asWritten: columnNames(options['as-written']), ...readingOf(options) };
  const files = await namedFiles(session);
  for (const file of files) {
    const ticket = await engine.tickets.issueTicketForAnything(session.resolve(file));
    const sheets = options['all-sheets'] ? await visibleSheets(session, ticket.id) : onlySheet(options.sheet);
    const isAsked = asked.asWritten.length > 0 || tablesOf(options) !== null;
    const tables = sheets?.map((sheet) => ({ sheet, ...asked })) ?? (isAsked ? [asked] : null);
    inputs.push({ ticket: ticket.id, tables });
    for (let count = sheets?.length ?? 1; count > 0; count--) {
      words.push(file);
      if (options.since !== undefined) words.push(`${options.since} → ${file}`);
    }
  }
  const looked = inputs.flatMap(({ ticket, tables }) => (tables ?? []).map(({ sheet = null }) => ({ ticket, sheet })));
  await checkColumns(session, asked.asWritten, looked);
  const since = options.since && (await engine.tickets.issueTicketForAnything(session.resolve(options.since))).id;
  const { jobs } = await client.jobs.submitJobs({
    since: since ? { ticket: since, tables: earlierTables } : null,
    ...{ recipe: 'profile', inputs, startAtMs, name: batchNameOf(session, files) },
    ...{ priority: oneOf(options, 'priority', priorities) ?? 'normal', isReuseAllowed: !options.again },
  });
  return jobs.map((job, place) => ({ file: words[place]!, job }));
}

const onlySheet = (sheet: string | undefined) => (sheet === undefined ? null : [sheet]);

/** null for a file that cannot be looked into: its job ends with the reason. */
async function visibleSheets({ client }: Session, ticket: string): Promise<string[] | null> {
  const inspection = await client.files.inspectFile({ ticket }).catch(() => null);
  const visible = inspection?.sheets.filter((sheet) => sheet.visibility === 'visible') ?? [];
  return visible.length > 0 ? [...new Set(visible.map((sheet) => sheet.name))] : null;
}

async function report(
  { engine, locale, interruption }: Session,
  ended: readonly { file: string; job: Job }[],
  outFolder: string | null,
): Promise<JobLine[]> {
  const names = new ReportNames();
  return Promise.all(
    ended.map(async ({ file, job }): Promise<JobLine> => {
      if (job.state !== 'completed' || interruption.isRaised) return { file, job, artifacts: [], fault: job.fault };
      try {
        const artifacts = await interruption.race(writeReports(engine, job, locale, outFolder, names));
        return { file, job, artifacts: artifacts ?? [], fault: null };
      } catch (error) {
        return { file, job, artifacts: [], fault: toFaultData(faultOfWriteError(error)) };
      }
    }),
  );
}
