import { Tabs } from '@mantine/core';
import { type ReactNode, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import body from '../frame/screen-body.module.css';
import { PageHeader } from '../parts/page-header.tsx';
import { type SettingsSection, settingsSections } from '../store/settings-slice.ts';
import { useStore } from '../store/store.ts';
import { AuditSection } from './audit-section.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { JobSettings } from './job-settings.tsx';
import { KeepingSettings } from './keeping-settings.tsx';
import styles from './settings-screen.module.css';
import { TellingSettings } from './telling-settings.tsx';

const panels: Readonly<Record<SettingsSection, () => ReactNode>> = {
  general: () => <GeneralSettings />,
  jobs: () => <JobSettings />,
  keeping: () => <KeepingSettings />,
  telling: () => <TellingSettings />,
  audit: () => <AuditSection />,
};

/** Everything that can be set, by section. */
export function SettingsScreen() {
  const { t } = useTranslation();
  // Drawn in slices.
  const section = useDeferredValue(useStore((state) => state.settingsSection));
  const showSection = useStore((state) => state.showSettingsSection);
  return (
    <div className={`${body.body} ${styles.screen}`} data-testid="settings-screen">
      <PageHeader title={t('settings.title')} subtitle={t('settings.subtitle')} />
      <Tabs
        value={section}
        onChange={(name) => name && showSection(name as SettingsSection)}
        className={styles.tabs}
        keepMounted={false}
      >
        <Tabs.List className={styles.tabList} aria-label={t('settings.sections')}>
          {settingsSections.map((name) => (
            <Tabs.Tab key={name} value={name} data-testid={`settings-tab-${name}`}>
              {t(`settings.section.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {settingsSections.map((name) => (
          <Tabs.Panel key={name} value={name} className={styles.panel}>
            {panels[name]()}
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}
