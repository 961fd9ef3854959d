/** Before the first retry at most this long; four times as long before each further one. */
const baseMs = 2_000;
const factor = 4;
export const maxRetryDelayMs = 5 * 60_000;

/**
 * How long to wait before the attempt that follows `failures` failed ones (1 or more): exponential backoff with full
 * jitter, a random share of the whole, so that jobs that failed together do not come back together.
 */
export function retryDelayMs(failures: number, random: () => number = Math.random): number {
  const bound = Math.min(maxRetryDelayMs, baseMs * factor ** Math.max(0, failures - 1));
  return Math.round(bound * random());
}
