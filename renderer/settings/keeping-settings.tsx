import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EngineSettings } from '../../contract/upkeep.ts';
import { useFormats } from '../locale/formats.ts';
import { EngineSettingsGate } from './engine-settings-gate.tsx';
import { choicesWith, dayPresets, sizePresets } from './preset-choices.ts';
import { Setting } from './setting.tsx';
import styles from './settings-screen.module.css';
import { StorageUse } from './storage-use.tsx';
import { useEngineSettings } from './use-engine-settings.ts';

type Retention = EngineSettings['retention'];

const dayNames = ['completedDays', 'cancelledDays', 'deadDays'] as const satisfies readonly (keyof Retention)[];

/** How long results stay, how much room they take, and a clean-up at once. */
export function KeepingSettings() {
  const { t } = useTranslation();
  const formats = useFormats();
  const view = useEngineSettings();
  const daysText = (days: number | null) =>
    days === null ? t('settings.keeping.never') : t('settings.keeping.days', { count: days });
  const sizeText = (sizeBytes: number | null) =>
    sizeBytes === null ? t('settings.keeping.noLimit') : formats.bytes(sizeBytes);
  return (
    <EngineSettingsGate view={view}>
      {({ retention }, change) => (
        <>
          <StorageUse settingsKey={JSON.stringify(retention)} limitBytes={retention.maxArtifactBytes} />
          <div className={styles.card}>
            {dayNames.map((name) => (
              <Setting key={name} label={t(`settings.keeping.${name}.label`)} text={t(`settings.keeping.${name}.text`)}>
                {(_, label) => (
                  <PresetSelect
                    label={label}
                    presets={dayPresets}
                    amount={retention[name]}
                    words={daysText}
                    onChange={(days) => void change({ retention: { [name]: days } })}
                    testId={`retention-${name}`}
                  />
                )}
              </Setting>
            ))}
            <Setting label={t('settings.keeping.size.label')} text={t('settings.keeping.size.text')}>
              {(_, label) => (
                <PresetSelect
                  label={label}
                  presets={sizePresets}
                  amount={retention.maxArtifactBytes}
                  words={sizeText}
                  onChange={(maxArtifactBytes) => void change({ retention: { maxArtifactBytes } })}
                  testId="retention-size"
                />
              )}
            </Setting>
          </div>
        </>
      )}
    </EngineSettingsGate>
  );
}

interface PresetSelectProps {
  readonly label: string;
  readonly presets: readonly (number | null)[];
  readonly amount: number | null;
  readonly words: (amount: number | null) => string;
  readonly onChange: (amount: number | null) => void;
  readonly testId: string;
}

function PresetSelect({ label, presets, amount, words, onChange, testId }: PresetSelectProps) {
  const choices = choicesWith(presets, amount);
  return (
    <Select
      aria-label={label}
      value={amount === null ? 'none' : String(amount)}
      allowDeselect={false}
      checkIconPosition="right"
      data={choices.map((choice) => ({ value: choice.value, label: words(choice.amount) }))}
      onChange={(value) => onChange(choices.find((choice) => choice.value === value)?.amount ?? null)}
      data-testid={testId}
    />
  );
}
