import type { TFunction } from 'i18next';
import type { Job, Progress } from '../../../contract/jobs.ts';
import type { Formats } from '../../locale/formats.ts';

/** What a job does right now, such as “Reading 成绩 …”. */
export function progressSentence(t: TFunction<'jobs'>, progress: Pick<Progress, 'stage' | 'subject'>): string {
  const { stage, subject } = progress;
  return subject ? t(`stageOf.${stage}`, { subject }) : t(`stage.${stage}`);
}

/** How fast it goes and how long it still takes, as far as that can be told. */
export function progressPace(t: TFunction<'jobs'>, formats: Formats, progress: Progress): string {
  const parts: string[] = [];
  if (progress.rowsPerSecond !== null && progress.rowsPerSecond > 0) {
    parts.push(t('rate', { rows: formats.integer(roundedRate(progress.rowsPerSecond)) }));
  }
  if (progress.etaMs !== null && progress.stage !== 'cancelling') {
    parts.push(t('eta', { duration: formats.duration(wholeSecondsMs(progress.etaMs)) }));
  }
  return parts.join(' · ');
}

/** What came of a finished job, in one line; the sentence of a failed one is its fault's. */
export function outcomeLine(t: TFunction<'jobs'>, formats: Formats, job: Job): string {
  const parts: string[] = [];
  if (job.state === 'cancelled') {
    parts.push(
      job.durationMs === null
        ? t('cancelledBefore')
        : t('cancelledAfter', { duration: formats.duration(job.durationMs) }),
    );
  }
  if (job.state === 'completed') {
    if (job.rows !== null && job.columns !== null) {
      parts.push(t('size', { rows: formats.integer(job.rows), columns: formats.integer(job.columns) }));
    }
    if (job.durationMs !== null) parts.push(t('took', { duration: formats.duration(job.durationMs) }));
  }
  return parts.join(' · ');
}

/** Three digits: the rest only flickers. */
function roundedRate(rowsPerSecond: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(rowsPerSecond)) - 2);
  return Math.round(rowsPerSecond / step) * step;
}

/** At least a second: “0 ms left” is never true. */
export const wholeSecondsMs = (durationMs: number) => Math.max(1, Math.round(durationMs / 1000)) * 1000;
