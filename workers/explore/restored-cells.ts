import type { CellColumn } from '../tabular/cell-column.ts';
import { textsOf } from '../tabular/interpret/column-texts.ts';
import { type ColumnView, cellKind } from '../tabular/segment.ts';
import { isoDateText } from './parquet/cell-text.ts';

/*
 * A column that mixes kinds is stored as text. Numbers, dates and truth values stand there in one form only (cell-text.ts), so that
 * they can be had back, unless a text of the same column has that very form.
 */
export const restoredKinds = ['number', 'boolean', 'date', 'error'] as const;
export type RestoredKind = (typeof restoredKinds)[number];

interface Restored {
  readonly kind: RestoredKind;
  readonly value: number;
}

const longestForm = 32;
const isoForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{3})?)?$/;
const errorForm = /^#[A-Z0-9/_]+[!?]?$/;

/** What a text stands for that is the stored form of a cell of another kind; null for any other text. */
function restoredCell(text: string): Restored | null {
  if (text.length === 0 || text.length > longestForm) return null;
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true' ? 1 : 0 };
  if (text[0] === '#') return errorForm.test(text) ? { kind: 'error', value: 0 } : null;
  if (isoForm.test(text)) {
    const timeMs = Date.parse(`${text}${text.length > 10 ? 'Z' : ''}`);
    return Number.isFinite(timeMs) && isoDateText(timeMs) === text ? { kind: 'date', value: timeMs } : null;
  }
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? { kind: 'number', value: number } : null;
}

/** The kinds of cells beside the texts of a column in slices that can be had back once all are stored as text. */
export function restorableKinds(views: readonly ColumnView[]): RestoredKind[] {
  const present = new Set(
    restoredKinds.filter((kind) => views.some(({ counts }) => (counts[cellKind[kind]] ?? 0) > 0)),
  );
  for (const view of views) {
    if (present.size === 0) return [];
    const { codes, dictionary } = view;
    if (codes === null || dictionary === null || (view.counts[cellKind.text] ?? 0) === 0) continue;
    // Entries that no text has any more say nothing.
    const isUsed = new Uint8Array(dictionary.count);
    const { kinds } = view;
    for (let row = 0; row < kinds.length; row++) if (kinds[row] === cellKind.text) isUsed[codes[row] as number] = 1;
    const textOf = textsOf(dictionary);
    for (let code = 0; code < dictionary.count; code++) {
      const restored = isUsed[code] === 1 ? restoredCell(textOf(code)) : null;
      if (restored) present.delete(restored.kind);
    }
  }
  return [...present];
}

/** `cells` of a column stored as text with the cells of `wanted` kinds as they were before. */
export function restoreCells(cells: CellColumn, wanted: readonly RestoredKind[]): CellColumn {
  const { codes, dictionary, kinds } = cells;
  if (wanted.length === 0 || codes === null || dictionary === null) return cells;
  const textOf = textsOf(dictionary);
  const kindOf = new Uint8Array(dictionary.count).fill(cellKind.text);
  const numberOf = new Float64Array(dictionary.count);
  for (let code = 0; code < dictionary.count; code++) {
    const restored = restoredCell(textOf(code));
    if (restored === null || !wanted.includes(restored.kind)) continue;
    kindOf[code] = cellKind[restored.kind];
    numberOf[code] = restored.value;
  }
  const restoredRows = new Uint8Array(kinds.length);
  const numbers = new Float64Array(kinds.length);
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] !== cellKind.text) continue;
    const code = codes[row] as number;
    restoredRows[row] = kindOf[code] as number;
    numbers[row] = numberOf[code] as number;
  }
  return { kinds: restoredRows, numbers, codes, dictionary };
}
