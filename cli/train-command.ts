import { type FaultData, toFaultData } from '../contract/faults.ts';
import type { Job } from '../contract/jobs.ts';
import type { ModelSummary } from '../contract/models/models.ts';
import type { SubmissionInput } from '../contract/recipes.ts';
import type { TrainingReport } from '../contract/train/training-report.ts';
import { trainingWarningSentence } from '../contract/train/training-texts.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import { finalShardName } from '../engine/recipes/train/train-plan.ts';
import type { Invocation } from './command-line.ts';
import { threadsOf } from './early-threads.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { inWords } from './job-words.ts';
import { namedFiles } from './named-files.ts';
import { tablesOf } from './reading-options.ts';
import { say } from './texts.ts';
import { type TrainRequestOptions, trainOptions } from './train-options.ts';
import { scoreLines, shortScores, spreadScores } from './training-lines.ts';
import { watchToEnd } from './watch-to-end.ts';

interface Outcome {
  readonly job: Job;
  readonly report: TrainingReport | null;
  readonly model: ModelSummary | null;
  readonly fitMs: number | null;
  readonly fault: FaultData | null;
}

/** Trains a model and gives the exit code. Throws the faults of a data folder or a file that cannot be used. */
export async function runTrainCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const options = trainOptions(invocation, invocation.options.name ?? null);
  const tables = tablesOf(invocation.options);
  const threads = threadsOf(invocation);
  return withEngine(invocation, surroundings, interruption, 'ownJobs', threads, async (session) => {
    const [ended] = await watchToEnd(session, [await submit(session, options, tables)]);
    const outcome = await gather(session, ended!.job);
    print(session, outcome);
    return interruption.isRaised ? interruption.exitCode : outcome.fault === null && outcome.report ? 0 : 1;
  });
}

async function submit(session: Session, options: TrainRequestOptions, tables: ReturnType<typeof tablesOf>) {
  const { client, engine, invocation, resolve } = session;
  const { test } = invocation.options;
  const files = await namedFiles(session);
  const inputs: SubmissionInput['inputs'] = [];
  for (const word of test === undefined ? files : [...files, test]) {
    inputs.push({ ticket: (await engine.tickets.issueTicketForAnything(resolve(word))).id, tables });
  }
  const { jobs } = await client.jobs.submitJobs({
    ...{ recipe: 'train', options, inputs: inputs.slice(0, 1), otherInputs: inputs.slice(1) },
    isReuseAllowed: !invocation.options.again,
  });
  return { file: files[0]!, job: jobs[0]! };
}

async function gather({ client, interruption }: Session, job: Job): Promise<Outcome> {
  const nothing = { job, report: null, model: null, fitMs: null };
  if (job.state !== 'completed' || interruption.isRaised) return { ...nothing, fault: job.fault };
  try {
    const report = await client.training.getTrainingReport({ jobId: job.id });
    const { model } = await client.models.findJobModel({ jobId: job.id });
    const { shards } = await client.jobs.getJobHistory({ id: job.reusedFrom ?? job.id });
    const fits = shards.filter(({ name }) => name.startsWith(finalShardName));
    const fitMs = fits.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
    return { job, report, model, fitMs, fault: null };
  } catch (error) {
    return { ...nothing, fault: toFaultData(faultOfWriteError(error)) };
  }
}

function print({ invocation, locale, print: write, printJson, tell }: Session, outcome: Outcome): void {
  const { fault, fitMs, job, model, report } = outcome;
  if (fault?.code === 'INTERNAL') tell(fault.detail ?? fault.code);
  if (invocation.isJson) {
    const { baseline, crossValidated, holdout, task, test } = report ?? {};
    printJson({
      ...{ model: model?.name ?? null, version: model?.version ?? null, modelId: model?.id ?? null, jobId: job.id },
      ...{ state: job.state, task: task ?? null, fitMs },
      ...{ cv: spreadScores(crossValidated), holdout: shortScores(holdout), test: shortScores(test) },
      baseline: baseline ? { ...shortScores(baseline.trivial), linear: shortScores(baseline.linear) } : null,
      warnings: report?.warnings.map((warning) => trainingWarningSentence(warning, locale)) ?? [],
      fault: fault && inWords(fault, locale),
    });
    return;
  }
  const name = invocation.words[0]!;
  if (!report) {
    write(
      fault ? say('failed', locale, { job: name, ...inWords(fault, locale) }) : say('cancelled', locale, { job: name }),
    );
    return;
  }
  const whole = new Intl.NumberFormat(locale);
  const figures = { rows: whole.format(report.rows - report.testRows), features: whole.format(report.features) };
  write(
    say('trained', locale, {
      ...{ model: model?.name ?? report.target, version: model?.version ?? 1, ...figures },
      ...{ trees: whole.format(report.trees), seconds: ((job.durationMs ?? 0) / 1000).toFixed(1) },
    }),
  );
  for (const line of scoreLines(report, locale)) write(line);
  for (const warning of report.warnings) write(`  ! ${trainingWarningSentence(warning, locale)}`);
}
