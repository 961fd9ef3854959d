import type { Estimate } from '../../../contract/job-states.ts';

export interface EstimateError {
  readonly kind: 'shorter' | 'longer' | 'exact';
  /** Of the estimated time, 0 … */
  readonly share: number;
}

/** Less than this is as good as right. */
const negligibleShare = 0.05;

/** How far a job's real time lies from what was expected; null when nothing can be said. */
export function comparedToEstimate(durationMs: number, { durationMs: expectedMs }: Estimate): EstimateError | null {
  if (expectedMs <= 0) return null;
  const share = Math.abs(durationMs - expectedMs) / expectedMs;
  if (share < negligibleShare) return { kind: 'exact', share };
  return { kind: durationMs < expectedMs ? 'shorter' : 'longer', share };
}
