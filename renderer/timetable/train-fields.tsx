import { Autocomplete, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { trainPresets } from '../../contract/train/train-options.ts';
import { Segments } from '../parts/segments.tsx';
import styles from './dialog.module.css';
import type { WorkFieldsProps } from './work-draft.ts';

const offeredColumns = 200;

interface TrainFieldsProps extends WorkFieldsProps {
  readonly columns: readonly string[];
}

/** What is to be predicted, how thorough the training is, and what its model is called. */
export function TrainFields({ draft, onChange, columns }: TrainFieldsProps) {
  const { t } = useTranslation(['timetable', 'train']);
  const { target, preset, modelName } = draft;
  return (
    <>
      <div className={styles.halves}>
        <Autocomplete
          label={t('work.target')}
          placeholder={t('work.targetHint')}
          limit={offeredColumns}
          maxLength={1000}
          data={[...columns]}
          value={target}
          onChange={(name) => onChange({ target: name })}
          data-testid="work-target"
        />
        <TextInput
          label={t('work.modelName')}
          placeholder={target}
          maxLength={200}
          value={modelName}
          onChange={(event) => onChange({ modelName: event.currentTarget.value })}
          data-testid="work-model-name"
        />
      </div>
      <Segments
        isWide
        label={t('train:preset.title')}
        value={preset}
        onChange={(next) => onChange({ preset: next })}
        choices={trainPresets.map((name) => ({ value: name, label: t(`train:preset.${name}.name`) }))}
        testId="work-preset"
      />
      <p className={styles.hint}>{t(`train:preset.${preset}.text`)}</p>
    </>
  );
}
