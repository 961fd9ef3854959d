import { expect, it } from 'vitest';
import {
  dayText,
  endOfDay,
  spanNames,
  spanOf,
  startOfDay,
  startOfSpan,
} from '../../../../renderer/jobs/toolbar/time-span.ts';

const now = new Date(2026, 2, 9, 14, 30);

it('begins a span with the first moment of its first day, and recognises it again', () => {
  expect(startOfSpan('today', now)).toBe(new Date(2026, 2, 9).getTime());
  expect(startOfSpan('week', now)).toBe(new Date(2026, 2, 3).getTime());
  expect(startOfSpan('month', now)).toBe(new Date(2026, 1, 8).getTime());
  for (const name of spanNames) expect(spanOf({ fromMs: startOfSpan(name, now), toMs: null }, now)).toBe(name);
  expect(spanOf({ fromMs: 5, toMs: null }, now)).toBeNull();
  expect(spanOf({ fromMs: startOfSpan('week', now), toMs: 9 }, now)).toBeNull();
});

it('reads whole days, both ends included', () => {
  const startMs = startOfDay('2026-03-09');
  expect(startMs).toBe(new Date(2026, 2, 9).getTime());
  expect(endOfDay('2026-03-09')).toBe(new Date(2026, 2, 10).getTime() - 1);
  expect(dayText(startMs)).toBe('2026-03-09');
  expect(dayText(endOfDay('2026-03-09'))).toBe('2026-03-09');
  expect(startOfDay('')).toBeNull();
  expect(endOfDay('')).toBeNull();
  expect(dayText(null)).toBe('');
});
