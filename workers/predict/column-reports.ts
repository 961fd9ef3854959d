import { driftThresholds } from '../../contract/drift-thresholds.ts';
import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { MatchedInput } from '../../contract/predict/predict-orders.ts';
import type { ColumnMatch } from '../../contract/predict/prediction-report.ts';
import type { PredictionWarning } from '../../contract/predict/prediction-texts.ts';
import type { ColumnFacts, PartFacts } from './part-facts.ts';
import { addCounts, driftOf } from './reference-counts.ts';
import { rangeOf, rangeWords } from './row-marks.ts';

const keptExamples = 5;

/** What the parts together tell of each column of the model. */
export function columnReports(
  document: ModelDocument,
  matched: MatchedInput,
  parts: readonly PartFacts[],
): ColumnMatch[] {
  return document.columns.map(({ reference }, place) => {
    const own = parts.map(({ columns }) => columns[place]!);
    const { place: _, ...found } = matched.columns[place]!;
    const sum = (pick: (facts: ColumnFacts) => number) => own.reduce((total, facts) => total + pick(facts), 0);
    const counts = own
      .map((facts) => facts.counts)
      .reduce((one, other) => (one && other ? addCounts(one, other) : null));
    const isAbsent = found.source === null;
    const drift = reference && counts && !isAbsent ? driftOf(reference, counts, document.card.rows) : null;
    return {
      ...found,
      unreadableCells: sum(({ unreadable }) => unreadable),
      unseenCells: sum(({ unseen }) => unseen),
      outOfRangeCells: sum(({ outOfRange }) => outOfRange),
      missingCells: sum(({ missing }) => missing),
      ...{ psi: drift?.psi ?? null, psiByChance: drift?.psiByChance ?? null },
      unseenExamples: examplesOf(own),
    };
  });
}

function examplesOf(parts: readonly ColumnFacts[]): string[] {
  const counts = new Map<string, number>();
  for (const { unseenTexts } of parts) {
    for (const [text, count] of unseenTexts) counts.set(text, (counts.get(text) ?? 0) + count);
  }
  const found = [...counts].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1));
  return found.slice(0, keptExamples).map(([text]) => text);
}

/** An index of drift and what chance alone hardly exceeds. */
interface FoundDrift {
  readonly psi: number | null;
  readonly psiByChance: number | null;
}

/** Whether an index reaches `threshold` and chance alone would hardly bring it. */
export const hasDrifted = ({ psi, psiByChance }: FoundDrift, threshold: number): boolean =>
  psi !== null && psi >= threshold && psi > (psiByChance ?? 0);

const absence = ({ perhaps }: ColumnMatch): [string, PredictionWarning['values']] =>
  perhaps === undefined ? ['COLUMN_ABSENT', {}] : ['COLUMN_PERHAPS', { found: perhaps }];

/** What a person should know of the columns, in their order. */
export function columnWarnings(
  document: ModelDocument,
  columns: readonly ColumnMatch[],
  units: readonly (string | null)[],
  { outOfRangeColumns, rows }: Pick<MatchedInput, 'outOfRangeColumns' | 'rows'>,
): PredictionWarning[] {
  return columns.flatMap((found, place) => {
    const { column, kind, psi, similarity, source, unreadableCells, unseenCells, unseenExamples } = found;
    const { type, unit } = document.columns[place]!;
    const warnings: PredictionWarning[] = [];
    const tell = (code: string, values: PredictionWarning['values']) =>
      warnings.push({ code, values: { column, ...values } });
    if (source === null) tell(...absence(found));
    if (kind === 'renamed' && similarity !== null && similarity < 1) tell('COLUMN_RENAMED', { source: source ?? '' });
    if (unreadableCells > 0) tell('COLUMN_UNREADABLE', { cells: unreadableCells, type });
    const foundUnit = units[place] ?? null;
    if (unit !== null && foundUnit !== null && foundUnit !== unit) tell('UNIT_DIFFERS', { unit, found: foundUnit });
    if (unseenCells > 0) tell('COLUMN_UNSEEN', { cells: unseenCells, examples: unseenExamples.slice(0, 3).join(', ') });
    const range = outOfRangeColumns.includes(place) ? rangeOf(document.columns[place]!) : null;
    if (range) {
      const [from, to] = rangeWords(document.columns[place]!, range);
      tell('COLUMN_OUT_OF_RANGE', { cells: found.outOfRangeCells, rows, from, to });
    }
    if (hasDrifted(found, driftThresholds.major)) tell('COLUMN_DRIFTED', { psi: (psi ?? 0).toFixed(2) });
    return warnings;
  });
}
