import { type FaultData, faultRemedy, faultSentence } from '../contract/faults.ts';
import type { WaitReason } from '../contract/job-states.ts';
import type { Job } from '../contract/jobs.ts';
import type { Locale } from '../contract/texts.ts';
import { say, stateTexts } from './texts.ts';

export const labelOf = (file: string, sheet: string | null): string => (sheet === null ? file : `${file} › ${sheet}`);

/** A fault with what a person reads of it. */
export function inWords(fault: FaultData, locale: Locale): { code: string; sentence: string; remedy: string } {
  const { code } = fault;
  return { code, sentence: faultSentence(fault, locale), remedy: faultRemedy(fault, locale) };
}

/** How large a completed job was and what it took, as text. */
export function jobFigures(job: Job, locale: Locale): { rows: string; columns: string; seconds: string } {
  const whole = new Intl.NumberFormat(locale);
  const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format((job.durationMs ?? 0) / 1000);
  return { rows: whole.format(job.rows ?? 0), columns: whole.format(job.columns ?? 0), seconds };
}

export function timeText(atMs: number | null, locale: Locale): string {
  if (atMs === null) return '–';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' }).format(atMs);
}

export function sizeText(sizeBytes: number, locale: Locale): string {
  const megabytes = sizeBytes / 1e6;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: megabytes < 10 ? 1 : 0 }).format(megabytes)} MB`;
}

/** Why a job waits, in words. */
export function waitText(reason: WaitReason, locale: Locale): string {
  switch (reason.kind) {
    case 'behind':
      return say('waitsBehind', locale, { jobs: reason.jobs, higher: reason.higherPriority });
    case 'slots':
      return say('waitsForSlot', locale, { running: reason.running, maximum: reason.maximum });
    case 'memory':
    case 'disk': {
      const values = {
        needed: sizeText(reason.neededBytes, locale),
        available: sizeText(reason.availableBytes, locale),
      };
      return say(reason.kind === 'memory' ? 'waitsForMemory' : 'waitsForDisk', locale, values);
    }
    case 'scheduled':
      return say('waitsForTime', locale, { time: timeText(reason.atMs, locale) });
    case 'retry': {
      const { attempt, maxAttempts, atMs } = reason;
      return say('waitsForRetry', locale, { attempt, maxAttempts, time: timeText(atMs, locale) });
    }
    case 'paused':
      return say('waitsPaused', locale);
    case 'queuePaused':
      return say('waitsQueuePaused', locale);
    case 'nobodyWorks':
      return say('waitsForWorker', locale);
    case 'starting':
      return say('waitsStarting', locale);
  }
}

/** What a list says beside a job's name: how far it is, why it waits, or how it ended. */
export function statusText(job: Job, locale: Locale): string {
  if (job.fault && job.state === 'dead') return faultSentence(job.fault, locale);
  if (job.waitReason) return waitText(job.waitReason, locale);
  if (job.state === 'running') return `${Math.floor(job.progress.fraction * 100)} %`;
  if (job.state !== 'completed') return '';
  return say('figures', locale, { ...jobFigures(job, locale) });
}

export const stateText = (job: Job, locale: Locale): string => stateTexts[job.state][locale];
