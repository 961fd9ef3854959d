import { z } from 'zod';
import { request } from './request.ts';
import { locales } from './texts.ts';

export const settingsSchema = z.object({
  language: z.enum(['system', ...locales]),
  theme: z.enum(['system', 'light', 'dark']),
});
export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = { language: 'system', theme: 'system' };

export const settingsContract = {
  getSettings: request.output(settingsSchema.extend({ systemLocale: z.enum(locales) })),
  changeSettings: request.input(settingsSchema.partial()).output(settingsSchema),
};
