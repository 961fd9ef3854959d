import { setImmediate as nextTurn } from 'node:timers/promises';
import { Cron } from 'croner';
import { Fault } from '../../../contract/faults.ts';
import type { Trigger } from '../../../contract/timetable.ts';

type CronTrigger = Extract<Trigger, { kind: 'cron' }>;

/** Ticks that are counted at most; more of them tell nobody more. */
export const maxCountedTicks = 1000;
/** Ticks counted in one turn of the event loop: each takes about a fifth of a millisecond. */
const sliceTicks = 40;

/**
 * The first time after `afterMs` at which `trigger` fires; null when there is none. A cron time that daylight saving skips
 * fires at the first minute after the gap; one that comes twice fires once, unless it is one of every hour or minute.
 * Times are read as croner reads them: day of month and day of week are alternatives where both are given.
 */
export function nextRunAfter(trigger: Trigger, afterMs: number): number | null {
  if (trigger.kind === 'once') return trigger.atMs > afterMs ? trigger.atMs : null;
  return cronOf(trigger).nextRun(new Date(afterMs))?.getTime() ?? null;
}

/**
 * The first time after `nowMs` at which `trigger` fires. Throws CRON_INVALID, CRON_NEVER_FIRES, TIME_ZONE_UNKNOWN,
 * TIME_PAST.
 */
export function checkedNextRun(trigger: Trigger, nowMs: number): number {
  if (trigger.kind === 'cron') checkCron(trigger);
  const nextRunMs = nextRunAfter(trigger, nowMs);
  if (nextRunMs !== null) return nextRunMs;
  if (trigger.kind === 'once') throw new Fault('TIME_PAST');
  throw new Fault('CRON_NEVER_FIRES', { expression: trigger.expression });
}

/** How many times `trigger` fires from `firstMs`, itself a time it fires at, to before `endMs`; at most `maxCountedTicks`. */
export async function countRuns(trigger: Trigger, firstMs: number, endMs: number): Promise<number> {
  if (firstMs >= endMs) return 0;
  if (trigger.kind === 'once') return 1;
  const cron = cronOf(trigger);
  let count = 1;
  for (let tick = cron.nextRun(new Date(firstMs)); tick && tick.getTime() < endMs; tick = cron.nextRun(tick)) {
    if (++count >= maxCountedTicks) break;
    if (count % sliceTicks === 0) await nextTurn();
  }
  return count;
}

function cronOf({ expression, timeZone }: CronTrigger): Cron {
  return new Cron(expression, { timezone: timeZone, paused: true, mode: '5-or-6-parts' });
}

function checkCron({ expression, timeZone }: CronTrigger): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new Fault('TIME_ZONE_UNKNOWN', { timeZone });
  }
  const fields = expression.trim().split(/\s+/);
  if (fields.length < 5 || fields.length > 6) throw new Fault('CRON_INVALID', { expression, part: expression });
  for (const [place, field] of fields.entries()) {
    if (!isField(field, fields.length, place)) throw new Fault('CRON_INVALID', { expression, part: field });
  }
}

/** Whether a field is right by itself; named first, for a person looks for the mistake in one of them. */
function isField(field: string, fieldCount: number, place: number): boolean {
  // croner's own sign for combining fields; no other program knows it.
  if (field.includes('+')) return false;
  const fields = Array.from({ length: fieldCount }, (_, at) => (at === place ? field : '*'));
  try {
    new Cron(fields.join(' '), { paused: true, mode: '5-or-6-parts' });
    return true;
  } catch {
    return false;
  }
}
