import { Pace } from '../upkeep/pace.ts';

/** Jobs in the order of their ranks; those of the same rank in the order of their numbers. */
export interface RankedRun {
  readonly sequences: Float64Array;
  readonly ranks: Float64Array;
}

/** A run of jobs that come in any order. */
export function rankedRun(jobs: readonly { readonly sequence: number; readonly rank: number }[]): RankedRun {
  const sorted = [...jobs].sort((a, b) => a.rank - b.rank || a.sequence - b.sequence);
  return {
    sequences: Float64Array.from(sorted, ({ sequence }) => sequence),
    ranks: Float64Array.from(sorted, ({ rank }) => rank),
  };
}

/** One run of all; others have the thread in between. */
export async function mergeRuns(runs: readonly RankedRun[]): Promise<RankedRun> {
  const pace = new Pace();
  let left = [...runs];
  while (left.length > 1) {
    const merged: RankedRun[] = [];
    for (let place = 0; place < left.length; place += 2) {
      const [one, other] = [left[place]!, left[place + 1]];
      merged.push(other ? merge(one, other) : one);
      await pace.rest();
    }
    left = merged;
  }
  return left[0] ?? rankedRun([]);
}

function merge(one: RankedRun, other: RankedRun): RankedRun {
  const length = one.ranks.length + other.ranks.length;
  const merged = { sequences: new Float64Array(length), ranks: new Float64Array(length) };
  for (let at = 0, a = 0, b = 0; at < length; at++) {
    const isFirst = b === other.ranks.length || (a < one.ranks.length && isBefore(one, a, other, b));
    const [from, place] = isFirst ? [one, a++] : [other, b++];
    merged.sequences[at] = from.sequences[place]!;
    merged.ranks[at] = from.ranks[place]!;
  }
  return merged;
}

function isBefore(one: RankedRun, a: number, other: RankedRun, b: number): boolean {
  const difference = one.ranks[a]! - other.ranks[b]!;
  return difference < 0 || (difference === 0 && one.sequences[a]! < other.sequences[b]!);
}
