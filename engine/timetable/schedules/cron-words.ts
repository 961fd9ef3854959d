import cronstrue from 'cronstrue';
import 'cronstrue/locales/zh_CN.js';
import type { Locale, LocalText } from '../../../contract/texts.ts';

/** cronstrue's names of our locales. */
const cronLocales: LocalText = { en: 'en', 'zh-CN': 'zh_CN' };

/** A cron expression in plain words, such as `At 08:30, only on Monday`; the expression itself where there are none. */
export function cronInWords(expression: string, locale: Locale): string {
  try {
    const words = cronstrue.toString(expression, { locale: cronLocales[locale], use24HourTimeFormat: true });
    return locale === 'en' ? words : inChineseSpacing(words);
  } catch {
    return expression;
  }
}

function inChineseSpacing(words: string): string {
  return words
    .replace(/\s*,\s*/g, '，')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replace(/^在(?=\d)/, '在 ')
    .trim();
}
