import { useDebouncedValue } from '@mantine/hooks';
import { useCallback } from 'react';
import type { Trigger } from '../../contract/timetable.ts';
import { client } from '../bridge/client.ts';
import { useLocale } from '../locale/use-locale.ts';
import { useAnswer } from '../parts/use-answer.ts';

/** Waits until the person stops typing. */
const typingMs = 200;

/** A trigger in plain words with its next times, or why it can never fire; all null while there is none. */
export function useReading(trigger: Trigger | null) {
  const locale = useLocale();
  const [wanted] = useDebouncedValue(trigger === null ? null : JSON.stringify(trigger), typingMs);
  const ask = useCallback(
    async (signal: AbortSignal) => {
      if (wanted === null) return { wanted, sentence: null, nextRunsMs: [] };
      const asked = { trigger: JSON.parse(wanted) as Trigger, locale };
      return { wanted, ...(await client.timetable.describeTrigger(asked, { signal })) };
    },
    [wanted, locale],
  );
  const { answer, fault } = useAnswer(ask);
  // An answer to what stood there before would only confuse.
  const isFitting = answer?.wanted === wanted && !fault;
  return { sentence: isFitting ? answer.sentence : null, nextRunsMs: isFitting ? answer.nextRunsMs : [], fault };
}
