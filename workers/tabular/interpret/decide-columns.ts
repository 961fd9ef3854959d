import type { ColumnDecision } from '../../../contract/column-decision.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import { threadKernel } from '../../kernel-instance.ts';
import type { OrderContext } from '../../order-context.ts';
import { isAscendingColumn } from '../ascending-numbers.ts';
import { type ColumnView, cellKind, cellKindCount, columnView } from '../segment.ts';
import type { ColumnContext } from './column-context.ts';
import { ColumnEvidence, plausibleSerials } from './column-evidence.ts';
import { areCompactDays, countNumbersBetween, hasNumberAmong } from './column-numbers.ts';
import { countTexts, findMissingWords, sampleTexts, textsOf } from './column-texts.ts';
import { decideColumn, withUnfitting } from './decide-column.ts';
import { type NumberFacts, withNumbers } from './decide-numbers.ts';
import { missingNumbersOf } from './missing-numbers.ts';

const sampleSize = 128;
/** Columns with fewer texts are always looked through. */
const fewTexts = 4096;
/** Distinct texts of a segment that are looked at before they are counted. */
const fewDistinct = 16;
/** Of the texts looked at: from this share on that read as nothing else, the column is text. */
const wordShare = 0.5;
/** More words than this among the cells, and no way to read the column can fit nearly all of them. */
const tooManyWords = 0.1;

/**
 * Decides for each of the columns how its texts are read, from all of its cells; columns that stay as they are get no
 * decision. Only texts are looked at, each distinct one once; columns that a few rows show to be plain text are left alone.
 */
export async function decideColumns(
  order: Order<'decide-columns'>,
  context: OrderContext,
): Promise<Reply<'decide-columns'>> {
  const { plan, segments, columns, asWritten, asDates, missingWords } = order;
  threadKernel().call.reset();
  const decisions: ColumnDecision[] = [];
  const kinds = new Float64Array(columns.length * cellKindCount);
  const left = new Set(asWritten);
  const words = new Set(missingWords);
  const missingNumbers = new Set(missingNumbersOf(missingWords));
  let hasKey = false;
  for (const [index, column] of columns.entries()) {
    context.throwIfCancelled();
    const views = segments.map((segment) => columnView(segment, column));
    for (let kind = 0; kind < cellKindCount; kind++) kinds[index * cellKindCount + kind] = cellsOf(views, kind);
    hasKey ||= isAscendingColumn(views);
    if (left.has(column)) continue;
    const decimal = plan.textFormat?.decimal ?? null;
    const name = plan.columnNames[column] ?? '';
    const known = { column, name, decimal, missingWords: words, isDateWanted: asDates.includes(column) };
    const decided = decideViews(views, known, () => context.throwIfCancelled());
    const decision = withNumbers(decided, numberFactsOf(views), known, missingNumbers);
    if (decision !== null) decisions.push(decision);
  }
  return { decisions, kinds, hasKey };
}

type Known = Pick<ColumnContext, 'column' | 'name' | 'decimal' | 'missingWords' | 'isDateWanted'>;

function decideViews(views: readonly ColumnView[], known: Known, throwIfCancelled: () => void): ColumnDecision | null {
  const texts = cellsOf(views, cellKind.text);
  const numbers = cellsOf(views, cellKind.number);
  const dates = cellsOf(views, cellKind.date);
  const booleans = cellsOf(views, cellKind.boolean);
  // Numbers among dates may be days as spreadsheets count them; without dates and texts there is nothing to read.
  if (texts === 0 && (dates === 0 || numbers === 0)) return null;
  const sample = sampleTexts(views, sampleSize);
  const evidence = new ColumnEvidence(known.missingWords);
  const context: ColumnContext = {
    ...known,
    ...{ numbers, dates, booleans },
    isDistinct: sample.length >= 10 && new Set(sample).size === sample.length,
    isTwoLetterCode: isTwoLetterCode(sample),
    countSerials: () => countNumbersBetween(views, plausibleSerials.from, plausibleSerials.to),
  };
  if (texts > fewTexts && isPlainText(sample, texts, texts + numbers + dates + booleans)) {
    addMissingWords(evidence, views, known.missingWords);
    return evidence.cells === 0 ? null : decideColumn(evidence, { ...context, numbers: 0, dates: 0, booleans: 0 });
  }
  const uncounted = numbers + dates + booleans === 0 ? decideUncounted(views, context) : null;
  if (uncounted !== null) return uncounted;
  const eachText = (take: (text: string, cells: number) => void) => {
    for (const view of views) {
      throwIfCancelled();
      giveTexts(view, take);
    }
  };
  eachText((text, count) => evidence.add(text, count));
  const decision = decideColumn(evidence, context);
  return decision && withUnfitting(decision, eachText);
}

function numberFactsOf(views: readonly ColumnView[]): NumberFacts {
  return {
    ...{ numbers: cellsOf(views, cellKind.number), texts: cellsOf(views, cellKind.text) },
    hasOneOf: (wanted) => hasNumberAmong(views, wanted),
    areCompactDays: (except) => areCompactDays(views, except),
  };
}

function cellsOf(views: readonly ColumnView[], kind: number): number {
  return views.reduce((sum, view) => sum + (view.counts[kind] as number), 0);
}

function isPlainText(sample: readonly string[], texts: number, values: number): boolean {
  if (sample.length === 0) return false;
  const seen = new ColumnEvidence();
  for (const text of sample) seen.add(text, 1);
  const share = seen.plainWords / sample.length;
  return share >= wordShare && texts * share > values * tooManyWords;
}

/** Whether most texts are two capital letters. */
export function isTwoLetterCode(texts: readonly string[]): boolean {
  const codes = texts.filter((text) => /^[A-Z]{2}$/.test(text.trim()) && text.trim() !== 'NA');
  return codes.length * 2 >= texts.length && codes.length > 0;
}

/**
 * The decision for a column that holds nothing but both words of a pair for yes and no, and words for missing: how often each
 * comes makes no difference. null for every other column.
 */
function decideUncounted(views: readonly ColumnView[], context: ColumnContext): ColumnDecision | null {
  if (views.some(({ dictionary }) => (dictionary?.count ?? 0) > fewDistinct)) return null;
  const evidence = new ColumnEvidence(context.missingWords);
  for (const { dictionary } of views) {
    if (dictionary === null) continue;
    const textOf = textsOf(dictionary);
    for (let code = 0; code < dictionary.count; code++) evidence.add(textOf(code), 1);
  }
  const decision = decideColumn(evidence, context);
  if (decision?.as !== 'boolean') return null;
  const pair = (evidence.yes[decision.pair] as number) + (evidence.no[decision.pair] as number);
  const missing = [...evidence.strong.values()].reduce((sum, cells) => sum + cells, 0);
  return pair + missing === evidence.cells ? decision : null;
}

function giveTexts(view: ColumnView, take: (text: string, cells: number) => void): void {
  if (view.dictionary === null || view.counts[cellKind.text] === 0) return;
  const counts = countTexts(view);
  const textOf = textsOf(view.dictionary);
  for (let code = 0; code < counts.length; code++) {
    if ((counts[code] as number) > 0) take(textOf(code), counts[code] as number);
  }
}

/** Only the words for missing that count in any column. */
function addMissingWords(evidence: ColumnEvidence, views: readonly ColumnView[], others: ReadonlySet<string>): void {
  for (const view of views) {
    const found = view.dictionary === null ? [] : findMissingWords(view.dictionary, { others });
    if (found.length === 0) continue;
    const counts = countTexts(view);
    for (const { code, word } of found) if ((counts[code] as number) > 0) evidence.add(word, counts[code] as number);
  }
}
