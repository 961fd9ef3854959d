import type { ColumnMatch } from '../../contract/predict/prediction-report.ts';

export type EffectiveMatch = Pick<ColumnMatch, 'column' | 'source' | 'kind' | 'similarity'>;

/** How the columns are matched with what the person has chosen by hand. */
export function effectiveMatches(
  found: readonly EffectiveMatch[],
  given: Readonly<Record<string, string | null>>,
): readonly EffectiveMatch[] {
  return found.map((match) => {
    const source = given[match.column];
    if (source === undefined || source === match.source) return match;
    return { ...match, source, kind: source === null ? 'absent' : 'given', similarity: null };
  });
}
