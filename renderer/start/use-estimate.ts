import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useDeferredValue, useMemo } from 'react';
import type { Estimate } from '../../contract/job-states.ts';
import { client } from '../bridge/client.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { useStore } from '../store/store.ts';
import { useStartWish } from './start-wish.ts';
import { planStart, submissionOf } from './submission.ts';

/** Files come in one after another while they are read. */
const settleMs = 400;

export interface SubmissionEstimate {
  readonly total: Estimate | null;
  /** Jobs whose earlier result looks as if it could be taken over. */
  readonly reusable: number;
}

const nothing: SubmissionEstimate = { total: null, reusable: 0 };

/** How long what is chosen may take, asked anew when other tables are chosen; nothing while it cannot be told. */
export function useEstimate(): SubmissionEstimate {
  const items = useStore((state) => state.items);
  const wish = useDeferredValue(useStartWish());
  // Previews and names change often and have no part in it.
  const key = useMemo(() => {
    const submission = submissionOf(planStart(items).ready, wish);
    return !submission || submission.inputs.length === 0 ? null : JSON.stringify({ ...submission, name: null });
  }, [items, wish]);
  const [wanted] = useDebouncedValue(key, settleMs);
  const ask = useCallback(
    async (signal: AbortSignal) =>
      wanted === null ? nothing : await client.jobs.estimateSubmission(JSON.parse(wanted), { signal }),
    [wanted],
  );
  // An estimate is no reason to bother anybody when it fails.
  const { answer, fault } = useAnswer(ask);
  return answer === null || fault ? nothing : answer;
}
