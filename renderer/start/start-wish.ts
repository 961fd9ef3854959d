import { useMemo } from 'react';
import { useLocale } from '../locale/use-locale.ts';
import { useStore } from '../store/store.ts';
import type { StartWish } from './submission.ts';

/** What the person wants done with the chosen files, as it stands now. */
export function useStartWish(): StartWish {
  const locale = useLocale();
  const recipe = useStore((state) => state.recipe);
  const options = useStore((state) => state.startOptions);
  const training = useStore((state) => state.trainDraft);
  const comparison = useStore((state) => state.compareDraft);
  const prediction = useStore((state) => state.predictDraft);
  return useMemo(
    () => ({ recipe, options, training, comparison, prediction, locale }),
    [recipe, options, training, comparison, prediction, locale],
  );
}
