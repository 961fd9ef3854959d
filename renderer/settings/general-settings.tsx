import { Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/settings.ts';
import { locales } from '../../contract/texts.ts';
import { client } from '../bridge/client.ts';
import { Segments } from '../parts/segments.tsx';
import { useStore } from '../store/store.ts';
import { changeSettings } from './change-settings.ts';
import { Setting } from './setting.tsx';
import styles from './settings-screen.module.css';

const themes = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][];

/** Language, appearance, and where things are. */
export function GeneralSettings() {
  const { t } = useTranslation();
  const settings = useStore((state) => state.settings);
  const systemLocale = useStore((state) => state.systemLocale);
  const systemName = t(`settings.language.${systemLocale}`);
  return (
    <>
      <div className={styles.card}>
        <Setting label={t('settings.language.label')} text={t('settings.language.text')}>
          {(_, label) => (
            <Select
              aria-label={label}
              value={settings.language}
              allowDeselect={false}
              checkIconPosition="right"
              onChange={(language) => language && void changeSettings({ language })}
              data-testid="language-select"
              data={[
                { value: 'system', label: t('settings.language.system', { name: systemName }) },
                ...locales.map((locale) => ({ value: locale, label: t(`settings.language.${locale}`) })),
              ]}
            />
          )}
        </Setting>
        <Setting label={t('settings.theme.label')} text={t('settings.theme.text')}>
          {(labelId) => (
            <Segments
              isWide
              labelledBy={labelId}
              value={settings.theme}
              onChange={(theme) => void changeSettings({ theme })}
              testId="theme-select"
              choices={themes.map((theme) => ({ value: theme, label: t(`settings.theme.${theme}`) }))}
            />
          )}
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
    </>
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
