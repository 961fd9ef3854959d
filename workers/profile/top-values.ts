import type { ColumnProfile } from '../../contract/profile.ts';
import type { NumberRuns } from './number-runs.ts';

type CountedValue = ColumnProfile['topValues'][number];

export const topValueCount = 20;

const blockRuns = 1 << 9;

/** The most frequent values of `runs`, ties in order of value. */
export function topOfRuns({ values, counts }: NumberRuns, textOf: (value: number) => string): CountedValue[] {
  const top: number[] = [];
  for (let from = 0; from < values.length; from += blockRuns) {
    enterBlock(top, counts, from, Math.min(values.length, from + blockRuns));
  }
  return top.map((place) => ({ value: textOf(values[place] as number), count: counts[place] as number }));
}

/** Runs ascend, so of two with the same count the earlier one comes first. */
function enterBlock(top: number[], counts: Uint32Array, from: number, to: number): void {
  let least = leastOf(top, counts);
  for (let place = from; place < to; place++) {
    const count = counts[place] as number;
    if (count <= least) continue;
    let at = top.length;
    while (at > 0 && (counts[top[at - 1] as number] as number) < count) at--;
    top.splice(at, 0, place);
    if (top.length > topValueCount) top.pop();
    least = leastOf(top, counts);
  }
}

/** The count that a value must exceed to be among the top ones. */
const leastOf = (top: readonly number[], counts: Uint32Array): number =>
  top.length === topValueCount ? (counts[top[topValueCount - 1] as number] as number) : 0;

/** The most frequent of several lists whose values are of different kinds; ties in order of the lists. */
export function topOfLists(lists: readonly (readonly CountedValue[])[]): CountedValue[] {
  return lists
    .flat()
    .sort((left, right) => right.count - left.count)
    .slice(0, topValueCount);
}
