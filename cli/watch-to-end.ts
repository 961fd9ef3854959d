import type { Job } from '../contract/jobs.ts';
import type { Session } from './engine-session.ts';
import { labelOf } from './job-words.ts';
import { ProgressDisplay } from './progress-display.ts';
import { say } from './texts.ts';
import { WaitTeller } from './wait-teller.ts';

/** A job with the word of the command line it came from. */
export interface SubmittedJob {
  readonly file: string;
  readonly job: Job;
}

/** The first of the jobs that runs, or else of those that wait; null when all have ended. */
async function firstToEnd(engine: Session['engine'], ids: readonly string[]): Promise<Job | null> {
  let waiting: Job | null = null;
  for (const id of ids) {
    const job = await engine.jobs.get(id);
    if (job.state === 'running') return job;
    if (job.waitReason) waiting ??= job;
  }
  return waiting;
}

/** Shows how far jobs are until they have ended; an interruption cancels them. Gives them as they ended, in their order. */
export async function watchToEnd(
  { engine, client, locale, surroundings, interruption }: Session,
  submitted: readonly SubmittedJob[],
): Promise<SubmittedJob[]> {
  const ids = submitted.map(({ job }) => job.id);
  const labels = new Map(submitted.map(({ file, job }) => [job.id, labelOf(file, job.sheet)]));
  const display = new ProgressDisplay(labels, surroundings.errorOutput, locale);
  interruption.onRaised(() => {
    display.end();
    surroundings.errorOutput.write(`${say('interrupted', locale)}\n`);
    void client.jobs.cancelJobs({ ids });
  });
  const waits = new WaitTeller({
    look: async () => {
      const job = await firstToEnd(engine, ids);
      return job && { job, label: labels.get(job.id)! };
    },
    tell: (line) => display.tell(line),
    locale,
  });
  const ended = await engine.jobs.waitForEnd(ids, (job) => display.show(job)).finally(() => waits.end());
  display.end();
  return ended.map((job, place) => ({ file: submitted[place]!.file, job }));
}
