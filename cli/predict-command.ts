import { type FaultData, toFaultData } from '../contract/faults.ts';
import type { Job } from '../contract/jobs.ts';
import type { Scores } from '../contract/models/model-document.ts';
import type { PredictionReport } from '../contract/predict/prediction-report.ts';
import { predictionWarningSentence } from '../contract/predict/prediction-texts.ts';
import type { Locale } from '../contract/texts.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import type { Invocation } from './command-line.ts';
import { threadsOf } from './early-threads.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { inWords } from './job-words.ts';
import { batchNameOf, namedFiles } from './named-files.ts';
import { noteExported } from './note-exported.ts';
import { outFolderOf } from './out-folder.ts';
import { modelNamed, predictOptions } from './predict-options.ts';
import { tablesOf } from './reading-options.ts';
import { say } from './texts.ts';
import { shortScores } from './training-lines.ts';
import { type SubmittedJob, watchToEnd } from './watch-to-end.ts';

interface Outcome {
  readonly file: string;
  readonly job: Job;
  readonly report: PredictionReport | null;
  readonly artifacts: readonly string[];
  readonly fault: FaultData | null;
}

/** Predicts files with a model and gives the exit code. Throws the faults of a data folder or an --out that cannot be used. */
export async function runPredictCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const { options } = invocation;
  const asked = predictOptions(invocation);
  const tables = tablesOf(options);
  const threads = threadsOf(invocation);
  return withEngine(invocation, surroundings, interruption, 'ownJobs', threads, async (session) => {
    const { client, engine, locale, resolve } = session;
    const model = modelNamed(engine, asked.model);
    const outFolder = await outFolderOf(session);
    const files = await namedFiles(session);
    const inputs = [];
    for (const word of files) {
      const { id } = await engine.tickets.issueTicketForAnything(resolve(word));
      inputs.push({ ticket: id, tables });
    }
    const { jobs } = await client.jobs.submitJobs({
      ...{ recipe: 'predict', inputs, isReuseAllowed: !options.again, name: batchNameOf(session, files) },
      options: { ...asked.options, modelId: model.id, locale },
    });
    const submitted = jobs.map((job, place) => ({ file: files[place]!, job }));
    const outcomes = await gather(session, await watchToEnd(session, submitted), outFolder);
    print(session, outcomes, await scoresOfAll(session, outcomes));
    const isGood = outcomes.every(({ fault, report }) => fault === null && report !== null);
    return interruption.isRaised ? interruption.exitCode : isGood ? 0 : 1;
  });
}

/** One after the other: two of the same name must not look for a free one at the same time. */
async function gather(
  { client, engine, interruption }: Session,
  ended: readonly SubmittedJob[],
  outFolder: string | null,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { file, job } of ended) {
    if (job.state !== 'completed' || interruption.isRaised) {
      outcomes.push({ file, job, report: null, artifacts: [], fault: job.fault });
      continue;
    }
    try {
      const report = await client.predictions.getPredictionReport({ jobId: job.id });
      const artifacts = [
        outFolder === null ? engine.exports.writtenPath(job.id) : await engine.exports.saveInto(job.id, outFolder),
      ];
      if (outFolder !== null) noteExported(engine, artifacts);
      outcomes.push({ file, job, report, artifacts, fault: null });
    } catch (error) {
      outcomes.push({ file, job, report: null, artifacts: [], fault: toFaultData(faultOfWriteError(error)) });
    }
  }
  return outcomes;
}

/** Of all rows of all files that tell the target; null where there is one file alone, which has its own. */
async function scoresOfAll({ client }: Session, outcomes: readonly Outcome[]): Promise<Scores | null> {
  const jobIds = outcomes.flatMap(({ job, report }) => (report?.scores ? [job.id] : []));
  if (outcomes.length < 2 || jobIds.length === 0) return null;
  return (await client.predictions.scoreTogether({ jobIds })).scores;
}

function print(session: Session, outcomes: readonly Outcome[], together: Scores | null): void {
  for (const { fault } of outcomes) if (fault?.code === 'INTERNAL') session.tell(fault.detail ?? fault.code);
  if (session.invocation.isJson) printJson(session, outcomes, together);
  else {
    for (const outcome of outcomes) printWords(session, outcome);
    const told = scoreWords(together, session.locale);
    if (told !== null) session.print(say('predictedTogether', session.locale, { scores: told }));
  }
}

function printJson({ locale, printJson: write }: Session, outcomes: readonly Outcome[], together: Scores | null): void {
  const lines = outcomes.map(({ artifacts, fault, job, report }) => ({
    ...{ rows: report?.rows ?? 0, groups: report?.groupTotal ?? 0, durationMs: Math.round(job.durationMs ?? 0) },
    ...{ scores: shortScores(report?.scores), artifacts },
    ...(fault ? { fault: inWords(fault, locale) } : {}),
  }));
  const [only] = lines;
  if (lines.length === 1 && only) {
    write(only);
    return;
  }
  const sum = (pick: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + pick(line), 0);
  write({
    ...{ rows: sum(({ rows }) => rows), groups: differentGroups(outcomes), scores: shortScores(together) },
    ...{ durationMs: sum(({ durationMs }) => durationMs), artifacts: lines.flatMap(({ artifacts }) => artifacts) },
    files: lines.map((line, place) => ({ file: outcomes[place]!.file, ...line })),
  });
}

/** A group that several files have, such as a major, is one. */
const differentGroups = (outcomes: readonly Outcome[]): number =>
  new Set(outcomes.flatMap(({ report }) => report?.groups.map(({ name }) => name) ?? [])).size;

function scoreWords(scores: Scores | null, locale: Locale): string | null {
  const short = shortScores(scores);
  if (short === null) return null;
  const figures = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  return Object.entries(short)
    .map(([name, value]) => `${name} ${figures.format(value)}`)
    .join(', ');
}

function printWords({ locale, print: write }: Session, { artifacts, fault, file, job, report }: Outcome): void {
  if (!report) {
    write(
      fault ? say('failed', locale, { job: file, ...inWords(fault, locale) }) : say('cancelled', locale, { job: file }),
    );
    return;
  }
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(locale);
  const { conformal, groupBy, groupTotal, modelName: model, modelVersion: version, rows, scores } = report;
  const seconds = ((job.durationMs ?? 0) / 1000).toFixed(1);
  write(say('predicted', locale, { job: file, rows: whole.format(rows), model, version, seconds }));
  if (groupBy !== null) write(say('predictedGroups', locale, { groups: whole.format(groupTotal), column: groupBy }));
  const told = scoreWords(scores, locale);
  if (told !== null) write(say('predictedScores', locale, { scores: told }));
  if (conformal) {
    const observed = conformal.observed === null ? '–' : share.format(conformal.observed);
    write(say('predictedCoverage', locale, { promised: share.format(conformal.promised), observed }));
  }
  for (const warning of report.warnings) write(`  ! ${predictionWarningSentence(warning, locale)}`);
  for (const artifact of artifacts) write(`  ${artifact}`);
}
