import type { ComparedColumn, Comparison } from '../contract/comparison.ts';
import type { ComparisonOptions } from '../contract/comparison-options.ts';
import { type FaultData, toFaultData } from '../contract/faults.ts';
import type { Job } from '../contract/jobs.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import type { Invocation } from './command-line.ts';
import { comparisonOptions } from './comparison-options.ts';
import { threadsOf } from './early-threads.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { inWords } from './job-words.ts';
import { MisuseError } from './misuse.ts';
import { outFolderOf } from './out-folder.ts';
import { tablesOf } from './reading-options.ts';
import { ReportNames } from './report-names.ts';
import { say } from './texts.ts';
import { watchToEnd } from './watch-to-end.ts';
import { writeReports } from './write-reports.ts';

/** Columns that are asked for at once. */
const pageColumns = 500;

interface Outcome {
  readonly job: Job;
  readonly comparison: Comparison | null;
  /** Only where they are printed. */
  readonly columns: readonly ComparedColumn[];
  readonly artifacts: readonly string[];
  readonly fault: FaultData | null;
}

/** Compares two files and gives the exit code. Throws the faults of a data folder or an --out that cannot be used. */
export async function runCompareCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const { options, words } = invocation;
  if (words.length !== 2) throw new MisuseError('twoFiles');
  const asked = comparisonOptions(invocation);
  const tables = {
    earlier: tablesOf(options, options['earlier-sheet'] ?? options.sheet ?? null),
    later: tablesOf(options),
  };
  const threads = threadsOf(invocation);
  return withEngine(invocation, surroundings, interruption, 'ownJobs', threads, async (session) => {
    const outFolder = await outFolderOf(session);
    const [job] = await watchToEnd(session, [await submit(session, asked, tables)]);
    const outcome = await gather(session, job!.job, outFolder);
    print(session, outcome);
    return interruption.isRaised ? interruption.exitCode : outcome.fault === null && outcome.comparison ? 0 : 1;
  });
}

type AskedTables = Record<'earlier' | 'later', ReturnType<typeof tablesOf>>;

async function submit({ client, engine, invocation, resolve }: Session, asked: ComparisonOptions, tables: AskedTables) {
  const { options, words } = invocation;
  const [earlier, later] = words as [string, string];
  const inputOf = async (word: string, side: keyof AskedTables) => {
    const { id } = await engine.tickets.issueTicketForAnything(resolve(word));
    return { ticket: id, tables: tables[side] };
  };
  const { jobs } = await client.jobs.submitJobs({
    recipe: 'compare',
    inputs: [await inputOf(later, 'later')],
    otherInputs: [await inputOf(earlier, 'earlier')],
    options: asked,
    isReuseAllowed: !options.again,
  });
  return { file: later, job: jobs[0]! };
}

async function gather(session: Session, job: Job, outFolder: string | null): Promise<Outcome> {
  const { client, engine, interruption, locale } = session;
  const nothing = { job, comparison: null, columns: [], artifacts: [] };
  if (job.state !== 'completed' || interruption.isRaised) return { ...nothing, fault: job.fault };
  try {
    const comparison = await client.comparisons.getComparison({ jobId: job.id });
    const columns = session.invocation.isJson ? await listColumns(session, comparison, job) : [];
    const artifacts = await interruption.race(writeReports(engine, job, locale, outFolder, new ReportNames()));
    return { job, comparison, columns, artifacts: artifacts ?? [], fault: null };
  } catch (error) {
    return { ...nothing, fault: toFaultData(faultOfWriteError(error)) };
  }
}

async function listColumns(
  { client }: Session,
  { comparedColumns }: Comparison,
  { id }: Job,
): Promise<ComparedColumn[]> {
  const columns: ComparedColumn[] = [];
  while (columns.length < comparedColumns) {
    const page = { jobId: id, offset: columns.length, limit: pageColumns };
    columns.push(...(await client.comparisons.listComparedColumns(page)).columns);
  }
  return columns;
}

function print({ invocation, locale, print: write, printJson, tell }: Session, outcome: Outcome): void {
  const { artifacts, columns, comparison, fault, job } = outcome;
  if (fault?.code === 'INTERNAL') tell(fault.detail ?? fault.code);
  if (invocation.isJson) {
    printJson({
      ...{ id: job.id, state: job.state, durationMs: job.durationMs === null ? null : Math.round(job.durationMs) },
      ...{ ...comparison?.rows, key: comparison?.key?.columns ?? null },
      columns: columns.map(({ changedRows, drift, ks, name, psi }) => ({ name, changed: changedRows, psi, drift, ks })),
      ...{ artifacts, fault: fault && inWords(fault, locale) },
    });
    return;
  }
  const name = `${invocation.words[0]} → ${invocation.words[1]}`;
  if (!comparison) {
    write(
      fault ? say('failed', locale, { job: name, ...inWords(fault, locale) }) : say('cancelled', locale, { job: name }),
    );
    return;
  }
  const whole = new Intl.NumberFormat(locale);
  const { added, changed, removed, unchanged } = comparison.rows;
  const counts = {
    ...{ added: whole.format(added), removed: whole.format(removed), changed: whole.format(changed) },
    unchanged: whole.format(unchanged),
  };
  write(say('compared', locale, { job: name, ...counts }));
  const { key, drifted } = comparison;
  write(key ? say('comparedBy', locale, { key: key.columns.join(', ') }) : say('comparedWhole', locale));
  if (drifted.length > 0) {
    const names = drifted.map((column) => `${column.name} (${column.psi.toFixed(2)})`);
    write(say('drifted', locale, { columns: names.join(', ') }));
  }
  for (const artifact of artifacts) write(`  ${artifact}`);
}
