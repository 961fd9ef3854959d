import type { Job } from '../contract/jobs.ts';
import type { EndedJob } from '../engine/jobs/jobs.ts';
import type { Invocation } from './command-line.ts';
import { threadsOf } from './early-threads.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { inWords, labelOf, stateText } from './job-words.ts';
import { tellNewNotices } from './tell-notices.ts';
import { say } from './texts.ts';
import { WaitTeller } from './wait-teller.ts';

/** From one look whether there is something to tell of the data folder to the next. */
const noticesMs = 5_000;

/** `auspex run`: works off the queue without a window, until it is empty or, with --forever, until it is stopped. */
export function runRunCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const threads = threadsOf(invocation);
  return withEngine(invocation, surroundings, interruption, 'everything', threads, async (session) => {
    const ended = await follow(session, invocation.options.forever ?? false);
    const count = (state: Job['state']) => ended.filter(({ job }) => job.state === state).length;
    const sums = { completed: count('completed'), dead: count('dead'), cancelled: count('cancelled') };
    const byOthers = ended.filter(({ isOwn }) => !isOwn).length;
    if (invocation.isJson) session.printJson({ ...sums, byOthers, jobs: ended.map((one) => jobLine(one, session)) });
    else {
      session.print(say('runEnded', session.locale, sums));
      if (byOthers > 0) session.print(say('runShared', session.locale, { own: ended.length - byOthers, byOthers }));
    }
    return interruption.isRaised ? interruption.exitCode : sums.dead > 0 ? 1 : 0;
  });
}

function jobLine({ job, isOwn }: EndedJob, { locale }: Session) {
  const { id, state, fileName, sheet, rows, columns, durationMs, fault } = job;
  return {
    ...{ id, state, file: fileName, sheet, rows, columns, isOwn },
    durationMs: durationMs === null ? null : Math.round(durationMs),
    fault: fault && inWords(fault, locale),
  };
}

/** Tells of each job as it changes; gives those that have ended meanwhile once nothing is left to do. */
async function follow(session: Session, isForever: boolean): Promise<EndedJob[]> {
  const { client, engine, locale, interruption } = session;
  const ended = engine.jobs.listenForEnds();
  const leaving = new AbortController();
  interruption.onRaised(() => leaving.abort());
  session.tell(say('working', locale, { folder: engine.dataFolder }));
  const states = new Map<string, Job['state']>();
  const waits = new WaitTeller({
    look: async () => {
      const { jobs } = await client.jobs.listJobs({
        states: ['running', 'queued'],
        order: 'queue',
        limit: 100,
        offset: 0,
      });
      const job = jobs.find(({ state }) => state === 'running') ?? jobs[0];
      return job ? { job, label: labelOf(job.fileName, job.sheet) } : null;
    },
    ...{ tell: session.tell, locale },
  });
  const notices = setInterval(tellNotices, noticesMs);
  const events = await client.jobs.watchJobs(undefined, { signal: leaving.signal });
  try {
    for await (const event of events) {
      if (event.type === 'jobChanged') tellOf(event.job);
      if (!isForever && (await isDone(session))) break;
    }
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
  } finally {
    waits.end();
    clearInterval(notices);
  }
  tellNotices();
  const jobs = await ended();
  // The last events may not have been heard any more.
  for (const { job } of jobs) tellOf(job);
  return jobs;

  function tellNotices(): void {
    try {
      tellNewNotices(engine, locale, session.tell);
    } catch {
      // What cannot be read now, such as on a disk that fails, is told at the next look.
    }
  }

  function tellOf(job: Job): void {
    if (states.get(job.id) === job.state) return;
    states.set(job.id, job.state);
    session.tell(`${labelOf(job.fileName, job.sheet)}: ${stateText(job, locale)}`);
  }
}

/** Whether nothing runs and nothing may start. */
async function isDone({ client, locale, tell }: Session): Promise<boolean> {
  const { counts, isQueuePaused } = await client.jobs.countJobs();
  if (counts.running > 0) return false;
  if (isQueuePaused && counts.queued > 0) tell(say('runPaused', locale));
  return isQueuePaused || counts.queued === 0;
}
