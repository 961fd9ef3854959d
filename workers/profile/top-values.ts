import type { ColumnProfile } from '../../contract/profile.ts';
import { type NumberRuns, withPlacedRuns } from './number-runs.ts';

type CountedValue = ColumnProfile['topValues'][number];

export const topValueCount = 20;

/** The most frequent values of `runs`, ties in order of value. */
export function topOfRuns(runs: NumberRuns, textOf: (value: number) => string): CountedValue[] {
  const { values, counts } = runs;
  const top: number[] = [];
  withPlacedRuns(runs, ({ call }, placed) => {
    // Runs ascend, so of two with the same count the earlier one comes first.
    for (let place = 0; ; place++) {
      place = call.nextAbove(placed.counts, place, values.length, leastOf(top, counts));
      if (place >= values.length) return;
      let at = top.length;
      while (at > 0 && (counts[top[at - 1] as number] as number) < (counts[place] as number)) at--;
      top.splice(at, 0, place);
      if (top.length > topValueCount) top.pop();
    }
  });
  return top.map((place) => ({ value: textOf(values[place] as number), count: counts[place] as number }));
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
