import type { SortKey } from '../../../contract/table-view.ts';

/**
 * What a click on a column's head makes of the sort: rising, falling, none. `isFurther`: the column becomes a further key
 * beside the others, or changes among them.
 */
export function sortAfterClick(sort: readonly SortKey[], column: number, isFurther: boolean): SortKey[] {
  const present = sort.find((key) => key.column === column);
  const next: SortKey | null = present
    ? present.direction === 'ascending'
      ? { column, direction: 'descending' }
      : null
    : { column, direction: 'ascending' };
  if (!isFurther) return next ? [next] : [];
  if (!present) return next ? [...sort, next].slice(0, 8) : [...sort];
  return sort.flatMap((key) => (key.column === column ? (next ? [next] : []) : [key]));
}
