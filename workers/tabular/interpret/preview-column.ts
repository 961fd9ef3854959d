import type { ColumnDecision } from '../../../contract/column-decision.ts';
import type { ColumnInterpretation, PreviewColumn } from '../../../contract/files.ts';
import { columnTypeOf } from '../cell-types.ts';
import type { PreviewCell } from '../preview-cell.ts';
import { ChangeCounter } from './change-counter.ts';
import { ColumnEvidence, plausibleSerials } from './column-evidence.ts';
import { decideColumn } from './decide-column.ts';
import { isTwoLetterCode } from './decide-columns.ts';
import { textReader, timeOfSerial } from './value-of-text.ts';

const kindNames = ['missing', 'number', 'text', 'boolean', 'date', 'error'] as const;
const missingCell: PreviewCell = { kind: 'missing', text: '' };
const dateKind = kindNames.indexOf('date');

/**
 * What the first rows of a column show of its type, and how its texts would be read; decided as for a whole column, but from
 * these cells. `decimal`: the decimal sign of a text file, null for others.
 */
export function previewColumn(
  name: string,
  found: readonly (PreviewCell | undefined)[],
  decimal: '.' | ',' | null,
): PreviewColumn {
  const cells = found.map((cell) => cell ?? missingCell);
  const writtenAs = columnTypeOf(cells.map(({ kind }) => kind));
  const decision = decideCells(name, cells, decimal);
  if (decision === null || (decision.as === 'text' && decision.missing.length === 0)) {
    return { name, type: writtenAs, writtenAs, interpretation: null };
  }
  const read = textReader(decision);
  const counter = new ChangeCounter(0);
  const kinds = cells.map(({ kind, text }, row): PreviewCell['kind'] => {
    if (kind === 'number' && decision.allowsSerials) {
      const time = timeOfSerial(Number(text));
      if (time === null) return kind;
      counter.count('serialDate', 1);
      counter.note({ kind: dateKind, value: time, change: 'serialDate' }, row, () => text);
      return 'date';
    }
    const value = kind === 'text' ? read(text) : null;
    if (value === null) return kind;
    counter.count(value.change, 1);
    counter.note(value, row, () => text);
    return kindNames[value.kind] ?? kind;
  });
  return { name, type: columnTypeOf(kinds), writtenAs, interpretation: interpretationOf(decision, counter) };
}

function decideCells(name: string, cells: readonly PreviewCell[], decimal: '.' | ',' | null): ColumnDecision | null {
  const evidence = new ColumnEvidence();
  const texts = cells.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  const count = (wanted: PreviewCell['kind']) => cells.filter(({ kind }) => kind === wanted).length;
  if (texts.length === 0 && count('date') === 0) return null;
  for (const text of texts) evidence.add(text, 1);
  return decideColumn(evidence, {
    ...{ column: 0, name, decimal, numbers: count('number'), dates: count('date'), booleans: count('boolean') },
    isDistinct: texts.length >= 10 && new Set(texts).size === texts.length,
    isTwoLetterCode: isTwoLetterCode(texts),
    countSerials: () => cells.filter(({ kind, text }) => kind === 'number' && isSerial(Number(text))).length,
  });
}

function isSerial(value: number): boolean {
  return value >= plausibleSerials.from && value < plausibleSerials.to;
}

/** The change most cells undergo, words for missing only where there is no other; null: none changes. */
function interpretationOf(decision: ColumnDecision, counter: ChangeCounter): ColumnInterpretation | null {
  const changes = counter.tally();
  const weight = ({ change, count }: (typeof changes)[number]) => (change === 'missingWord' ? 0 : count);
  changes.sort((one, other) => weight(other) - weight(one));
  const main = changes[0];
  if (!main) return null;
  const mark = decision.as === 'number' ? decision.mark : '';
  return {
    ...{ change: main.change, count: main.count, examples: [...main.examples] },
    ...{ unit: mark === '' || mark === '%' ? null : mark, isPercent: mark === '%', isAmbiguous: decision.isAmbiguous },
  };
}
