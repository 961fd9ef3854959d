import type { TFunction } from 'i18next';
import type { Batch } from '../../../contract/jobs.ts';
import type { Formats } from '../../locale/formats.ts';
import { sumOf } from '../list/selection.ts';
import { endedStates } from './job-state-groups.ts';
import { wholeSecondsMs } from './progress-words.ts';

/** How far a batch has come and what became of its jobs, in one line. */
export function batchSummary(t: TFunction<'jobs'>, batch: Batch): string {
  const { counts } = batch;
  const ended = sumOf(counts, endedStates);
  const waiting = counts.queued + counts.scheduled;
  const isOver = ended === batch.jobs;
  const parts = isOver
    ? [counts.completed > 0 && t('batch.completed', { count: counts.completed })]
    : [
        t('batch.done', { done: ended, all: batch.jobs }),
        counts.running > 0 && t('batch.running', { count: counts.running }),
      ];
  parts.push(
    counts.dead > 0 && t('batch.failed', { count: counts.dead }),
    counts.cancelled > 0 && t('batch.cancelled', { count: counts.cancelled }),
    counts.paused > 0 && t('batch.paused', { count: counts.paused }),
    waiting > 0 && counts.running === 0 && t('batch.waiting', { count: waiting }),
  );
  return parts.filter(Boolean).join(' · ');
}

/** What a batch has read, and how long it took or still takes. */
export function batchFigures(t: TFunction<'jobs'>, formats: Formats, batch: Batch): string {
  const parts: string[] = [];
  if (batch.rows > 0) parts.push(t('batch.rows', { count: batch.rows }));
  if (batch.finishedAtMs !== null) {
    if (batch.counts.completed > 0) {
      parts.push(t('batch.took', { duration: formats.duration(batch.finishedAtMs - batch.createdAtMs) }));
    }
  } else if (batch.etaMs !== null) {
    parts.push(t('eta', { duration: formats.duration(wholeSecondsMs(batch.etaMs)) }));
  }
  return parts.join(' · ');
}
