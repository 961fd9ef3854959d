import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Fault, type FaultData, faultRemedy, faultSentence, toFaultData } from '../contract/faults.ts';
import type { Job } from '../contract/jobs.ts';
import type { Submission } from '../contract/recipes.ts';
import type { Locale } from '../contract/texts.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import { commandLineComputeThreads } from '../engine/pool/pool-policy.ts';
import type { ProfileCommand } from './command-line.ts';
import { defaultDataFolder } from './default-data-folder.ts';
import type { Interruption } from './interruption.ts';
import { ProgressDisplay, type TextOutput } from './progress-display.ts';
import { ReportNames } from './report-names.ts';
import { say } from './texts.ts';
import { writeReports } from './write-reports.ts';

export interface Surroundings {
  /** What relative paths start from. */
  readonly folder: string;
  readonly output: TextOutput;
  readonly errorOutput: TextOutput;
}

/** A job with the word of the command line it came from, and what became of it. */
interface Line {
  readonly file: string;
  readonly job: Job;
  readonly artifacts: readonly string[];
  readonly fault: FaultData | null;
}

/** Commands that run at the same time share a data folder by turns; one that works longer than this is not waited for. */
const waitForFolderMs = 600_000;

/** Profiles the files and gives the exit code. Throws the faults of a data folder or an --out that cannot be used. */
export async function runProfileCommand(
  command: ProfileCommand,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const { locale } = command;
  const inFolder = (name: string) => path.resolve(surroundings.folder, name);
  const outFolder = command.outFolder === null ? null : inFolder(command.outFolder);
  if (outFolder !== null) await makeOutFolder(outFolder);
  const dataFolder = command.dataFolder === null ? defaultDataFolder() : inFolder(command.dataFolder);
  const tell = (line: string) => surroundings.errorOutput.write(`${line}\n`);
  const threads = command.threads ?? commandLineComputeThreads();
  const engine = await createEngine({
    ...{ dataFolder, waitForFolderMs, prewarmedLanes: ['compute'] as const },
    // Nobody looks at previews here: the interactive lane makes the reports, after the jobs.
    threads: { compute: threads, interactive: threads },
    onWaitForFolder: () => tell(say('folderInUse', locale, { folder: dataFolder })),
    onTrouble: (sentence, error) => tell(`${sentence} ${String(error)}`),
  });
  try {
    if (engine.resumedJobs > 0) tell(say('resumed', locale, { count: engine.resumedJobs }));
    const submitted = await submit(engine, command, inFolder);
    const ended = await watch(engine, submitted, locale, surroundings.errorOutput, interruption);
    const lines = await report(engine, ended, locale, outFolder, interruption);
    for (const { fault } of lines) if (fault?.code === 'INTERNAL') tell(fault.detail ?? fault.code);
    print(lines, command, surroundings.output);
    return interruption.isRaised ? interruption.exitCode : lines.every(isGood) ? 0 : 1;
  } finally {
    await engine.close();
  }
}

const isGood = ({ job, fault }: Line): boolean => job.state === 'completed' && fault === null;

async function makeOutFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new Fault('OUT_FOLDER_NOT_WRITABLE', { folder }, { cause: error });
  }
}

/** Submits all files at once, in their order; gives the jobs with the words they came from. */
async function submit(
  engine: Engine,
  command: ProfileCommand,
  inFolder: (name: string) => string,
): Promise<{ file: string; job: Job }[]> {
  const inputs: Submission['inputs'] = [];
  const words: string[] = [];
  for (const file of command.files) {
    const ticket = await engine.tickets.issueTicketForAnything(inFolder(file));
    const sheets = command.isEverySheet ? await visibleSheets(engine, ticket.id) : command.sheet;
    inputs.push({ ticket: ticket.id, sheets: typeof sheets === 'string' ? [sheets] : sheets });
    for (let count = Array.isArray(sheets) ? sheets.length : 1; count > 0; count--) words.push(file);
  }
  const { jobs } = engine.jobs.submit({ recipe: 'profile', options: {}, inputs });
  return jobs.map((job, place) => ({ file: words[place]!, job }));
}

/** null for a file that cannot be looked into: its job fails with the reason. */
async function visibleSheets(engine: Engine, ticketId: string): Promise<string[] | null> {
  const inspection = await engine.files.inspectFile(ticketId).catch(() => null);
  const visible = inspection?.sheets.filter((sheet) => sheet.visibility === 'visible') ?? [];
  return visible.length > 0 ? [...new Set(visible.map((sheet) => sheet.name))] : null;
}

const labelOf = (file: string, sheet: string | null): string => (sheet === null ? file : `${file} › ${sheet}`);

async function watch(
  engine: Engine,
  submitted: readonly { file: string; job: Job }[],
  locale: Locale,
  errorOutput: TextOutput,
  interruption: Interruption,
): Promise<{ file: string; job: Job }[]> {
  const ids = submitted.map(({ job }) => job.id);
  const labels = new Map(submitted.map(({ file, job }) => [job.id, labelOf(file, job.sheet)]));
  const display = new ProgressDisplay(labels, errorOutput, locale);
  interruption.onRaised(() => {
    display.end();
    errorOutput.write(`${say('interrupted', locale)}\n`);
    engine.jobs.cancel(ids);
  });
  const ended = await engine.jobs.waitForEnd(ids, (job) => display.show(job));
  display.end();
  return ended.map((job, place) => ({ file: submitted[place]!.file, job }));
}

async function report(
  engine: Engine,
  ended: readonly { file: string; job: Job }[],
  locale: Locale,
  outFolder: string | null,
  interruption: Interruption,
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

function print(lines: readonly Line[], command: ProfileCommand, output: TextOutput): void {
  const { locale } = command;
  if (command.isJson) {
    const jobs = lines.map(({ file, job, artifacts, fault }) => {
      const { id, state, sheet, rows, columns } = job;
      const durationMs = job.durationMs === null ? null : Math.round(job.durationMs);
      return { id, state, file, sheet, rows, columns, durationMs, artifacts, fault: fault && inWords(fault, locale) };
    });
    output.write(`${JSON.stringify({ jobs })}\n`);
    return;
  }
  for (const { file, job, artifacts, fault } of lines) {
    const label = labelOf(file, job.sheet);
    if (fault) output.write(`${say('failed', locale, { job: label, ...inWords(fault, locale) })}\n`);
    else if (job.state === 'cancelled') output.write(`${say('cancelled', locale, { job: label })}\n`);
    else output.write(`${say('summary', locale, { job: label, ...figures(job, locale) })}\n`);
    for (const artifact of artifacts) output.write(`  ${artifact}\n`);
  }
}

function figures(job: Job, locale: Locale): { rows: string; columns: string; seconds: string } {
  const whole = new Intl.NumberFormat(locale);
  const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format((job.durationMs ?? 0) / 1000);
  return { rows: whole.format(job.rows ?? 0), columns: whole.format(job.columns ?? 0), seconds };
}

/** A fault with what a person reads of it. */
export function inWords(fault: FaultData, locale: Locale): { code: string; sentence: string; remedy: string } {
  const { code } = fault;
  return { code, sentence: faultSentence(fault, locale), remedy: faultRemedy(fault, locale) };
}
