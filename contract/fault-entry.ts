import type { LocalText } from './texts.ts';

export interface FaultEntry {
  readonly sentence: LocalText;
  readonly remedy: LocalText;
  /** Whether trying again with the same input can succeed. */
  readonly isRetryable: boolean;
  readonly httpStatus: number;
}

/** One fault of the registry; sentence and remedy in English and Chinese. */
export const entry = (
  httpStatus: number,
  isRetryable: boolean,
  sentence: readonly [en: string, zh: string],
  remedy: readonly [en: string, zh: string],
): FaultEntry => ({
  httpStatus,
  isRetryable,
  sentence: { en: sentence[0], 'zh-CN': sentence[1] },
  remedy: { en: remedy[0], 'zh-CN': remedy[1] },
});
