import type { StateCreator } from 'zustand';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import type { Locale } from '../../contract/texts.ts';

export interface SettingsSlice {
  readonly settings: Settings;
  readonly systemLocale: Locale;
  readonly takeSettings: (settings: Settings, systemLocale?: Locale) => void;
}

/** The language to show for `settings` on a system that speaks `systemLocale`. */
export function localeFor(settings: Settings, systemLocale: Locale): Locale {
  return settings.language === 'system' ? systemLocale : settings.language;
}

export const createSettingsSlice: StateCreator<SettingsSlice> = (set) => ({
  settings: defaultSettings,
  systemLocale: 'en',
  takeSettings: ({ language, theme }, systemLocale) =>
    set((state) => ({ settings: { language, theme }, systemLocale: systemLocale ?? state.systemLocale })),
});
