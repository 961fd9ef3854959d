import { type FaultData, toFaultData } from '../contract/faults.ts';
import { priorities } from '../contract/job-states.ts';
import type { Job } from '../contract/jobs.ts';
import type { SubmissionInput } from '../contract/recipes.ts';
import type { Locale } from '../contract/texts.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import { type Invocation, MisuseError, oneOf, timeFrom, wholeNumber } from './command-line.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { inWords, jobFigures, labelOf } from './job-words.ts';
import { outFolderOf } from './out-folder.ts';
import { ProgressDisplay } from './progress-display.ts';
import { ReportNames } from './report-names.ts';
import { say } from './texts.ts';
import { writeReports } from './write-reports.ts';

/** A job with the word of the command line it came from, and what became of it. */
interface Line {
  readonly file: string;
  readonly job: Job;
  readonly artifacts: readonly string[];
  readonly fault: FaultData | null;
}

/** Beyond this a thread only costs memory. */
export const maxThreads = 256;

/** Profiles the files and gives the exit code. Throws the faults of a data folder or an --out that cannot be used. */
export async function runProfileCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const { options } = invocation;
  if (options['all-sheets'] && options.sheet !== undefined) {
    throw new MisuseError('--sheet and --all-sheets exclude each other');
  }
  const threads = wholeNumber(options, 'threads', 1, maxThreads);
  const startAtMs = timeFrom(options, 'at', Date.now());
  const isWaiting = !options['no-wait'] && startAtMs === null;
  const works = isWaiting ? 'ownJobs' : 'nothing';
  return withEngine(invocation, surroundings, interruption, works, threads, async (session) => {
    const outFolder = await outFolderOf(session);
    const submitted = await submit(session, startAtMs);
    if (!isWaiting) {
      printLines(
        session,
        submitted.map(({ file, job }) => ({ file, job, artifacts: [], fault: null })),
      );
      return 0;
    }
    const ended = await watch(session, submitted);
    const lines = await report(session, ended, outFolder);
    for (const { fault } of lines) if (fault?.code === 'INTERNAL') session.tell(fault.detail ?? fault.code);
    printLines(session, lines);
    return interruption.isRaised ? interruption.exitCode : lines.every(isGood) ? 0 : 1;
  });
}

const isGood = ({ job, fault }: Line): boolean => job.state === 'completed' && fault === null;

/** Submits all files at once, in their order; gives the jobs with the words they came from. */
async function submit(session: Session, startAtMs: number | null): Promise<{ file: string; job: Job }[]> {
  const { engine, client, invocation } = session;
  const { options } = invocation;
  const inputs: SubmissionInput['inputs'] = [];
  const words: string[] = [];
  for (const file of invocation.words) {
    const ticket = await engine.tickets.issueTicketForAnything(session.resolve(file));
    const sheets = options['all-sheets'] ? await visibleSheets(session, ticket.id) : onlySheet(options.sheet);
    inputs.push({ ticket: ticket.id, tables: sheets?.map((sheet) => ({ sheet })) ?? null });
    for (let count = sheets?.length ?? 1; count > 0; count--) words.push(file);
  }
  const { jobs } = await client.jobs.submitJobs({
    ...{ recipe: 'profile', inputs, startAtMs, name: options.name ?? null },
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

async function watch(
  { engine, client, locale, surroundings, interruption }: Session,
  submitted: readonly { file: string; job: Job }[],
): Promise<{ file: string; job: Job }[]> {
  const ids = submitted.map(({ job }) => job.id);
  const labels = new Map(submitted.map(({ file, job }) => [job.id, labelOf(file, job.sheet)]));
  const display = new ProgressDisplay(labels, surroundings.errorOutput, locale);
  interruption.onRaised(() => {
    display.end();
    surroundings.errorOutput.write(`${say('interrupted', locale)}\n`);
    void client.jobs.cancelJobs({ ids });
  });
  const ended = await engine.jobs.waitForEnd(ids, (job) => display.show(job));
  display.end();
  return ended.map((job, place) => ({ file: submitted[place]!.file, job }));
}

async function report(
  { engine, locale, interruption }: Session,
  ended: readonly { file: string; job: Job }[],
  outFolder: string | null,
): Promise<Line[]> {
  const names = new ReportNames();
  return Promise.all(
    ended.map(async ({ file, job }): Promise<Line> => {
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

function printLines(session: Session, lines: readonly Line[]): void {
  const { locale, invocation } = session;
  if (invocation.isJson) {
    const jobs = lines.map(({ file, job, artifacts, fault }) => {
      const { id, state, sheet, rows, columns } = job;
      const durationMs = job.durationMs === null ? null : Math.round(job.durationMs);
      return { id, state, file, sheet, rows, columns, durationMs, artifacts, fault: fault && inWords(fault, locale) };
    });
    session.printJson({ jobs });
    return;
  }
  for (const line of lines) {
    session.print(sentenceOf(line, locale));
    for (const artifact of line.artifacts) session.print(`  ${artifact}`);
  }
}

function sentenceOf({ file, job, fault }: Line, locale: Locale): string {
  const label = labelOf(file, job.sheet);
  if (fault) return say('failed', locale, { job: label, ...inWords(fault, locale) });
  if (job.state === 'cancelled') return say('cancelled', locale, { job: label });
  if (job.state !== 'completed') return say('accepted', locale, { job: label, id: job.id });
  return say(job.reusedFrom === null ? 'summary' : 'reused', locale, { job: label, ...jobFigures(job, locale) });
}
