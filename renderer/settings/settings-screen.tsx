import { SegmentedControl, Select } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/settings.ts';
import { locales } from '../../contract/texts.ts';
import { client } from '../bridge/client.ts';
import body from '../frame/screen-body.module.css';
import { notifyFailure } from '../parts/notify.ts';
import { PageHeader } from '../parts/page-header.tsx';
import { useStore } from '../store/store.ts';
import styles from './settings-screen.module.css';

const themes = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][];

/** Shows the change at once and keeps it; if it can not be kept, the former choice comes back with a word. */
async function change(part: Partial<Settings>): Promise<void> {
  const { settings, takeSettings } = useStore.getState();
  takeSettings({ ...settings, ...part });
  try {
    takeSettings(await client.settings.changeSettings(part));
  } catch (error) {
    takeSettings(settings);
    notifyFailure(error);
  }
}

/** Language, appearance, and where things are. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const settings = useStore((state) => state.settings);
  const systemLocale = useStore((state) => state.systemLocale);
  const systemName = t(`settings.language.${systemLocale}`);
  return (
    <div className={`${body.body} ${styles.screen}`} data-testid="settings-screen">
      <PageHeader title={t('settings.title')} subtitle={t('settings.subtitle')} />
      <div className={styles.card}>
        <Setting label={t('settings.language.label')} text={t('settings.language.text')}>
          <Select
            aria-label={t('settings.language.label')}
            value={settings.language}
            allowDeselect={false}
            checkIconPosition="right"
            onChange={(language) => language && void change({ language })}
            data-testid="language-select"
            data={[
              { value: 'system', label: t('settings.language.system', { name: systemName }) },
              ...locales.map((locale) => ({ value: locale, label: t(`settings.language.${locale}`) })),
            ]}
          />
        </Setting>
        <Setting label={t('settings.theme.label')} text={t('settings.theme.text')}>
          <SegmentedControl
            fullWidth
            aria-label={t('settings.theme.label')}
            value={settings.theme}
            onChange={(theme) => void change({ theme: theme as Settings['theme'] })}
            data-testid="theme-select"
            data={themes.map((theme) => ({ value: theme, label: t(`settings.theme.${theme}`) }))}
          />
        </Setting>
      </div>
      <section className={styles.card} aria-labelledby="your-data">
        <h2 className={styles.title} id="your-data">
          {t('settings.data.label')}
        </h2>
        <ul className={styles.words}>
          {(['local', 'files', 'results', 'reports'] as const).map((name) => (
            <li key={name}>{t(`settings.data.${name}`)}</li>
          ))}
        </ul>
      </section>
      <About />
    </div>
  );
}

function Setting({ label, text, children }: { label: string; text: string; children: ReactNode }) {
  return (
    <div className={styles.setting}>
      <div>
        <h2 className={styles.title}>{label}</h2>
        <p className={styles.text}>{text}</p>
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}

function About() {
  const { t } = useTranslation();
  const [versions, setVersions] = useState<{ version: string; electron: string; node: string } | null | undefined>();
  useEffect(() => {
    client.desktop.about().then(setVersions, () => setVersions(null));
  }, []);
  return (
    <section className={styles.card} aria-labelledby="about" data-testid="about">
      <h2 className={styles.title} id="about">
        {t('settings.about.label')}
      </h2>
      <p className={styles.text}>
        {versions && t('settings.about.version', versions)}
        <br />
        {versions && t('settings.about.runtime', versions)}
        {versions === null && t('settings.about.unavailable')}
      </p>
    </section>
  );
}
