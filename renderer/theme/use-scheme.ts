import { useComputedColorScheme } from '@mantine/core';
import type { Scheme } from './chart-theme.ts';

/** The colours on screen now; changes at once when the person or the system changes them. */
export function useScheme(): Scheme {
  return useComputedColorScheme('light', { getInitialValueInEffect: false });
}
