import { type FaultData, toFaultData } from '../contract/faults.ts';
import type { Job } from '../contract/jobs.ts';
import type { PredictionReport } from '../contract/predict/prediction-report.ts';
import { predictionWarningSentence } from '../contract/predict/prediction-texts.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import type { Invocation } from './command-line.ts';
import { threadsOf } from './early-threads.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { inWords } from './job-words.ts';
import { outFolderOf } from './out-folder.ts';
import { modelNamed, predictOptions } from './predict-options.ts';
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
  const threads = threadsOf(invocation);
  return withEngine(invocation, surroundings, interruption, 'ownJobs', threads, async (session) => {
    const { client, engine, locale, resolve } = session;
    const model = modelNamed(engine, asked.model);
    const outFolder = await outFolderOf(session);
    const inputs = [];
    for (const word of invocation.words) {
      const { id } = await engine.tickets.issueTicketForAnything(resolve(word));
      inputs.push({ ticket: id, tables: options.sheet === undefined ? null : [{ sheet: options.sheet }] });
    }
    const { jobs } = await client.jobs.submitJobs({
      ...{ recipe: 'predict', inputs, isReuseAllowed: !options.again, name: options.name ?? null },
      options: { ...asked.options, modelId: model.id, locale },
    });
    const submitted = jobs.map((job, place) => ({ file: invocation.words[place]!, job }));
    const outcomes = await gather(session, await watchToEnd(session, submitted), outFolder);
    print(session, outcomes);
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
      const artifacts = outFolder === null ? [] : [await engine.exports.saveInto(job.id, outFolder)];
      outcomes.push({ file, job, report, artifacts, fault: null });
    } catch (error) {
      outcomes.push({ file, job, report: null, artifacts: [], fault: toFaultData(faultOfWriteError(error)) });
    }
  }
  return outcomes;
}

function print(session: Session, outcomes: readonly Outcome[]): void {
  for (const { fault } of outcomes) if (fault?.code === 'INTERNAL') session.tell(fault.detail ?? fault.code);
  if (session.invocation.isJson) printJson(session, outcomes);
  else for (const outcome of outcomes) printWords(session, outcome);
}

function printJson({ locale, printJson: write }: Session, outcomes: readonly Outcome[]): void {
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
    ...{ rows: sum(({ rows }) => rows), groups: sum(({ groups }) => groups), scores: null },
    ...{ durationMs: sum(({ durationMs }) => durationMs), artifacts: lines.flatMap(({ artifacts }) => artifacts) },
    files: lines.map((line, place) => ({ file: outcomes[place]!.file, ...line })),
  });
}

function printWords({ locale, print: write }: Session, { artifacts, fault, file, job, report }: Outcome): void {
  if (!report) {
    write(
      fault ? say('failed', locale, { job: file, ...inWords(fault, locale) }) : say('cancelled', locale, { job: file }),
    );
    return;
  }
  const figures = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(locale);
  const { conformal, groupBy, groupTotal, modelName: model, modelVersion: version, rows, scores } = report;
  const seconds = ((job.durationMs ?? 0) / 1000).toFixed(1);
  write(say('predicted', locale, { job: file, rows: whole.format(rows), model, version, seconds }));
  if (groupBy !== null) write(say('predictedGroups', locale, { groups: whole.format(groupTotal), column: groupBy }));
  const short = shortScores(scores);
  if (short) {
    const told = Object.entries(short).map(([name, value]) => `${name} ${figures.format(value)}`);
    write(say('predictedScores', locale, { scores: told.join(', ') }));
  }
  if (conformal) {
    const observed = conformal.observed === null ? '–' : share.format(conformal.observed);
    write(say('predictedCoverage', locale, { promised: share.format(conformal.promised), observed }));
  }
  for (const warning of report.warnings) write(`  ! ${predictionWarningSentence(warning, locale)}`);
  for (const artifact of artifacts) write(`  ${artifact}`);
}
