import type { Locale } from '../../../contract/texts.ts';
import type { Trigger } from '../../../contract/timetable.ts';
import { checkedNextRun, nextRunAfter } from './trigger-times.ts';

export interface TriggerDescription {
  readonly sentence: string;
  readonly nextRunsMs: number[];
}

const shownRuns = 5;

/**
 * A trigger in plain words, such as “At 08:30, only on Monday (Europe/Berlin)”, and its next times. Throws CRON_INVALID,
 * CRON_NEVER_FIRES, TIME_ZONE_UNKNOWN, TIME_PAST.
 */
export async function describeTrigger(trigger: Trigger, locale: Locale, nowMs: number): Promise<TriggerDescription> {
  const nextRunsMs = [checkedNextRun(trigger, nowMs)];
  while (nextRunsMs.length < shownRuns) {
    const next = nextRunAfter(trigger, nextRunsMs.at(-1)!);
    if (next === null) break;
    nextRunsMs.push(next);
  }
  return { sentence: await sentenceOf(trigger, locale), nextRunsMs };
}

async function sentenceOf(trigger: Trigger, locale: Locale): Promise<string> {
  if (trigger.kind === 'once') {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' });
    return locale === 'en' ? `Once, on ${format.format(trigger.atMs)}` : `仅一次：${format.format(trigger.atMs)}`;
  }
  // Only whoever looks at the timetable needs the words.
  const { cronInWords } = await import('./cron-words.ts');
  const words = cronInWords(trigger.expression, locale);
  return locale === 'en' ? `${words} (${trigger.timeZone})` : `${words}（${trigger.timeZone}）`;
}
