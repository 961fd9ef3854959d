import type { TFunction } from 'i18next';
import type { Estimate, WaitReason } from '../../../contract/job-states.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { Formats } from '../../locale/formats.ts';
import { wholeSecondsMs } from './progress-words.ts';

/** The engine counts no more jobs than these that come first. */
const mostCounted = 1000;
/** A start that is nearer than this is told as a time that runs down. */
const nearMs = 3_600_000;

/** Why a job does not run, in a sentence. */
export function waitSentence(t: TFunction<'jobs'>, formats: Formats, reason: WaitReason, nowMs: number): string {
  switch (reason.kind) {
    case 'behind': {
      if (reason.jobs === 0) return t('wait.starting');
      if (reason.jobs >= mostCounted) return t('wait.behindMany', { count: mostCounted });
      if (reason.higherPriority === 0) return t('wait.behind', { count: reason.jobs });
      return t('wait.behindPriority', { count: reason.jobs, higher: reason.higherPriority });
    }
    case 'slots':
      return t('wait.slots', { count: reason.running });
    case 'memory':
    case 'disk': {
      const sizes = { needed: formats.bytes(reason.neededBytes), available: formats.bytes(reason.availableBytes) };
      return t(`wait.${reason.kind}`, sizes);
    }
    case 'scheduled': {
      const time = formats.dateTime(reason.atMs);
      const waitMs = reason.atMs - nowMs;
      if (waitMs > nearMs) return t('wait.scheduledAt', { time });
      return t('wait.scheduledIn', { duration: formats.duration(wholeSecondsMs(waitMs)), time });
    }
    case 'retry': {
      const { attempt, maxAttempts, atMs } = reason;
      if (atMs <= nowMs) return t('wait.retryNow', { attempt, maxAttempts });
      return t('wait.retryIn', { attempt, maxAttempts, duration: formats.duration(wholeSecondsMs(atMs - nowMs)) });
    }
    default:
      return t(`wait.${reason.kind}`);
  }
}

/** When the sentence is about a moment that comes nearer: that moment. */
export function awaitedMs(job: Job): number | null {
  return job.waitReason && 'atMs' in job.waitReason ? job.waitReason.atMs : null;
}

/** How long a job may take, before it has begun. */
export function estimateSentence(t: TFunction<'jobs'>, formats: Formats, estimate: Estimate): string {
  const figure = estimateFigure(formats, estimate);
  return t(estimate.basedOnJobs === 0 ? 'estimate.guess' : 'estimate.takes', { figure });
}

/** The time expected and, where earlier jobs tell it, within which bounds. */
export function estimateFigure(formats: Formats, { durationMs, lowMs, highMs, basedOnJobs }: Estimate): string {
  const figure = formats.duration(rounded(durationMs));
  const [low, high] = [formats.duration(rounded(lowMs)), formats.duration(rounded(highMs))];
  return basedOnJobs === 0 || low === high ? figure : `${figure} (${low} – ${high})`;
}

/** What an estimate rests on. */
export function estimateBasis(t: TFunction<'jobs'>, estimate: Estimate): string {
  return estimate.basedOnJobs === 0 ? t('estimate.noBasis') : t('estimate.basis', { count: estimate.basedOnJobs });
}

/** Two digits: an estimate knows no more. */
function rounded(durationMs: number): number {
  if (durationMs <= 0) return 0;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(durationMs)) - 1);
  const seconds = durationMs >= 10_000 ? 1000 : 1;
  return Math.max(step, seconds) * Math.round(durationMs / Math.max(step, seconds));
}
