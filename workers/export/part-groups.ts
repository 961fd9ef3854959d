import type { LayoutGroup, RowRange } from './layout.ts';

/** The groups that begin in a range, with their rows. */
export function* partGroups(
  groups: readonly LayoutGroup[],
  range: RowRange,
): Generator<{ readonly group: number; readonly range: RowRange }> {
  let from = 0;
  for (const [group, { rows }] of groups.entries()) {
    if (from >= range.to) return;
    if (from >= range.from) yield { group, range: { from, to: from + rows } };
    from += rows;
  }
}
