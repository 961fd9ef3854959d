import type { TableColumn } from '../../contract/tables.ts';

export const chartKinds = ['bar', 'line', 'scatter'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** A chart of a query's rows; columns by their places. */
export interface ChartDraft {
  readonly kind: ChartKind;
  readonly x: number;
  readonly ys: readonly number[];
}

export const maxSeries = 8;
/** Of its own accord no more are drawn: their scales may differ. */
const firstSeries = 3;

/** The chart that suits the columns; null where no column holds numbers. */
export function suitableChart(columns: readonly TableColumn[]): ChartDraft | null {
  const numbers = columns.flatMap(({ type }, place) => (type === 'number' ? [place] : []));
  if (numbers.length === 0) return null;
  const dates = columns.findIndex(({ type }) => type === 'date');
  const words = columns.findIndex(({ type }) => type === 'text' || type === 'boolean' || type === 'mixed');
  if (dates >= 0) return { kind: 'line', x: dates, ys: numbers.slice(0, firstSeries) };
  if (words >= 0) return { kind: 'bar', x: words, ys: numbers.slice(0, firstSeries) };
  if (numbers.length === 1) return { kind: 'bar', x: numbers[0]!, ys: numbers };
  return { kind: 'scatter', x: numbers[0]!, ys: numbers.slice(1, 2) };
}

/** The draft with another kind; scatter needs numbers on both axes. */
export function withKind(draft: ChartDraft, kind: ChartKind, columns: readonly TableColumn[]): ChartDraft {
  if (kind !== 'scatter' || columns[draft.x]?.type === 'number') return { ...draft, kind };
  const numbers = columns.flatMap(({ type }, place) => (type === 'number' ? [place] : []));
  const [x, ...rest] = numbers;
  return x === undefined ? draft : { kind, x, ys: rest.length > 0 ? rest.slice(0, 1) : [x] };
}
