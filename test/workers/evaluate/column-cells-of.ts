import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ColumnCells } from '../../../workers/evaluate/column-cells.ts';

type Given = string | number | boolean | Date | null;

/** Cells as a column, of the kind that the first of them has. */
export function columnCellsOf(name: string, cells: readonly Given[]): ColumnCells {
  const sample = cells.find((cell) => cell !== null) ?? null;
  if (typeof sample !== 'string') {
    const kind = sample instanceof Date ? 'date' : typeof sample === 'boolean' ? 'boolean' : 'number';
    return { name, kind, values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))) };
  }
  const places = new Map<string, number>();
  const codes = Int32Array.from(cells, (cell) => {
    if (cell === null) return -1;
    const place = places.get(String(cell)) ?? places.size;
    places.set(String(cell), place);
    return place;
  });
  return { name, kind: 'text', codes, texts: [...places.keys()] };
}

/** A csv without quoted fields; columns of nothing but numbers are such, `?` and nothing are missing. null where it is not there. */
export function columnsOfCsv(name: string): ColumnCells[] | null {
  const file = path.resolve(import.meta.dirname, '../../../../shared/data/tabular', name);
  if (!existsSync(file)) return null;
  const [head, ...lines] = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return (head ?? []).map((title, place) => {
    const texts = lines.map((line) => line[place]?.trim() ?? '');
    const isMissing = (text: string) => text === '' || text === '?';
    const isNumeric = texts.every((text) => isMissing(text) || Number.isFinite(Number(text)));
    return columnCellsOf(
      title,
      texts.map((text) => (isMissing(text) ? null : isNumeric ? Number(text) : text)),
    );
  });
}
