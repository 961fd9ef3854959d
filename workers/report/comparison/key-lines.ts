import type { ComparisonReport } from './comparison-data.ts';
import { keyReasonTexts } from './comparison-texts.ts';

/** How rows were told apart, in sentences. */
export function keyLines({ comparison, locale, texts, word }: ComparisonReport): string[] {
  const { key, options } = comparison;
  const tolerance = options.tolerance > 0 ? [word('tolerance', { tolerance: texts.number(options.tolerance) })] : [];
  if (key === null) return [word('noKey'), ...tolerance];
  const { earlierRows, keys, laterRows } = key.repeated;
  const counts = { keys: texts.count(keys), earlier: texts.count(earlierRows), later: texts.count(laterRows) };
  return [
    word('keyIs', { columns: key.columns.join(', '), reason: keyReasonTexts[key.reason][locale] }),
    word('keyOverlap', { share: texts.share(key.overlap) }),
    ...(keys > 0 ? [word('repeated', counts)] : []),
    ...tolerance,
  ];
}
