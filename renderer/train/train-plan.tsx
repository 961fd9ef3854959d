import { Loader, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { InTurns } from '../parts/in-turns.tsx';
import styles from '../start/plan.module.css';
import { planStart, trainedOn } from '../start/submission.ts';
import { useStore } from '../store/store.ts';
import { AdvancedTraining } from './advanced-training.tsx';
import { CheckCard } from './check-card.tsx';
import { ColumnsCard } from './columns-card.tsx';
import { PresetCards } from './preset-cards.tsx';
import { TargetCard } from './target-card.tsx';
import { useProposal } from './use-proposal.ts';
import { WarningList } from './warning-list.tsx';

/** What a training of the chosen files is to be like: the target, and what Auspex proposes for it. */
export function TrainPlan() {
  const { t } = useTranslation('train');
  const items = useStore((state) => state.items);
  const testKeys = useStore((state) => state.trainDraft.testKeys);
  const modelName = useStore((state) => state.trainDraft.options.modelName);
  const changeSettings = useStore((state) => state.changeTrainSettings);
  const { ready } = useMemo(() => planStart(items), [items]);
  const trained = trainedOn(ready, testKeys);
  const main = trained.find(({ state }) => state === 'ready') ?? null;
  const proposed = useProposal(main);
  // A choice at the bottom of it changes the store, whose readers are drawn at once; the cards come in slices.
  const { proposal, fault } = useDeferredValue(proposed);
  return (
    <section className={styles.panel} aria-label={t('plan.label')} data-testid="train-plan">
      {main ? (
        <TargetCard item={main} proposal={proposal} tables={trained.length} />
      ) : (
        <p className={styles.quiet}>{t('noFile')}</p>
      )}
      {fault && <FaultNotice fault={fault} />}
      {main && !proposal && !fault && (
        <p className={styles.quiet}>
          <Loader size="sm" aria-hidden /> {t('looking')}
        </p>
      )}
      {proposal && (
        <InTurns>
          <WarningList warnings={proposal.warnings} />
          <PresetCards proposal={proposal} tables={trained.length} />
          <ColumnsCard key={`${main?.key} ${proposal.target}`} proposal={proposal} />
          <CheckCard proposal={proposal} ready={ready} />
          <section className={styles.card}>
            <TextInput
              label={t('name.label')}
              description={t('name.text')}
              placeholder={proposal.target}
              maxLength={200}
              value={modelName ?? ''}
              onChange={(event) => changeSettings({ modelName: event.currentTarget.value || null })}
              data-testid="model-name"
            />
          </section>
          <AdvancedTraining proposal={proposal} />
        </InTurns>
      )}
    </section>
  );
}
