import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { InTurns } from '../parts/in-turns.tsx';
import styles from '../start/plan.module.css';
import { planStart } from '../start/submission.ts';
import { useStore } from '../store/store.ts';
import { GroupCard } from './group-card.tsx';
import { MatchCard } from './match-card.tsx';
import { ModelPick } from './model-pick.tsx';
import { useMatches } from './use-matches.ts';

/** What a prediction of the chosen files is to be like: the model, how the columns fit, and what is written. */
export function PredictPlan() {
  const { t } = useTranslation('predict');
  const items = useStore((state) => state.items);
  const shownKey = useStore((state) => state.shownKey);
  // Another model is drawn in slices.
  const modelId = useDeferredValue(useStore((state) => state.predictDraft.modelId));
  const { ready } = useMemo(() => planStart(items), [items]);
  const readable = ready.filter(({ state }) => state === 'ready');
  const item = readable.find(({ key }) => key === shownKey) ?? readable[0] ?? null;
  const matches = useMatches(modelId, item);
  return (
    <section className={styles.panel} aria-label={t('plan.label')} data-testid="predict-plan">
      <InTurns>
        <ModelPick item={item} />
        {modelId !== null && item && (
          <MatchCard state={matches} fileName={item.fileName} isOneOfMany={ready.length > 1} />
        )}
        {modelId !== null && <GroupCard matches={matches.matches} />}
      </InTurns>
    </section>
  );
}
