import type { ColumnDecision } from '../../../contract/column-decision.ts';
import type { KeptReason } from '../../../contract/import-changes.ts';
import { reportLimits } from '../../../contract/import-changes.ts';
import { booleanWordOf } from './boolean-words.ts';
import { shortened } from './change-counter.ts';
import type { Candidate, ColumnContext } from './column-context.ts';
import type { ColumnEvidence } from './column-evidence.ts';
import { isDateName, isIdName } from './column-names.ts';
import { decideBoolean, decideDate, decideNumber } from './decide-kind.ts';
import { textReader } from './value-of-text.ts';

/** From this share of a column's cells on (missing ones left out), they read alike and the column is converted. */
export const nearlyAll = 0.95;
/** From this share on, cells that read as something else in a column that stays text are worth telling. */
const notableShare = 0.2;
/** From this share on, digits that name something show that all digits of the column do. */
const idShare = 0.005;
/** Texts counted one by one. */
const mostDistinct = 1000;

/**
 * How the texts of a column are read; null when they stay as they are and there is nothing to tell. A column is converted
 * where at least 95 % of its values fit one way; the values that do not fit stay text beside them, so that nothing is
 * lost. Words for missing count only where the column makes that sensible.
 */
export function decideColumn(evidence: ColumnEvidence, context: ColumnContext): ColumnDecision | null {
  const strong = [...evidence.strong.keys()].filter(
    (word) => word !== 'NA' || !context.isTwoLetterCode || context.missingWords.has(word),
  );
  const plain = plainDecision(context, strong);
  const candidates = [decideBoolean(evidence, context), decideDate(evidence, context), decideNumber(evidence, context)]
    .filter((candidate) => candidate !== null)
    .sort((one, other) => shareOf(other) - shareOf(one));
  const best = candidates[0];
  const areIds = digitsAreIds(evidence, context);
  if (best && shareOf(best) >= nearlyAll && !(areIds && best.as === 'number')) {
    const pair = best.as === 'boolean' ? best.decision.pair : undefined;
    const missing = [...strong, ...[...evidence.weak.keys()].filter((word) => !isWordOf(word, pair))];
    const own = { number: context.numbers, date: context.dates, boolean: context.booleans }[best.as];
    // Where nothing is converted, what does not fit is still to be told.
    const isTold = best.fitting > own || missing.length > 0 || best.total > best.fitting;
    return isTold ? { ...plain, ...best.decision, as: best.as, missing } : null;
  }
  const kept = keptOf(evidence, best, areIds);
  return strong.length === 0 && kept === null ? null : { ...plain, kept };
}

function shareOf({ fitting, total }: Candidate): number {
  return total === 0 ? 0 : fitting / total;
}

/** Every text but words for missing stays. */
export function plainDecision(
  { column, decimal }: Pick<ColumnContext, 'column' | 'decimal'>,
  missing: readonly string[],
): ColumnDecision {
  return {
    ...{ column, as: 'text', decimal: decimal ?? '.', mark: '', allowsBare: true, allowsBrackets: false },
    ...{ dateOrder: 'dayFirst', allowsCompactDates: false, allowsSerials: false, isInUtc: false, pair: -1, missing },
    ...{ allowsCompactNumbers: false, missingNumbers: [] },
    ...{ usesDecimal: false, usesDateOrder: false, isAmbiguous: false, kept: null },
  };
}

/** Words of the pair that is decided for are no words for missing: 无 beside 有 means no. */
function isWordOf(word: string, pair: number | undefined): boolean {
  return pair !== undefined && (booleanWordOf(word.toLowerCase())?.pairs.includes(pair) ?? false);
}

/**
 * Whether the digits of a column name something: leading zeros or more digits than a number holds in half a percent of
 * them; telephone numbers; digits kept as text under a name such as 学号, or as many in each cell and no cell like another.
 */
function digitsAreIds(evidence: ColumnEvidence, { name, isDateWanted, isDistinct, numbers }: ColumnContext): boolean {
  const { ids, digits, phones, cells, lengths, weak, strong } = evidence;
  const values = cells - sum(weak) - sum(strong);
  if (ids > 0 && ids >= (values + numbers) * idShare) return true;
  if (digits === 0 || digits < values * nearlyAll) return false;
  if (phones >= digits * nearlyAll || isIdName(name)) return true;
  const longest = [...lengths].sort(([, one], [, other]) => other - one)[0];
  return (
    isDistinct &&
    longest !== undefined &&
    longest[0] >= 6 &&
    longest[1] === digits &&
    !isDateName(name) &&
    !isDateWanted
  );
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

/** Why a column stays text that partly reads as something else. */
function keptOf(evidence: ColumnEvidence, best: Candidate | undefined, areIds: boolean): ColumnDecision['kept'] {
  const reason: KeptReason = areIds ? 'ids' : 'notNearlyAll';
  if (areIds && evidence.ids + evidence.digits > 0) {
    return { reason, count: evidence.ids + evidence.digits, values: [], distinct: null };
  }
  const oneSided = oneSidedWord(evidence);
  if (oneSided !== null) return { reason: 'oneSided', count: oneSided, ...valuesOf(evidence) };
  if (!best || best.fitting === 0 || best.as === 'boolean' || shareOf(best) < notableShare) return null;
  const values = valuesOf(evidence);
  return { reason, count: best.fitting, ...values };
}

/** Cells of a column that holds nothing but one word of a pair. */
function oneSidedWord({ yes, no, others, cells, weak, strong }: ColumnEvidence): number | null {
  const values = cells - sum(strong);
  const place = yes.findIndex((count, pair) => (count === 0) !== (no[pair] === 0));
  if (place < 0 || values === 0 || others === 0) return null;
  const count = (yes[place] as number) + (no[place] as number);
  return count === values - (yes[place] === 0 ? 0 : sum(weak)) && count === others ? count : null;
}

function valuesOf({ otherTexts, hasMoreOthers }: ColumnEvidence) {
  return valueList(otherTexts, hasMoreOthers);
}

/**
 * `decision` with the texts that do not fit it, where it converts the column: `eachText` gives every text with its cells,
 * in the order in which they first appear.
 */
export function withUnfitting(
  decision: ColumnDecision,
  eachText: (take: (text: string, cells: number) => void) => void,
): ColumnDecision {
  if (decision.as === 'text') return decision;
  const read = textReader(decision);
  const texts = new Map<string, number>();
  let count = 0;
  let hasMore = false;
  eachText((text, cells) => {
    if (read(text) !== null) return;
    count += cells;
    if (texts.has(text) || texts.size < mostDistinct) texts.set(text, (texts.get(text) ?? 0) + cells);
    else hasMore = true;
  });
  return count === 0 ? decision : { ...decision, kept: { reason: 'unfitting', count, ...valueList(texts, hasMore) } };
}

/** Texts with the most cells first; those with as many stay in the order in which they appeared. */
function valueList(texts: ReadonlyMap<string, number>, hasMore: boolean) {
  const values = [...texts].map(([value, count]) => ({ value: shortened(value), count }));
  values.sort((one, other) => other.count - one.count);
  return { values: values.slice(0, reportLimits.values), distinct: hasMore ? null : texts.size };
}
