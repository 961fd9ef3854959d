import type { Priority } from '../../../contract/job-states.ts';

const hourMs = 3_600_000;

/**
 * What a priority adds to the rank: so much earlier or later a job counts as accepted. A high job overtakes what was
 * accepted in the twelve hours before it; a low one is overtaken for an hour, then by nothing but high ones.
 */
export const handicapsMs: Readonly<Record<Priority, number>> = { high: -12 * hourMs, normal: 0, low: hourMs };

/**
 * The distance between the ranks of jobs accepted together: room for a few drags in between. A power of two, so that
 * ranks of today's size (1.8e12, one unit in the last place is 2^-12) are exact.
 */
export const rankStepMs = 1 / 16;

/** Ranks closer than this are not told apart safely. */
const smallestStepMs = 1 / 1024;

export interface SpreadRanks {
  /** Of the jobs that come in. */
  readonly ranks: readonly number[];
  /** Of the first ones that follow: so many have to make way. */
  readonly pushed: readonly number[];
}

/**
 * Where `count` jobs find room right behind `previous` (null: nothing stands before), when `following` are the ranks that
 * come next, in order; `isWhole`: nothing comes after these. null: there is no room among them, more of them are needed.
 */
export function spreadRanks(
  previous: number | null,
  following: readonly number[],
  isWhole: boolean,
  count: number,
): SpreadRanks | null {
  if (previous === null) {
    const end = following[0] ?? rankStepMs;
    return { ranks: ascending(end - count * rankStepMs, rankStepMs, count), pushed: [] };
  }
  for (const [pushed, end] of following.entries()) {
    const step = (end - previous) / (count + pushed + 1);
    if (step >= smallestStepMs) return spread(previous, step, count, pushed);
  }
  return isWhole ? spread(previous, rankStepMs, count, following.length) : null;
}

function spread(previous: number, step: number, count: number, pushed: number): SpreadRanks {
  const all = ascending(previous + step, step, count + pushed);
  return { ranks: all.slice(0, count), pushed: all.slice(count) };
}

function ascending(from: number, step: number, count: number): number[] {
  return Array.from({ length: count }, (_, place) => from + place * step);
}
