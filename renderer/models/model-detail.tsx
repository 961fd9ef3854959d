import { Tabs } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelSummary } from '../../contract/models/models.ts';
import { client } from '../bridge/client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useTab } from '../parts/use-tab.ts';
import { CompareModels } from './compare-models.tsx';
import { ModelActions } from './model-actions.tsx';
import { ModelCardView } from './model-card.tsx';
import styles from './model-detail.module.css';
import { WhatIf } from './what-if.tsx';

interface ModelDetailProps {
  readonly id: string;
  /** What it can be compared with. */
  readonly models: readonly ModelSummary[];
  readonly onChanged: () => void;
}

/** One model: its card, a place to try inputs, and other versions beside it. */
export function ModelDetailView({ id, models, onChanged }: ModelDetailProps) {
  const { t } = useTranslation('models');
  const [tab, setTab] = useTab<string>('card');
  const ask = useCallback((signal: AbortSignal) => client.models.getModel({ id }, { signal }), [id]);
  const { answer: model, fault, refresh } = useAnswer(ask);
  const changed = () => {
    refresh();
    onChanged();
  };
  return (
    <section className={styles.detail} aria-label={model?.name} aria-busy={!model && !fault} data-testid="model-detail">
      {fault && (
        <div className={styles.padded}>
          <FaultNotice fault={fault} />
        </div>
      )}
      {model && (
        <>
          <header className={styles.head}>
            <div className={styles.headWords}>
              <h2 className={styles.name} title={model.name}>
                {model.name}
              </h2>
              <p className={styles.subtitle}>
                {[
                  t('version', { version: model.version }),
                  t(model.target === '' ? 'predictsUnnamed' : 'predicts', { target: model.target }),
                  t(`task.${model.task}`, { count: model.classes?.length ?? 0 }),
                  t(`origin.${model.origin}`),
                ].join(' · ')}
              </p>
            </div>
            <ModelActions model={model} onChanged={changed} />
          </header>
          <Tabs value={tab} onChange={(name) => name && setTab(name)} className={styles.tabs} keepMounted={false}>
            <Tabs.List aria-label={t('tab.label')}>
              {(['card', 'whatIf', 'compare'] as const).map((name) => (
                <Tabs.Tab key={name} value={name} data-testid={`model-tab-${name}`}>
                  {t(`tab.${name}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="card" className={styles.panel}>
              <ModelCardView model={model} onChanged={changed} />
            </Tabs.Panel>
            <Tabs.Panel value="whatIf" className={styles.panel}>
              <WhatIf model={model} />
            </Tabs.Panel>
            <Tabs.Panel value="compare" className={styles.panel}>
              <CompareModels model={model} models={models} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </section>
  );
}
