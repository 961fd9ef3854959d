import { faultSentence } from '../contract/faults.ts';
import type { JobFilter, JobHistory, JobSelection } from '../contract/job-requests.ts';
import { type JobState, jobStates, priorities } from '../contract/job-states.ts';
import type { Job } from '../contract/jobs.ts';
import { type Invocation, wholeNumber } from './command-line.ts';
import { jobIdsOf, type Session, type Surroundings, shortId, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { labelOf, stateText, statusText, timeText } from './job-words.ts';
import { MisuseError } from './misuse.ts';
import { partText } from './part-words.ts';
import { printTable } from './print-table.ts';
import { textTable } from './text-table.ts';
import { priorityTexts, say, stateTexts, type TextName } from './texts.ts';

/** `auspex jobs …`: looks at jobs and changes them, whoever works on them. Gives the exit code. */
export function runJobsCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  return withEngine(invocation, surroundings, interruption, 'nothing', 1, async (session) => {
    switch (invocation.verb) {
      case 'list':
        return list(session, {});
      case 'dead':
        return list(session, { states: ['dead'] });
      case 'show':
        return show(session);
      case 'pause':
      case 'resume':
        return invocation.options.queue ? switchQueue(session) : change(session);
      default:
        return change(session);
    }
  });
}

async function list(session: Session, fixed: Partial<JobFilter>): Promise<number> {
  const { client, invocation, locale } = session;
  const limit = wholeNumber(invocation.options, 'limit', 1, 1000) ?? 50;
  const offset = wholeNumber(invocation.options, 'offset', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const filter = { ...filterOf(invocation), ...fixed };
  const { jobs, total } = await client.jobs.listJobs({ ...filter, limit, offset });
  if (invocation.isJson) {
    const { counts, isQueuePaused } = await client.jobs.countJobs();
    session.printJson({ jobs: jobs.map(withFile), total, counts, isQueuePaused });
    return 0;
  }
  if (total === 0) session.print(say('noJobs', locale));
  else {
    const rows = jobs.map((job) => [
      ...[shortId(job.id), stateText(job, locale), priorityTexts[job.priority][locale]],
      ...[`${job.attempt}`, labelOf(job.fileName, job.sheet), statusText(job, locale)],
    ]);
    printTable(session, ['headId', 'headState', 'headPriority', 'headAttempt', 'headFile', 'headStatus'], rows);
    session.print(say('shown', locale, { shown: jobs.length, total }));
  }
  return 0;
}

const withFile = (job: Job) => ({ ...job, file: job.fileName });

/** The filter that --state, --search and --batch make. Throws MisuseError. */
function filterOf({ options }: Invocation): Partial<JobFilter> {
  const states = (options.state?.split(',') ?? []).map((word) => {
    const state = jobStates.find((one) => one === word);
    if (!state) throw new MisuseError('optionKnows', { option: '--state', known: jobStates.join(', ') });
    return state;
  });
  return { states, search: options.search ?? '', batchId: options.batch ?? null };
}

async function show(session: Session): Promise<number> {
  const { client, invocation } = session;
  const [id] = await jobIdsOf(session, invocation.words);
  const history = await client.jobs.getJobHistory({ id: id! });
  if (invocation.isJson) session.printJson({ ...history, job: withFile(history.job) });
  else for (const line of historyLines(history, session)) session.print(line);
  return 0;
}

function historyLines({ job, events, attempts, shards, logLines }: JobHistory, { locale }: Session): string[] {
  const head = (...names: TextName[]) => names.map((name) => say(name, locale));
  const lines = [
    `${job.id}  ${stateText(job, locale)}  ${labelOf(job.fileName, job.sheet)}  ${statusText(job, locale)}`,
  ];
  const section = (title: TextName, heads: string[], rows: string[][]) => {
    if (rows.length > 0) lines.push('', say(title, locale), ...textTable(heads, rows).map((line) => `  ${line}`));
  };
  section(
    'showEvents',
    head('headWhen', 'headState', 'headEvent', 'headAttempt', 'headHost', 'headStatus'),
    events.map(({ atMs, state, cause, attempt, hostName, fault }) => [
      ...[timeText(atMs, locale), stateTexts[state][locale], cause, `${attempt}`, hostName ?? ''],
      fault ? faultSentence(fault, locale) : '',
    ]),
  );
  section(
    'showAttempts',
    head('headAttempt', 'headWhen', 'headHost', 'headStatus'),
    attempts.map(({ number, startedAtMs, endedAtMs, hostName, end, fault }) => [
      ...[`${number}`, `${timeText(startedAtMs, locale)} – ${timeText(endedAtMs, locale)}`, hostName],
      [end ?? '', fault ? faultSentence(fault, locale) : ''].join(' ').trim(),
    ]),
  );
  section(
    'showShards',
    head('headName', 'headStatus'),
    shards.map(({ name, finishedAtMs }) => [
      partText(name, locale),
      say(finishedAtMs === null ? 'open' : 'finished', locale),
    ]),
  );
  section(
    'showLog',
    head('headWhen', 'headStatus'),
    logLines.map(({ atMs, level, text }) => [timeText(atMs, locale), `${level}: ${text}`]),
  );
  return lines;
}

/** States in which each verb finds something to do, for --all. */
const statesFor: Readonly<Record<string, readonly JobState[]>> = {
  cancel: ['scheduled', 'queued', 'paused', 'running'],
  retry: ['dead', 'cancelled'],
  pause: ['scheduled', 'queued', 'running'],
  resume: ['paused'],
  priority: ['scheduled', 'queued', 'paused'],
  redrive: ['dead'],
};

async function change(session: Session): Promise<number> {
  const { client, invocation } = session;
  const { verb } = invocation;
  const words = [...invocation.words];
  const priority = verb === 'priority' ? priorities.find((one) => one === words[0]) : undefined;
  if (verb === 'priority') {
    if (!priority) throw new MisuseError('priorityUnknown', { known: priorities.join(', ') });
    words.shift();
  }
  const selection = await selectionOf(session, words);
  const { changed } = await (() => {
    switch (verb) {
      case 'cancel':
        return client.jobs.cancelJobs(selection);
      case 'pause':
        return client.jobs.pauseJobs(selection);
      case 'resume':
        return client.jobs.resumeJobs(selection);
      case 'priority':
        return client.jobs.setPriority({ selection, priority: priority! });
      default:
        return client.jobs.redriveJobs(selection);
    }
  })();
  if (invocation.isJson) session.printJson({ changed });
  else session.print(say('changedJobs', session.locale, { count: changed }));
  return 0;
}

/** The jobs that the words name, or those that --all, --batch, --state and --search describe. Throws MisuseError. */
async function selectionOf(session: Session, words: readonly string[]): Promise<JobSelection> {
  const { invocation } = session;
  const { all, batch, state, search } = invocation.options;
  const isDescribed = Boolean(all || batch || state || search);
  if (words.length > 0 && isDescribed) throw new MisuseError('jobsTwice');
  if (words.length > 0) return { ids: await jobIdsOf(session, words) };
  if (!isDescribed) throw new MisuseError('jobsNotSaid');
  const { states = [], search: text = '', batchId = null } = filterOf(invocation);
  const allowed = statesFor[invocation.verb]!;
  const wanted = states.length > 0 ? allowed.filter((one) => states.includes(one)) : allowed;
  if (wanted.length === 0) throw new MisuseError('verbIdle', { verb: invocation.verb, state: state ?? '' });
  return { filter: { states: [...wanted], search: text, batchId, fromMs: null, toMs: null, priority: null } };
}

async function switchQueue({ client, invocation, locale, print, printJson }: Session): Promise<number> {
  const isPaused = invocation.verb === 'pause';
  await (isPaused ? client.jobs.pauseQueue() : client.jobs.resumeQueue());
  if (invocation.isJson) printJson({ isQueuePaused: isPaused });
  else print(say(isPaused ? 'queuePaused' : 'queueResumed', locale));
  return 0;
}
