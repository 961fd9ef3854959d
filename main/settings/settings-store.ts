import Store from 'electron-store';
import { z } from 'zod';
import { defaultSettings, type Settings, settingsSchema } from '../../contract/settings.ts';
import type { RememberedWindow } from '../window/window-bounds.ts';

const boundsSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const rememberedWindowSchema = z.object({ bounds: boundsSchema.nullable(), isMaximized: z.boolean() });

/** What is left out, or undefined, stays as it is. */
export type SettingsChanges = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/** What the shell remembers between starts, in one small file of the user's own. */
export interface SettingsStore {
  readonly settings: () => Settings;
  readonly changeSettings: (changes: SettingsChanges) => Settings;
  readonly rememberedWindow: () => RememberedWindow;
  readonly rememberWindow: (window: RememberedWindow) => void;
  /** Whether the person was told that the app goes on in the tray; once is enough. */
  readonly hasToldOfTray: () => boolean;
  readonly rememberToldOfTray: () => void;
}

/** What the file holds is not trusted: a person or an older version may have written it. */
export function openSettingsStore(folder: string): SettingsStore {
  const store = new Store({ name: 'settings', cwd: folder, clearInvalidConfig: true });
  // Settings that came with a later version are at their defaults until they are set.
  const settings = () =>
    settingsSchema.catch(defaultSettings).parse({ ...defaultSettings, ...objectOf(store.get('settings')) });
  return {
    settings,
    changeSettings: (changes) => {
      const changed = { ...settings(), ...definedOf(changes) };
      store.set('settings', changed);
      return changed;
    },
    rememberedWindow: () =>
      rememberedWindowSchema.catch({ bounds: null, isMaximized: false }).parse(store.get('window')),
    rememberWindow: (window) => store.set('window', window),
    hasToldOfTray: () => store.get('hasToldOfTray') === true,
    rememberToldOfTray: () => store.set('hasToldOfTray', true),
  };
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function definedOf(changes: SettingsChanges): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
