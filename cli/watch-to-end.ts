import type { Job } from '../contract/jobs.ts';
import type { Session } from './engine-session.ts';
import { labelOf } from './job-words.ts';
import { ProgressDisplay } from './progress-display.ts';
import { say } from './texts.ts';

/** A job with the word of the command line it came from. */
export interface SubmittedJob {
  readonly file: string;
  readonly job: Job;
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
  // The engine's own timers keep no process alive; a retry after a pause may be all there is to wait for.
  const stayingAlive = setInterval(() => {}, 60_000);
  const ended = await engine.jobs
    .waitForEnd(ids, (job) => display.show(job))
    .finally(() => clearInterval(stayingAlive));
  display.end();
  return ended.map((job, place) => ({ file: submitted[place]!.file, job }));
}
