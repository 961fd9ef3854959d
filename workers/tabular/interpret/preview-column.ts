import type { ColumnDecision } from '../../../contract/column-decision.ts';
import type { ColumnInterpretation, PreviewColumn } from '../../../contract/files.ts';
import type { Reading } from '../../../contract/reading.ts';
import { columnTypeOf } from '../cell-types.ts';
import type { PreviewCell } from '../preview-cell.ts';
import { cellKind } from '../segment.ts';
import { ChangeCounter } from './change-counter.ts';
import type { ColumnContext } from './column-context.ts';
import { ColumnEvidence, plausibleSerials } from './column-evidence.ts';
import { timeOfCompactDay } from './compact-day.ts';
import { decideColumn } from './decide-column.ts';
import { isTwoLetterCode } from './decide-columns.ts';
import { withNumbers } from './decide-numbers.ts';
import { missingNumbersOf } from './missing-numbers.ts';
import { numberReader, type ReadValue, textReader } from './value-of-text.ts';

const kindNames = ['missing', 'number', 'text', 'boolean', 'date', 'error'] as const;
const missingCell: PreviewCell = { kind: 'missing', text: '' };

/**
 * What the first rows of a column show of its type, and how its texts would be read; decided as for a whole column, but from
 * these cells. `decimal`: the decimal sign of a text file, null for others.
 */
export function previewColumn(
  name: string,
  found: readonly (PreviewCell | undefined)[],
  decimal: '.' | ',' | null,
  reading: Pick<Reading, 'missingWords' | 'asDates'>,
): PreviewColumn {
  const cells = found.map((cell) => cell ?? missingCell);
  const writtenAs = columnTypeOf(cells.map(({ kind }) => kind));
  const decision = decideCells(name, cells, decimal, reading);
  const offer = decision?.kept?.reason === 'compactDates' ? { mayBeDays: true } : {};
  const isPlain = decision === null && decimal !== ',';
  if (isPlain) return { name, type: writtenAs, writtenAs, interpretation: null };
  const read = decision ? textReader(decision) : () => null;
  const readNumber = decision ? numberReader(decision) : null;
  const counter = new ChangeCounter(0);
  const kinds = cells.map(({ kind, text }, row): PreviewCell['kind'] => {
    const number = kind === 'number' ? (readNumber?.(numberOf(text, decimal)) ?? numberWithComma(text, decimal)) : null;
    const value = kind === 'text' ? read(text) : number;
    if (value === null) return kind;
    counter.count(value.change, 1);
    counter.note(value, row, () => text);
    return kindNames[value.kind] ?? kind;
  });
  const interpretation = interpretationOf(decision, counter);
  return { name, type: columnTypeOf(kinds), writtenAs, interpretation, ...offer };
}

/** What a number of a text file with decimal commas underwent: 12,5 and 1.234; null: it stands in plain digits. */
function numberWithComma(text: string, decimal: '.' | ',' | null): ReadValue | null {
  if (decimal !== ',' || !/[.,]/.test(text)) return null;
  const change = text.includes('.') ? 'grouped' : 'decimalComma';
  return { kind: cellKind.number, value: numberOf(text, decimal), change };
}

const numberOf = (text: string, decimal: '.' | ',' | null): number =>
  Number(decimal === ',' ? text.replaceAll('.', '').replace(',', '.') : text);

function decideCells(
  name: string,
  cells: readonly PreviewCell[],
  decimal: '.' | ',' | null,
  reading: Pick<Reading, 'missingWords' | 'asDates'>,
): ColumnDecision | null {
  const missingWords = new Set(reading.missingWords);
  const numbers = cells.filter(({ kind }) => kind === 'number').map(({ text }) => numberOf(text, decimal));
  const known = { column: 0, name, decimal, missingWords, isDateWanted: reading.asDates.includes(name) };
  const decision = decideTexts(known, cells, numbers);
  const facts = {
    ...{ numbers: numbers.length, texts: cells.filter(({ kind }) => kind === 'text').length },
    hasOneOf: (wanted: ReadonlySet<number>) => numbers.some((value) => wanted.has(value)),
    areCompactDays: (except: ReadonlySet<number>) => {
      const days = numbers.filter((value) => !except.has(value));
      return days.length > 0 && days.every((value) => timeOfCompactDay(value) !== null);
    },
  };
  return withNumbers(decision, facts, known, new Set(missingNumbersOf(reading.missingWords)));
}

function decideTexts(
  known: Pick<ColumnContext, 'column' | 'name' | 'decimal' | 'missingWords' | 'isDateWanted'>,
  cells: readonly PreviewCell[],
  numbers: readonly number[],
): ColumnDecision | null {
  const evidence = new ColumnEvidence(known.missingWords);
  const texts = cells.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  const count = (wanted: PreviewCell['kind']) => cells.filter(({ kind }) => kind === wanted).length;
  if (texts.length === 0 && count('date') === 0) return null;
  for (const text of texts) evidence.add(text, 1);
  return decideColumn(evidence, {
    ...known,
    ...{ numbers: numbers.length, dates: count('date'), booleans: count('boolean') },
    isDistinct: texts.length >= 10 && new Set(texts).size === texts.length,
    isTwoLetterCode: isTwoLetterCode(texts),
    countSerials: () => numbers.filter(isSerial).length,
  });
}

function isSerial(value: number): boolean {
  return value >= plausibleSerials.from && value < plausibleSerials.to;
}

/** The change most cells undergo, words for missing only where there is no other; null: none changes. */
function interpretationOf(decision: ColumnDecision | null, counter: ChangeCounter): ColumnInterpretation | null {
  const changes = counter.tally();
  const weight = ({ change, count }: (typeof changes)[number]) => (change === 'missingWord' ? 0 : count);
  changes.sort((one, other) => weight(other) - weight(one));
  const main = changes[0];
  if (!main) return null;
  const mark = decision?.as === 'number' ? decision.mark : '';
  return {
    ...{ change: main.change, count: main.count, examples: [...main.examples] },
    ...{
      unit: mark === '' || mark === '%' ? null : mark,
      isPercent: mark === '%',
      isAmbiguous: decision?.isAmbiguous ?? false,
    },
  };
}
