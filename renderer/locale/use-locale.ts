import { useTranslation } from 'react-i18next';
import { type Locale, localeOf } from '../../contract/texts.ts';

/** The language on screen now. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return localeOf(i18n.language);
}
