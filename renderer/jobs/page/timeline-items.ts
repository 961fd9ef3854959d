import type {
  AttemptView,
  JobEventCause,
  JobHistory,
  JobHistoryEvent,
  LogLine,
} from '../../../contract/job-requests.ts';

/** What happened to a job, step by step: an attempt with its end and its log, or something that happened beside. */
export type TimelineItem =
  | { readonly kind: 'event'; readonly atMs: number; readonly event: JobHistoryEvent }
  | {
      readonly kind: 'attempt';
      readonly atMs: number;
      readonly attempt: AttemptView;
      readonly logLines: readonly LogLine[];
    };

/** An attempt tells of these itself. */
const toldByAttempts: ReadonlySet<JobEventCause> = new Set([
  ...(['started', 'finished', 'failed', 'retrying', 'timedOut', 'hostLost', 'hostClosed'] as const),
]);

/** Oldest first; where two things share a moment, what was asked for comes before the attempt that followed. */
export function timelineOf({ events, attempts, logLines }: JobHistory): readonly TimelineItem[] {
  const ends = new Set(attempts.flatMap(({ end, endedAtMs }) => (end === null ? [] : [`${end} ${endedAtMs}`])));
  const beside = events.filter(
    ({ cause, atMs }) => !(attempts.length > 0 && toldByAttempts.has(cause)) && !ends.has(`${cause} ${atMs}`),
  );
  const items: TimelineItem[] = [
    ...beside.map((event) => ({ kind: 'event' as const, atMs: event.atMs, event })),
    ...attempts.map((attempt, index) => ({
      kind: 'attempt' as const,
      atMs: attempt.startedAtMs,
      attempt,
      logLines: linesOf(attempts, index, logLines),
    })),
  ];
  return items.sort((a, b) => a.atMs - b.atMs || (a.kind === b.kind ? 0 : a.kind === 'event' ? -1 : 1));
}

/** Attempts are counted anew when a job is tried again by hand: the time tells apart those with the same number. */
function linesOf(attempts: readonly AttemptView[], index: number, lines: readonly LogLine[]): readonly LogLine[] {
  const [before, attempt, after] = [attempts[index - 1], attempts[index], attempts[index + 1]];
  if (!attempt) return [];
  const { number, startedAtMs } = attempt;
  const isFirst = before === undefined || before.number < number;
  const isLast = after === undefined || after.number > number;
  return lines.filter(
    (line) =>
      line.attempt === number && (isFirst || line.atMs >= startedAtMs) && (isLast || line.atMs < after.startedAtMs),
  );
}
