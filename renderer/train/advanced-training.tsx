import { NativeSelect, Switch } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingProposal } from '../../contract/train/training-report.ts';
import { OptionalNumber } from '../parts/optional-number.tsx';
import plan from '../start/plan.module.css';
import { PlanFold } from '../start/plan-fold.tsx';
import type { TrainSettings } from '../store/prediction-slice.ts';
import { useStore } from '../store/store.ts';

const numbers = [
  { name: 'trees', min: 1, max: 20_000, step: 50, digits: 0 },
  { name: 'learningRate', min: 0.001, max: 1, step: 0.01, digits: 4 },
  { name: 'depth', min: 1, max: 16, step: 1, digits: 0 },
  { name: 'leaves', min: 2, max: 4096, step: 8, digits: 0 },
  { name: 'rowSampling', min: 0.01, max: 1, step: 0.05, digits: 2 },
  { name: 'columnSampling', min: 0.01, max: 1, step: 0.05, digits: 2 },
  { name: 'lambda', min: 0, max: 1e6, step: 0.5, digits: 3 },
  { name: 'alpha', min: 0, max: 1e6, step: 0.5, digits: 3 },
  { name: 'minChildWeight', min: 0, max: 1e9, step: 1, digits: 3 },
  { name: 'earlyStoppingRounds', min: 0, max: 1000, step: 10, digits: 0 },
] as const;
const regressionObjectives = ['squared', 'absolute', 'quantile', 'poisson'] as const;

/** What somebody who knows boosted trees may set by hand. */
export const AdvancedTraining = memo(function AdvancedTraining({ proposal }: { readonly proposal: TrainingProposal }) {
  const { t } = useTranslation('train');
  return (
    <PlanFold title={t('advanced.title')} testId="advanced-training">
      <AdvancedFields proposal={proposal} />
    </PlanFold>
  );
});

function AdvancedFields({ proposal }: { readonly proposal: TrainingProposal }) {
  const { t } = useTranslation('train');
  const options = useStore((state) => state.trainDraft.options);
  const change = useStore((state) => state.changeTrainSettings);
  const isNumber = options.task === null ? proposal.task === 'regression' : options.task === 'regression';
  return (
    <div className={plan.fields}>
      <NativeSelect
        size="xs"
        label={t('advanced.task')}
        value={options.task ?? ''}
        onChange={(event) =>
          change({ task: (event.currentTarget.value || null) as TrainSettings['task'], objective: null })
        }
        data={[
          { value: '', label: t('advanced.byItself') },
          { value: 'classification', label: t('advanced.classification') },
          { value: 'regression', label: t('advanced.regression') },
        ]}
      />
      {isNumber && (
        <NativeSelect
          size="xs"
          label={t('advanced.objective')}
          value={options.objective ?? ''}
          onChange={(event) => change({ objective: (event.currentTarget.value || null) as TrainSettings['objective'] })}
          data={[
            { value: '', label: t('advanced.byItself') },
            ...regressionObjectives.map((value) => ({ value, label: t(`advanced.${value}`) })),
          ]}
        />
      )}
      {options.objective === 'quantile' && (
        <OptionalNumber
          label={t('advanced.quantileValue')}
          placeholder="0.5"
          value={options.quantile}
          min={0.01}
          max={0.99}
          step={0.05}
          digits={3}
          onChange={(quantile) => change({ quantile: quantile ?? 0.5 })}
        />
      )}
      {numbers.map(({ name, ...bounds }) => (
        <OptionalNumber
          key={name}
          {...bounds}
          label={t(`advanced.${name}`)}
          placeholder={t('advanced.byPreset')}
          value={options[name]}
          onChange={(value) => change({ [name]: value })}
          testId={`setting-${name}`}
        />
      ))}
      <OptionalNumber
        label={t('advanced.seed')}
        placeholder={t('advanced.byItself')}
        value={options.seed}
        min={0}
        max={2 ** 31 - 1}
        onChange={(seed) => change({ seed: seed ?? 20_240_901 })}
      />
      {!isNumber && (
        <Switch
          className={plan.wide ?? ''}
          size="xs"
          label={t('advanced.classWeights')}
          checked={options.classWeights === 'balanced'}
          onChange={(event) => change({ classWeights: event.currentTarget.checked ? 'balanced' : 'none' })}
        />
      )}
    </div>
  );
}
