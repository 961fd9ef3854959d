import type { JobView } from '../../store/jobs-slice.ts';

export const spanNames = ['today', 'week', 'month'] as const;
export type SpanName = (typeof spanNames)[number];

const days: Readonly<Record<SpanName, number>> = { today: 0, week: 6, month: 29 };

/** From the beginning of the first day of the span, as the person's own clock has it. */
export function startOfSpan(name: SpanName, now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days[name]).getTime();
}

/** The named span a view is limited to; null when it is another one, or none. */
export function spanOf({ fromMs, toMs }: Pick<JobView, 'fromMs' | 'toMs'>, now: Date): SpanName | null {
  if (fromMs === null || toMs !== null) return null;
  return spanNames.find((name) => startOfSpan(name, now) === fromMs) ?? null;
}

/** `2026-03-09` as a field for dates gives it, read on the person's own clock; null for an empty field. */
export function startOfDay(text: string): number | null {
  const [year, month, day] = text.split('-').map(Number);
  if (!year || !month || !day) return null;
  return new Date(year, month - 1, day).getTime();
}

/** The last millisecond of the day. */
export function endOfDay(text: string): number | null {
  const startMs = startOfDay(text);
  if (startMs === null) return null;
  const start = new Date(startMs);
  return new Date(start.getFullYear(), start.getMonth(), start.getDate() + 1).getTime() - 1;
}

/** A moment as a field for dates takes it. */
export function dayText(epochMs: number | null): string {
  if (epochMs === null) return '';
  const date = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
