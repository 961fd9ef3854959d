import { type ColumnView, cellKind, type WholeNumbers } from '../segment.ts';
import { compactDays, timeOfCompactDay } from './compact-day.ts';

/** Whether a number of the views is one of `wanted`. */
export function hasNumberAmong(views: readonly ColumnView[], wanted: ReadonlySet<number>): boolean {
  for (const { rows, kinds, numbers, counts } of views) {
    if (counts[cellKind.number] === 0 || numbers === null) continue;
    for (let row = 0; row < rows; row++) {
      if (kinds[row] === cellKind.number && wanted.has(numbers[row] as number)) return true;
    }
  }
  return false;
}

/** Whether every number of the views, those of `except` left out, may be a day written as one: 20240301. */
export function areCompactDays(views: readonly ColumnView[], except: ReadonlySet<number>): boolean {
  let days = 0;
  for (const view of views) {
    const { rows, counts, wholes } = view;
    if (counts[cellKind.number] === 0) continue;
    // What a column keeps as whole numbers tells at once that it holds no such days, before doubles are made of them.
    if (wholes && except.size === 0 && !mayBeCompactDays(wholes)) return false;
    const { kinds, numbers } = view;
    for (let row = 0; numbers && row < rows; row++) {
      if (kinds[row] !== cellKind.number || except.has(numbers[row] as number)) continue;
      if (timeOfCompactDay(numbers[row] as number) === null) return false;
      days++;
    }
  }
  return days > 0;
}

function mayBeCompactDays({ divide, maximum, minimum, multiply }: WholeNumbers): boolean {
  return (minimum * multiply) / divide >= compactDays.from && (maximum * multiply) / divide <= compactDays.to;
}

/** How many numbers of the views lie in `from`..`to`. */
export function countNumbersBetween(views: readonly ColumnView[], from: number, to: number): number {
  let found = 0;
  for (const { rows, kinds, numbers, counts } of views) {
    if (counts[cellKind.number] === 0 || numbers === null) continue;
    for (let row = 0; row < rows; row++) {
      const value = numbers[row] as number;
      if (kinds[row] === cellKind.number && value >= from && value < to) found++;
    }
  }
  return found;
}
