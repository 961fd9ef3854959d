import { z } from 'zod';
import { request } from './request.ts';
import { locales } from './texts.ts';

export const settingsSchema = z.object({
  language: z.enum(['system', ...locales]),
  theme: z.enum(['system', 'light', 'dark']),
  /** A notification when a batch has ended or a job is dead, while the window is not in front. */
  isNotifying: z.boolean(),
  /** Closing the window leaves the app in the tray while jobs run or are scheduled. */
  staysInTray: z.boolean(),
  /** The computer does not go to sleep while jobs run. */
  isBlockingSleep: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = {
  ...{ language: 'system', theme: 'system' },
  ...{ isNotifying: true, staysInTray: true, isBlockingSleep: true },
};

export const settingsContract = {
  getSettings: request.output(settingsSchema.extend({ systemLocale: z.enum(locales) })),
  changeSettings: request.input(settingsSchema.partial()).output(settingsSchema),
};
