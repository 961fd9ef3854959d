import { Select, Switch } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../locale/formats.ts';
import { OptionalNumber } from '../parts/optional-number.tsx';
import { Segments } from '../parts/segments.tsx';
import plan from '../start/plan.module.css';
import { PlanFold } from '../start/plan-fold.tsx';
import { useStore } from '../store/store.ts';
import styles from './predict.module.css';
import type { ColumnMatches } from './use-matches.ts';

const offeredColumns = 200;

/** What is written: by which groups, as sheets or workbooks, with reasons or without; and when to stop instead. */
export const GroupCard = memo(function GroupCard({ matches }: { readonly matches: ColumnMatches | null }) {
  const { t } = useTranslation('predict');
  const { integer } = useFormats();
  const { groupBy, split, isExplained, hasAllProbabilities, driftGate } = useStore(
    (state) => state.predictDraft.options,
  );
  const change = useStore((state) => state.changePredictSettings);
  const changePrediction = useStore((state) => state.changePrediction);
  const groups = new Map(matches?.groupCandidates.map((one) => [one.name, one.groups]));
  const names = [
    ...new Set([...groups.keys(), ...(groupBy === null ? [] : [groupBy]), ...(matches?.fileColumns ?? [])]),
  ];
  const labelOf = (name: string) => {
    const count = groups.get(name);
    return count === undefined ? name : t('group.count', { name, count, number: integer(count) });
  };
  return (
    <>
      <section className={plan.card} aria-label={t('group.title')}>
        <h2 className={plan.title}>{t('group.title')}</h2>
        <div className={styles.group}>
          <Select
            label={t('group.by')}
            placeholder={t('group.none')}
            searchable
            clearable
            allowDeselect={false}
            limit={offeredColumns}
            value={groupBy}
            onChange={(name) => {
              changePrediction({ isGroupChosen: true });
              change({ groupBy: name });
            }}
            data={names.map((name) => ({ value: name, label: labelOf(name) }))}
            data-testid="group-by"
          />
          {groupBy !== null && (
            <Segments
              size="xs"
              isWide
              label={t('group.split')}
              value={split}
              onChange={(next) => change({ split: next })}
              choices={[
                { value: 'sheets', label: t('group.sheets') },
                { value: 'workbooks', label: t('group.workbooks') },
              ]}
              testId="group-split"
            />
          )}
          <Switch
            label={t('group.reasons')}
            description={t('group.reasonsText')}
            checked={isExplained}
            onChange={(event) => change({ isExplained: event.currentTarget.checked })}
            data-testid="with-reasons"
          />
          {matches?.hasTarget && <p className={plan.hint}>{t('group.hasTarget')}</p>}
        </div>
      </section>
      <PlanFold title={t('advanced.title')} testId="advanced-prediction">
        <OptionalNumber
          label={t('advanced.gate')}
          placeholder={t('advanced.noGate')}
          value={driftGate}
          min={0}
          max={100}
          step={0.05}
          digits={2}
          onChange={(gate) => change({ driftGate: gate })}
          testId="drift-gate"
        />
        <p className={plan.hint}>{t('advanced.gateText')}</p>
        <Switch
          label={t('advanced.allProbabilities')}
          description={t('advanced.allProbabilitiesText')}
          checked={hasAllProbabilities}
          onChange={(event) => change({ hasAllProbabilities: event.currentTarget.checked })}
          data-testid="all-probabilities"
        />
      </PlanFold>
    </>
  );
});
