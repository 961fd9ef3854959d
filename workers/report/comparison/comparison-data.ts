import type { ComparedColumn, Comparison } from '../../../contract/comparison.ts';
import type { Locale } from '../../../contract/texts.ts';
import { type NumberTexts, numberTexts } from '../number-texts.ts';
import { comparisonWords, type Word } from './comparison-texts.ts';

/** What every part of a report of a comparison is made with. */
export interface ComparisonReport {
  readonly comparison: Comparison;
  readonly columns: readonly ComparedColumn[];
  readonly locale: Locale;
  readonly texts: NumberTexts;
  readonly word: Word;
}

export function comparisonReport(
  comparison: Comparison,
  columns: readonly ComparedColumn[],
  locale: Locale,
): ComparisonReport {
  return { comparison, columns, locale, texts: numberTexts(locale), word: comparisonWords(locale) };
}

export const isUnchanged = ({ comparison: { drifted, rows, schema } }: ComparisonReport): boolean =>
  rows.added + rows.removed + rows.changed + drifted.length === 0 && schemaLines(schema) === 0;

function schemaLines({ added, moved, removed, renamed, retyped }: Comparison['schema']): number {
  return added.length + moved.length + removed.length + renamed.length + retyped.length;
}

/** The result in one sentence. */
export function headline(report: ComparisonReport): string {
  const { comparison, texts, word } = report;
  if (isUnchanged(report)) return word('nothing');
  const { added, changed, removed } = comparison.rows;
  return word('headline', {
    ...{ added: texts.count(added), removed: texts.count(removed), changed: texts.count(changed) },
    drifted: texts.count(comparison.drifted.length),
  });
}
