import type { Trigger } from '../../contract/timetable.ts';
import { localDateTime, momentOf } from '../parts/local-date-time.ts';
import { cronOf, type Rhythm, rhythmOf } from './rhythm.ts';

export const triggerModes = ['once', 'hourly', 'daily', 'weekly', 'monthly', 'expert'] as const;
export type TriggerMode = (typeof triggerModes)[number];

/** What stands in the form; what another mode needs is kept while one is on show. */
export interface TriggerDraft {
  readonly mode: TriggerMode;
  /** As a field for a local date and time holds it: `2026-03-01T08:30`; empty: not chosen. */
  readonly at: string;
  readonly minute: number;
  readonly time: string;
  readonly days: readonly number[];
  readonly day: number | 'last';
  readonly expression: string;
  readonly timeZone: string;
}

const blank = { at: '', minute: 0, time: '08:30', days: [1], day: 1, expression: '30 8 * * 1-5' } as const;

/** A draft that fires every day, or that of `trigger`. */
export function draftOf(trigger: Trigger | null, systemTimeZone: string): TriggerDraft {
  const base: TriggerDraft = { ...blank, mode: 'daily', timeZone: systemTimeZone };
  if (!trigger) return base;
  if (trigger.kind === 'once') return { ...base, mode: 'once', at: localDateTime(trigger.atMs) };
  const { kind: mode, ...parts } = rhythmOf(trigger.expression);
  return { ...base, expression: trigger.expression, ...parts, mode, timeZone: trigger.timeZone };
}

/** The trigger of a draft; null while it is not filled in. */
export function triggerOf(draft: TriggerDraft): Trigger | null {
  if (draft.mode === 'once') {
    const atMs = momentOf(draft.at);
    return atMs === null ? null : { kind: 'once', atMs };
  }
  const expression = cronOf({ ...draft, kind: draft.mode } as Rhythm);
  return expression === null ? null : { kind: 'cron', expression, timeZone: draft.timeZone };
}
