import type { ColumnType } from '../../contract/files.ts';
import type { PreviewCell } from './preview-cell.ts';
import { cellKind } from './segment.ts';
import { CellParser } from './text/parse-cell.ts';

/** Tells what cells of a text file hold, as its reader will read them (see text/parse-cell.ts). */
export function previewCellParser(decimal: '.' | ','): (text: string) => PreviewCell {
  const parser = new CellParser(decimal);
  const encoder = new TextEncoder();
  // Cells come by the hundred thousand, and most are short. What the one before has left behind a cell must not be seen.
  const room = new Uint8Array(512 + 8);
  return (text) => {
    const isShort = text.length * 3 <= 512;
    const bytes = isShort ? room : encoder.encode(text);
    const length = isShort ? encoder.encodeInto(text, room).written : bytes.length;
    if (isShort) room.fill(0, length, length + 8);
    const kind = previewKinds[parser.parse(bytes, 0, length)] ?? 'text';
    return { kind, text: kind === 'missing' ? '' : kind === 'text' ? text : text.trim() };
  };
}

const previewKinds: readonly PreviewCell['kind'][] = [];
for (const [name, kind] of Object.entries(cellKind)) {
  (previewKinds as PreviewCell['kind'][])[kind] = name as PreviewCell['kind'];
}

/** The type of a column from the kinds of some of its cells; `mixed` when no kind has nineteen of twenty. */
export function columnTypeOf(cells: Iterable<PreviewCell['kind']>): ColumnType {
  const counts = { number: 0, text: 0, boolean: 0, date: 0 };
  let total = 0;
  for (const kind of cells) {
    if (kind === 'missing' || kind === 'error') continue;
    counts[kind]++;
    total++;
  }
  if (total === 0) return 'empty';
  for (const kind of ['number', 'text', 'boolean', 'date'] as const) {
    if (counts[kind] * 20 >= total * 19) return kind;
  }
  return 'mixed';
}
