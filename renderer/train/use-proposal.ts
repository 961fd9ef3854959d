import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { FaultData } from '../../contract/faults.ts';
import type { TrainingProposal } from '../../contract/train/training-report.ts';
import { client } from '../bridge/client.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { firstTableOf } from '../start/submission.ts';
import { blankTraining } from '../store/prediction-slice.ts';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';

interface Proposed {
  readonly itemKey: string;
  readonly asked: string;
  readonly proposal: TrainingProposal;
}

export interface ProposalState {
  /** For the file and target on show; null: on its way, or not to be had. */
  readonly proposal: TrainingProposal | null;
  readonly fault: FaultData | null;
}

/**
 * What Auspex would do with the first file that is trained on. Without a target it proposes one, which is then chosen; another
 * file begins anew.
 */
export function useProposal(item: ChosenItem | null): ProposalState {
  const changeTraining = useStore((state) => state.changeTraining);
  const itemKey = item?.key ?? null;
  const table = item && firstTableOf(item);
  const asked = table && JSON.stringify(table);
  const target = useStore(({ trainDraft }) => (trainDraft.itemKey === itemKey ? trainDraft.target : null));
  const last = useRef<Proposed | null>(null);
  const ask = useCallback(
    async (signal: AbortSignal): Promise<Proposed | null> => {
      if (asked === null || itemKey === null) return null;
      // A target that was just proposed is known already.
      const known = last.current;
      if (known?.asked === asked && known.itemKey === itemKey && known.proposal.target === target) return known;
      const proposal = await client.training.proposeTraining({ input: JSON.parse(asked), target }, { signal });
      last.current = { itemKey, asked, proposal };
      return last.current;
    },
    [asked, itemKey, target],
  );
  const { answer, fault } = useAnswer(ask);
  const isOfItem = answer !== null && answer.itemKey === itemKey;
  const isMeant = isOfItem && (target === null || answer.proposal.target === target);
  // What was just proposed is drawn once it is chosen: not twice.
  const isShown = isOfItem && answer.proposal.target === target;
  useEffect(() => {
    if (!isMeant || !answer || target !== null) return;
    const { preset, modelName, budgetMs } = useStore.getState().trainDraft.options;
    const { testKeys } = useStore.getState().trainDraft;
    // Columns and roles were chosen for another file; how thorough it is stays.
    const scoreColumn = answer.proposal.groupCandidates.find((name) => name !== answer.proposal.target) ?? null;
    const options = { ...blankTraining.options, preset, modelName, budgetMs, scoreColumn };
    changeTraining({ itemKey, target: answer.proposal.target, isRefused: false, testKeys, options });
  }, [isMeant, answer, target, itemKey, changeTraining]);
  const isRefused = fault !== null;
  useEffect(() => changeTraining({ isRefused }), [isRefused, changeTraining]);
  return useMemo(() => ({ proposal: isShown && !fault ? answer.proposal : null, fault }), [isShown, answer, fault]);
}
