/** The languages every text a person reads is written in. */
export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

/** One text in every language; `{{name}}` marks a value, as i18next writes it. */
export type LocalText = Readonly<Record<Locale, string>>;

export type TextValues = Readonly<Record<string, string | number | boolean | null>>;

/** `template` with each `{{name}}` replaced by `values[name]`; a missing value leaves an empty place. */
export function interpolate(template: string, values: TextValues): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** The language of `tag` (a BCP 47 tag such as `zh_CN.UTF-8` or `zh-Hans-CN`), English where it is neither. */
export function localeOf(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Sentences one after the other; empty ones are left out. */
export const joinSentences = (sentences: readonly string[], locale: Locale): string =>
  sentences.filter((sentence) => sentence !== '').join(locale === 'zh-CN' ? '' : ' ');
