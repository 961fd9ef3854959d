import { type ColumnView, cellKind, dictionaryText } from '../../tabular/segment.ts';

/** A date and time without a zone, such as `2024-03-01` at midnight and `2024-03-01T08:30:00` otherwise. */
export function isoDateText(timeMs: number): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) return String(timeMs);
  const text = date.toISOString().slice(0, -1); // without the Z
  return text.endsWith('T00:00:00.000') ? text.slice(0, -13) : text.replace(/\.000$/, '');
}

/** A cell of a column that mixes kinds, as text: numbers in their shortest exact form, dates in ISO form. */
export function renderCell(view: ColumnView, row: number): string {
  const kind = view.kinds[row];
  if (kind === cellKind.number) return String(view.numbers?.[row]);
  if (kind === cellKind.boolean) return view.numbers?.[row] === 1 ? 'true' : 'false';
  if (kind === cellKind.date) return isoDateText(view.numbers?.[row] as number);
  return view.dictionary === null ? '' : dictionaryText(view.dictionary, view.codes?.[row] as number);
}
