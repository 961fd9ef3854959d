import type { EChartsOption } from 'echarts';
import type { TableCell, TableColumn } from '../../contract/tables.ts';
import { escapeHtml } from '../results/escape-html.ts';
import { aroundNames } from '../theme/chart-theme.ts';
import type { ChartDraft } from './chart-draft.ts';

/** More places along the axis than these are zoomed into. */
const shownPlaces = 60;

/** A chart over rows whose cells stand in the order x, then each y. */
export function chartOption(
  { kind, x, ys }: ChartDraft,
  columns: readonly TableColumn[],
  rows: readonly (readonly TableCell[])[],
  text: (value: number) => string,
): EChartsOption {
  const nameOf = (place: number) => columns[place]?.name ?? '';
  const isScatter = kind === 'scatter';
  const isDate = columns[x]?.type === 'date';
  const isNumbers = isScatter || (kind === 'line' && columns[x]?.type === 'number');
  // A line goes along its axis, whatever the order of the rows.
  const drawn = kind === 'line' && (isNumbers || isDate) ? [...rows].sort(([a], [b]) => compared(a, b)) : rows;
  const cellOf = (cell: TableCell): number | string | null => (typeof cell === 'boolean' ? String(cell) : cell);
  const series = ys.map((y, index) => ({
    name: nameOf(y),
    type: kind,
    data: drawn.map((row) => [cellOf(row[0] ?? null), cellOf(row[1 + index] ?? null)]),
    ...(kind === 'line' ? { showSymbol: rows.length <= 30, symbol: 'circle', connectNulls: false } : {}),
    ...(isScatter ? { symbolSize: rows.length > 1000 ? 4 : 7, large: rows.length > 3000 } : {}),
    ...(kind === 'bar' ? { barMaxWidth: 48 } : {}),
  }));
  const xType = isNumbers ? 'value' : isDate && kind === 'line' ? 'time' : 'category';
  return {
    animation: false,
    grid: {
      left: 4,
      right: 18,
      top: ys.length > 1 ? 38 : 18,
      bottom: rows.length > shownPlaces ? 38 : 4,
      ...aroundNames,
    },
    ...(ys.length > 1 ? { legend: { top: 0, left: 0, right: 90, type: 'scroll' } } : {}),
    tooltip: {
      trigger: isScatter ? 'item' : 'axis',
      confine: true,
      formatter: (hits: unknown) => tooltip(Array.isArray(hits) ? hits : [hits], text),
    },
    xAxis: {
      type: xType,
      name: nameOf(x),
      nameLocation: 'middle',
      nameGap: 28,
      ...(xType === 'category'
        ? { axisLabel: { hideOverlap: true, overflow: 'truncate', width: 110 } }
        : { scale: true }),
    } as EChartsOption['xAxis'],
    yAxis: {
      type: 'value',
      name: ys.length === 1 ? nameOf(ys[0]!) : '',
      scale: kind !== 'bar',
      nameTextStyle: { align: 'left' },
    },
    ...(rows.length > shownPlaces ? { dataZoom: [{ type: 'inside' }, { type: 'slider', height: 18, bottom: 8 }] } : {}),
    series,
  } as EChartsOption;
}

/** Empty cells last. */
function compared(one: TableCell | undefined, other: TableCell | undefined): number {
  const [a, b] = [one ?? null, other ?? null];
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Hit {
  readonly seriesName?: string;
  readonly marker?: string;
  readonly value?: readonly (number | string | null)[];
}

function tooltip(hits: readonly Hit[], text: (value: number) => string): string {
  const word = (value: number | string | null | undefined) =>
    typeof value === 'number' ? text(value) : escapeHtml(value ?? '–');
  const head = `<b>${word(hits[0]?.value?.[0])}</b>`;
  const lines = hits.map(
    ({ marker, seriesName, value }) => `${marker ?? ''}${escapeHtml(seriesName ?? '')}: ${word(value?.[1])}`,
  );
  return [head, ...lines].join('<br>');
}
