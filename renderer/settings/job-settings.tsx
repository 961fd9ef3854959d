import { Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../locale/formats.ts';
import { EngineSettingsGate } from './engine-settings-gate.tsx';
import { NumberSetting } from './number-setting.tsx';
import { Setting } from './setting.tsx';
import styles from './settings-screen.module.css';
import { useEngineSettings } from './use-engine-settings.ts';

const bytesPerGigabyte = 1e9;

/** How many jobs run at once, how often they are tried, and what they may take of the machine. */
export function JobSettings() {
  const { t } = useTranslation();
  const view = useEngineSettings();
  return (
    <EngineSettingsGate view={view}>
      {(settings, change) => (
        <>
          <div className={styles.card}>
            <NumberSetting
              label={t('settings.jobs.atOnce.label')}
              text={t('settings.jobs.atOnce.text')}
              value={settings.maxRunningJobs}
              min={1}
              max={64}
              onChange={(maxRunningJobs) => void change({ maxRunningJobs })}
              testId="max-running-jobs"
            />
            <NumberSetting
              label={t('settings.jobs.attempts.label')}
              text={t('settings.jobs.attempts.text')}
              value={settings.maxAttempts}
              min={1}
              max={10}
              onChange={(maxAttempts) => void change({ maxAttempts })}
              testId="max-attempts"
            />
            <NumberSetting
              label={t('settings.jobs.timeout.label')}
              text={t('settings.jobs.timeout.text')}
              value={settings.attemptTimeoutMinutes}
              min={1}
              max={24 * 60}
              suffix={t('settings.jobs.timeout.minutes')}
              onChange={(attemptTimeoutMinutes) => void change({ attemptTimeoutMinutes })}
              testId="attempt-timeout"
            />
          </div>
          <div className={styles.card}>
            <MemoryShare share={settings.memoryShare} onChange={(memoryShare) => void change({ memoryShare })} />
            <NumberSetting
              label={t('settings.jobs.disk.label')}
              text={t('settings.jobs.disk.text')}
              value={settings.minFreeDiskBytes / bytesPerGigabyte}
              min={0}
              max={10_000}
              digits={1}
              suffix=" GB"
              onChange={(size) => void change({ minFreeDiskBytes: Math.round(size * bytesPerGigabyte) })}
              testId="min-free-disk"
            />
          </div>
        </>
      )}
    </EngineSettingsGate>
  );
}

function MemoryShare({ share, onChange }: { readonly share: number; readonly onChange: (share: number) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [draft, setDraft] = useState(share);
  useEffect(() => setDraft(share), [share]);
  return (
    <Setting label={t('settings.jobs.memory.label')} text={t('settings.jobs.memory.text')}>
      {(labelId) => (
        <div className={styles.slider}>
          <Slider
            thumbProps={{ 'aria-labelledby': labelId }}
            value={draft}
            min={0.1}
            max={0.9}
            step={0.05}
            label={null}
            onChange={setDraft}
            onChangeEnd={(value) => onChange(Math.round(value * 100) / 100)}
            className={styles.track}
            data-testid="memory-share"
          />
          <span className={styles.sliderValue}>{formats.percent(draft, 0)}</span>
        </div>
      )}
    </Setting>
  );
}
