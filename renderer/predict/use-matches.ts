import { useCallback, useEffect, useMemo } from 'react';
import type { FaultData } from '../../contract/faults.ts';
import { client } from '../bridge/client.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { firstTableOf } from '../start/submission.ts';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';

export type ColumnMatches = Awaited<ReturnType<typeof client.predictions.matchColumns>>;

export interface MatchState {
  /** null: on its way, or not to be had. */
  readonly matches: ColumnMatches | null;
  readonly fault: FaultData | null;
}

/** How the columns of a file fit a model; the likeliest group column is chosen until the person chooses one. */
export function useMatches(modelId: string | null, item: ChosenItem | null): MatchState {
  const table = item && firstTableOf(item);
  const asked = table && modelId !== null ? JSON.stringify({ modelId, input: table }) : null;
  const ask = useCallback(
    async (signal: AbortSignal) =>
      asked === null ? null : { asked, matches: await client.predictions.matchColumns(JSON.parse(asked), { signal }) },
    [asked],
  );
  const { answer, fault } = useAnswer(ask);
  const matches = answer !== null && answer.asked === asked ? answer.matches : null;
  const isGroupChosen = useStore((state) => state.predictDraft.isGroupChosen);
  const change = useStore((state) => state.changePredictSettings);
  useEffect(() => {
    if (matches && !isGroupChosen) change({ groupBy: matches.groupCandidates[0]?.name ?? null });
  }, [matches, isGroupChosen, change]);
  return useMemo(() => ({ matches: fault ? null : matches, fault }), [matches, fault]);
}
