import { useTranslation } from 'react-i18next';
import type { TruthWords } from './statistics.ts';

/** The words for yes/no values, the same as in the cells of a table. */
export function useTruthWords(): TruthWords {
  const { t } = useTranslation('table');
  return { yes: t('cell.yes'), no: t('cell.no') };
}
