import { app, nativeTheme } from 'electron';
import type { Settings } from '../../contract/settings.ts';
import { type Locale, localeOf } from '../../contract/texts.ts';
import type { SettingsChanges, SettingsStore } from './settings-store.ts';

/** The language of the person's system, as far as the app speaks it. */
export function systemLocale(): Locale {
  return localeOf(app.getPreferredSystemLanguages()[0] ?? app.getLocale());
}

/** The language to speak now. */
export function localeOfSettings({ language }: Settings): Locale {
  return language === 'system' ? systemLocale() : language;
}

/** Reads and changes what the person has set; names and shapes are those of contract/settings.ts. */
export function settingsProcedures(store: SettingsStore, onChanged: (settings: Settings) => void) {
  return {
    getSettings: async () => ({ ...store.settings(), systemLocale: systemLocale() }),
    changeSettings: async (changes: SettingsChanges): Promise<Settings> => {
      const changed = store.changeSettings(changes);
      nativeTheme.themeSource = changed.theme;
      onChanged(changed);
      return changed;
    },
  };
}
