import type { TFunction } from 'i18next';
import type { Estimate } from '../../contract/job-states.ts';
import type { Formats } from '../locale/formats.ts';

/** Within this the two ends of an estimate say the same. */
const nearlyEqual = 1.3;

/** `about 3 min`, or `1 min to 6 min` where earlier jobs differed much. */
export function estimateWords(t: TFunction<'start'>, formats: Formats, estimate: Estimate): string {
  const { durationMs, lowMs, highMs } = estimate;
  const shown = (ms: number) => formats.duration(roundedDuration(ms));
  if (highMs <= lowMs * nearlyEqual || shown(lowMs) === shown(highMs)) {
    return t('estimate.about', { duration: shown(durationMs) });
  }
  return t('estimate.between', { low: shown(lowMs), high: shown(highMs) });
}

/** No more exact than an estimate is: whole seconds, from a minute on fives of seconds, from ten minutes on minutes. */
export function roundedDuration(ms: number): number {
  const stepMs = ms < 60_000 ? 1_000 : ms < 600_000 ? 5_000 : ms < 7_200_000 ? 60_000 : 600_000;
  return Math.max(1_000, Math.round(ms / stepMs) * stepMs);
}
