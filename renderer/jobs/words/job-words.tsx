import type { TFunction } from 'i18next';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../../contract/texts.ts';
import { type Formats, formatsOf } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';

/** Texts and formats of the language on screen. */
export interface Words {
  readonly t: TFunction<'jobs'>;
  readonly formats: Formats;
  readonly locale: Locale;
}

const WordsContext = createContext<Words | null>(null);

/** Asks for the texts once for all the rows below, which come and go by the hundred while a person scrolls. */
export function JobWords({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('jobs');
  const locale = useLocale();
  const words = useMemo(() => ({ t, locale, formats: formatsOf(locale) }), [t, locale]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The texts of the rows; only below `JobWords`. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords is only for what stands below JobWords');
  return words;
}
