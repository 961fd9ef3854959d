import { MultiSelect, NumberInput, Select } from '@mantine/core';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FoldScheme, foldSchemes } from '../../contract/train/train-options.ts';
import type { TrainingProposal } from '../../contract/train/training-report.ts';
import plan from '../start/plan.module.css';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';

const offeredColumns = 200;

interface CheckCardProps {
  readonly proposal: TrainingProposal;
  /** All files that can start. */
  readonly ready: readonly ChosenItem[];
}

/** How the model is tried on rows it has not seen. */
export const CheckCard = memo(function CheckCard({ proposal, ready }: CheckCardProps) {
  const { t } = useTranslation('train');
  const { testKeys, options } = useStore((state) => state.trainDraft);
  const change = useStore((state) => state.changeTrainSettings);
  const changeTraining = useStore((state) => state.changeTraining);
  const scheme = options.foldScheme ?? proposal.foldScheme;
  const [groupColumns, timeColumns] = useMemo(() => {
    const others = proposal.columns.filter(({ name }) => name !== proposal.target).map(({ name }) => name);
    return [proposal.groupCandidates, proposal.timeCandidates].map((first) => [...new Set([...first, ...others])]);
  }, [proposal]) as [string[], string[]];
  const isSchemeFor = (one: FoldScheme) => one !== 'stratified' || proposal.task !== 'regression';
  return (
    <section className={plan.card} aria-label={t('check.title')}>
      <h2 className={plan.title}>{t('check.title')}</h2>
      <div className={plan.fields}>
        <Select
          size="xs"
          label={t('check.scheme')}
          allowDeselect={false}
          value={scheme}
          onChange={(next) =>
            change({
              foldScheme: next as FoldScheme,
              ...(next === 'grouped'
                ? { groupColumn: options.groupColumn ?? proposal.groupCandidates[0] ?? null }
                : { groupColumn: null }),
              ...(next === 'time'
                ? { timeColumn: options.timeColumn ?? proposal.timeCandidates[0] ?? null }
                : { timeColumn: null }),
            })
          }
          data={foldSchemes.filter(isSchemeFor).map((one) => ({ value: one, label: t(`check.${one}`) }))}
          data-testid="fold-scheme"
        />
        {scheme === 'grouped' && (
          <ColumnSelect
            label={t('check.group')}
            value={options.groupColumn}
            columns={groupColumns}
            onChange={(groupColumn) => change({ groupColumn })}
          />
        )}
        {scheme === 'time' && (
          <ColumnSelect
            label={t('check.timeColumn')}
            value={options.timeColumn}
            columns={timeColumns}
            onChange={(timeColumn) => change({ timeColumn })}
          />
        )}
        <ColumnSelect
          label={t('check.score')}
          value={options.scoreColumn}
          columns={groupColumns}
          placeholder={t('check.scoreNone')}
          onChange={(scoreColumn) => change({ scoreColumn })}
        />
        <NumberInput
          size="xs"
          label={t('check.folds')}
          min={2}
          max={20}
          clampBehavior="strict"
          allowDecimal={false}
          value={options.folds}
          onChange={(folds) => typeof folds === 'number' && folds >= 2 && change({ folds })}
        />
        <NumberInput
          size="xs"
          label={t('check.holdout')}
          min={0}
          max={50}
          suffix=" %"
          clampBehavior="strict"
          value={Math.round(options.holdoutShare * 100)}
          onChange={(share) => typeof share === 'number' && change({ holdoutShare: share / 100 })}
        />
        {ready.length > 1 && (
          <MultiSelect
            className={plan.wide ?? ''}
            size="xs"
            label={t('files.test')}
            description={t('files.testText')}
            placeholder={testKeys.length === 0 ? t('files.testNone') : ''}
            maxValues={Math.min(10, ready.length - 1)}
            limit={offeredColumns}
            value={[...testKeys]}
            onChange={(keys) => changeTraining({ testKeys: keys })}
            data={ready.map(({ key, fileName }) => ({ value: key, label: fileName }))}
            data-testid="test-files"
          />
        )}
      </div>
    </section>
  );
});

interface ColumnSelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly columns: readonly string[];
  readonly placeholder?: string;
  readonly onChange: (column: string | null) => void;
}

function ColumnSelect({ label, value, columns, placeholder, onChange }: ColumnSelectProps) {
  const { t } = useTranslation('train');
  return (
    <Select
      size="xs"
      label={label}
      searchable
      clearable
      allowDeselect={false}
      limit={offeredColumns}
      placeholder={placeholder ?? t('check.choose')}
      value={value}
      onChange={onChange}
      data={[...columns]}
      nothingFoundMessage={t('columns.noMatch')}
    />
  );
}
