import type { StateCreator } from 'zustand';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import type { Locale } from '../../contract/texts.ts';

export const settingsSections = ['general', 'jobs', 'keeping', 'telling', 'audit'] as const;
export type SettingsSection = (typeof settingsSections)[number];

export interface SettingsSlice {
  readonly settings: Settings;
  readonly systemLocale: Locale;
  /** The part of the settings screen on show. */
  readonly settingsSection: SettingsSection;
  readonly takeSettings: (settings: Settings, systemLocale?: Locale) => void;
  readonly showSettingsSection: (section: SettingsSection) => void;
}

/** The language to show for `settings` on a system that speaks `systemLocale`. */
export function localeFor(settings: Settings, systemLocale: Locale): Locale {
  return settings.language === 'system' ? systemLocale : settings.language;
}

export const createSettingsSlice: StateCreator<SettingsSlice> = (set) => ({
  settings: defaultSettings,
  systemLocale: 'en',
  settingsSection: 'general',
  takeSettings: (settings, systemLocale) =>
    set((state) => ({ settings, systemLocale: systemLocale ?? state.systemLocale })),
  showSettingsSection: (settingsSection) => set({ settingsSection }),
});
