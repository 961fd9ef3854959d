import type { Locale } from '../../../contract/texts.ts';
import type { ReportData } from '../report-data.ts';
import { columnChart } from './column-charts.ts';
import type { ChartDesign } from './draw-svg.ts';

/** A column's chart and where the column stands in the profile. */
export interface ColumnChart {
  readonly place: number;
  readonly design: ChartDesign;
}

/** What the chart of the column in this place of the profile is called. */
export const columnChartName = (place: number): string => `column-${place}`;

/**
 * Charts for at most `limit` columns: those that findings name come first, then sheet order; given in sheet order.
 * `undrawn` counts the columns that have something to draw and found no room.
 */
export function chooseColumnCharts(data: ReportData, limit: number, locale: Locale) {
  const named = new Map<number, number>();
  for (const [rank, { columns }] of data.overview.findings.entries()) {
    for (const column of columns) if (!named.has(column)) named.set(column, rank);
  }
  const rankOf = (place: number) => named.get(data.columns[place]?.index ?? -1) ?? Number.POSITIVE_INFINITY;
  const drawable = data.columns.flatMap((column, place) =>
    column.topValues.length > 0 || column.number ? [place] : [],
  );
  const chosen =
    drawable.length <= limit
      ? drawable
      : drawable
          .sort((one, other) => rankOf(one) - rankOf(other) || one - other)
          .slice(0, limit)
          .sort((one, other) => one - other);
  const charts = chosen.flatMap((place): ColumnChart[] => {
    const column = data.columns[place];
    const design = column ? columnChart(column, locale) : null;
    return design ? [{ place, design }] : [];
  });
  return { charts, undrawn: drawable.length - chosen.length };
}
