import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/settings.ts';
import { useStore } from '../store/store.ts';
import { changeSettings } from './change-settings.ts';
import { EngineSettingsGate } from './engine-settings-gate.tsx';
import { Setting } from './setting.tsx';
import styles from './settings-screen.module.css';
import { useEngineSettings } from './use-engine-settings.ts';
import { WebhookForm } from './webhook-form.tsx';

const switches = ['isNotifying', 'staysInTray', 'isBlockingSleep'] as const satisfies readonly (keyof Settings)[];

/** How the person and other programs hear of what happened, and what goes on while nobody looks. */
export function TellingSettings() {
  const { t } = useTranslation();
  const settings = useStore((state) => state.settings);
  const view = useEngineSettings();
  return (
    <>
      <div className={styles.card}>
        {switches.map((name) => (
          <Setting key={name} label={t(`settings.telling.${name}.label`)} text={t(`settings.telling.${name}.text`)}>
            {(labelId) => (
              <Switch
                className={styles.switch}
                aria-labelledby={labelId}
                checked={settings[name]}
                onChange={(event) => void changeSettings({ [name]: event.currentTarget.checked })}
                data-testid={`setting-${name}`}
              />
            )}
          </Setting>
        ))}
      </div>
      <section className={styles.card} aria-labelledby="webhook">
        <h2 className={styles.title} id="webhook">
          {t('settings.webhook.label')}
        </h2>
        <p className={styles.text}>{t('settings.webhook.text')}</p>
        <EngineSettingsGate view={view}>
          {({ webhook }, change) => <WebhookForm key={webhook?.url ?? ''} webhook={webhook} onChange={change} />}
        </EngineSettingsGate>
      </section>
    </>
  );
}
