import type { ColumnDecision } from '../../../contract/column-decision.ts';
import type { ColumnContext } from './column-context.ts';
import { isDateName } from './column-names.ts';
import { plainDecision } from './decide-column.ts';

type Known = Pick<ColumnContext, 'column' | 'name' | 'decimal' | 'isDateWanted'>;

/** What is asked of the numbers of a column. */
export interface NumberFacts {
  /** Cells that are numbers, and those that are texts. */
  readonly numbers: number;
  readonly texts: number;
  readonly hasOneOf: (wanted: ReadonlySet<number>) => boolean;
  /** Whether every number, those of `except` left out, may be a day written as one. */
  readonly areCompactDays: (except: ReadonlySet<number>) => boolean;
}

/** Of the cells that are numbers, so many may be texts where numbers such as 20240301 are taken for days. */
const mostTexts = 0.05;

/**
 * `decision`, which was made by the texts of a column, with what becomes of its numbers: those of `missingNumbers` are missing; whole
 * numbers such as 20240301 are days where the person or the column's name says so, and where they all could be it is told.
 */
export function withNumbers(
  decision: ColumnDecision | null,
  facts: NumberFacts,
  known: Known,
  missingNumbers: ReadonlySet<number>,
): ColumnDecision | null {
  const { numbers, texts } = facts;
  if (numbers === 0) return decision;
  const isMissing = missingNumbers.size > 0 && facts.hasOneOf(missingNumbers);
  const made = isMissing
    ? { ...(decision ?? plainDecision(known, [])), missingNumbers: [...missingNumbers] }
    : decision;
  const isPlain = made === null || made.as === 'text' || (made.as === 'number' && made.mark === '');
  if (!isPlain || texts > numbers * mostTexts || made?.kept) return made;
  const areDays = facts.areCompactDays(isMissing ? missingNumbers : new Set());
  if (!areDays && !known.isDateWanted) return made;
  const plain = made ?? plainDecision(known, []);
  if (known.isDateWanted || isDateName(known.name)) {
    return { ...plain, as: 'date', allowsCompactNumbers: true, allowsCompactDates: true };
  }
  return { ...plain, kept: { reason: 'compactDates', count: numbers, values: [], distinct: null } };
}
