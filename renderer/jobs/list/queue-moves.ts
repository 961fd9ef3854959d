import type { JobLine } from './job-line.ts';

/** Where jobs go in the queue: right before another one, or to its end. */
export interface QueueMove {
  readonly ids: readonly string[];
  readonly beforeId: string | null;
}

type LineAt = (index: number) => JobLine;

/** The jobs `ids` dropped between line `gap - 1` and line `gap`; null when that leaves everything as it is. */
export function moveToGap(ids: readonly string[], gap: number, count: number, lineAt: LineAt): QueueMove | null {
  const moved = new Set(ids);
  let before = gap;
  while (before < count && moved.has(lineAt(before).key ?? '')) before += 1;
  const next = before < count ? lineAt(before) : null;
  if (next?.kind === 'pending' || next?.kind === 'batch') return null;
  if (isWhereItIs(ids, before, lineAt)) return null;
  return { ids, beforeId: next?.key ?? null };
}

/** Whether the jobs already stand one after another right before line `before`, in their order. */
function isWhereItIs(ids: readonly string[], before: number, lineAt: LineAt): boolean {
  return ids.every((id, index) => {
    const place = before - ids.length + index;
    return place >= 0 && lineAt(place).key === id;
  });
}

/** New places of the lines when those at `moved` (ascending) go before line `gap`: old place → new place. */
export function placesAfterMove(moved: readonly number[], gap: number): Map<number, number> {
  const places = new Map<number, number>();
  if (moved.length === 0) return places;
  const first = Math.min(gap, moved[0] ?? gap);
  const end = Math.max(gap, (moved.at(-1) ?? gap) + 1);
  const isMoved = new Set(moved);
  const above: number[] = [];
  const below: number[] = [];
  for (let place = first; place < end; place += 1) if (!isMoved.has(place)) (place < gap ? above : below).push(place);
  [...above, ...moved, ...below].forEach((from, index) => {
    if (from !== first + index) places.set(from, first + index);
  });
  return places;
}
