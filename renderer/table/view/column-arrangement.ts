/** Which columns are seen, in which order and how wide. Columns are places in the table. */
export interface ColumnArrangement {
  readonly order: readonly number[];
  readonly hidden: ReadonlySet<number>;
  readonly widths: ReadonlyMap<number, number>;
}

export const narrowestPx = 48;
export const widestPx = 1200;

/** All `count` columns as they stand in the table. */
export function plainArrangement(count: number): ColumnArrangement {
  return { order: Array.from({ length: count }, (_, place) => place), hidden: new Set(), widths: new Map() };
}

/** The columns in sight, in their order. */
export function shownColumns({ order, hidden }: ColumnArrangement): readonly number[] {
  return hidden.size === 0 ? order : order.filter((place) => !hidden.has(place));
}

/** Hides or shows columns. The last one in sight stays. */
export function withHidden(
  arrangement: ColumnArrangement,
  places: readonly number[],
  isHidden: boolean,
): ColumnArrangement {
  const hidden = new Set(arrangement.hidden);
  for (const place of places) {
    if (isHidden) hidden.add(place);
    else hidden.delete(place);
  }
  return hidden.size >= arrangement.order.length ? arrangement : { ...arrangement, hidden };
}

export function withWidth(arrangement: ColumnArrangement, place: number, widthPx: number): ColumnArrangement {
  const widths = new Map(arrangement.widths);
  widths.set(place, Math.round(Math.min(Math.max(widthPx, narrowestPx), widestPx)));
  return { ...arrangement, widths };
}

/** Puts the column at `place` before the one at `before`; null: at the end. */
export function withMoved(arrangement: ColumnArrangement, place: number, before: number | null): ColumnArrangement {
  if (place === before) return arrangement;
  const order = arrangement.order.filter((other) => other !== place);
  const at = before === null ? order.length : order.indexOf(before);
  order.splice(at < 0 ? order.length : at, 0, place);
  return { ...arrangement, order };
}

/** Puts a column one place to the left (−1) or right (1) among those in sight. */
export function withStepped(arrangement: ColumnArrangement, place: number, step: -1 | 1): ColumnArrangement {
  const shown = shownColumns(arrangement);
  const at = shown.indexOf(place);
  if (step === -1) return at <= 0 ? arrangement : withMoved(arrangement, place, shown[at - 1] as number);
  return at < 0 || at === shown.length - 1 ? arrangement : withMoved(arrangement, place, shown[at + 2] ?? null);
}
