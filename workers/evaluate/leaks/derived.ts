import type { SampledTarget } from './sampled-table.ts';

const mostLevels = 20;
const fewestRows = 30;
const rowsOfLevel = 5;
const presentShare = 0.5;

/**
 * Whether a column of few values follows from the target without exception: bands of a number, or classes taken together. `cells`:
 * numbers or codes, NaN missing.
 */
export function isDerived({ form, truth }: SampledTarget, cells: Float64Array): boolean {
  const places = Array.from(cells.keys()).filter((place) => !Number.isNaN(cells[place] as number));
  if (places.length < fewestRows || places.length < presentShare * cells.length) return false;
  const levels = new Map<number, number[]>();
  for (const place of places) {
    const level = cells[place] as number;
    const values = levels.get(level);
    if (values) values.push(truth[place] as number);
    else if (levels.size === mostLevels) return false;
    else levels.set(level, [truth[place] as number]);
  }
  const all = [...levels.values()];
  if (all.length < 2 || all.some((values) => values.length < rowsOfLevel)) return false;
  return form.task === 'regression' ? areBands(all) : areClassesTogether(all, form.classes);
}

/** The values of no two levels overlap. */
function areBands(levels: readonly (readonly number[])[]): boolean {
  const bands = levels
    .map((values) => ({ from: least(values), to: most(values) }))
    .sort((one, other) => one.from - other.from || one.to - other.to);
  // A level of a single value says no more of the target than that it is often so.
  if (bands.every(({ from, to }) => from === to)) return false;
  return bands.every(({ from }, at) => at === 0 || from >= bands[at - 1]!.to);
}

/** Each class has one level, and a level several classes: else it would be a copy, which is told as such. */
function areClassesTogether(levels: readonly (readonly number[])[], classes: number): boolean {
  if (classes < 3 || levels.length >= classes) return false;
  const seen = new Set<number>();
  for (const values of levels) {
    const own = new Set(values);
    for (const place of own) if (seen.has(place)) return false;
    for (const place of own) seen.add(place);
  }
  return true;
}

const least = (values: readonly number[]): number => values.reduce((one, other) => Math.min(one, other));
const most = (values: readonly number[]): number => values.reduce((one, other) => Math.max(one, other));
