import type { ReactNode } from 'react';

/** The rows of the table behind a chart: written only when they come on screen, since most of them never do. */
export interface ChartRows {
  readonly count: number;
  readonly at: (place: number) => readonly ReactNode[];
}

/** One row for each of `items`. */
export function chartRows<Item>(
  items: readonly Item[],
  cells: (item: Item, place: number) => readonly ReactNode[],
): ChartRows {
  return {
    count: items.length,
    at: (place) => (place < items.length ? cells(items[place] as Item, place) : []),
  };
}
