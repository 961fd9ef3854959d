import type { CategoryChart } from '../../tabular/writer/chart-markup.ts';
import type { ScatterChart } from '../../tabular/writer/scatter-markup.ts';
import { columnLetters } from '../../tabular/writer/sheet-markup.ts';

/** Six digits each. */
export const chartInks = { accent: '4054C9', warm: 'D9782D', soft: '8B96A6' } as const;
/** Of classes, by place. */
export const classInks = ['4054C9', 'D9782D', '2E8B7A', 'B0457B', '8A6FD1', '6B7687', 'C2A21B', '4F9CD6'] as const;

/** Rows of the sheet that a chart of bars takes beyond those of its bars. */
const rowsAround = 5;

/** A stretch of a column: 0-based column, 1-based rows. */
const stretch = (column: number, first: number, last: number): string =>
  `$${columnLetters(column)}$${first}:$${columnLetters(column)}$${last}`;

export interface ChartedTable {
  readonly title: string;
  readonly kind: CategoryChart['kind'];
  /** 1-based row of the first of its values. */
  readonly firstRow: number;
  readonly names: { readonly column: number; readonly values: readonly string[] };
  readonly series: readonly {
    readonly name: string;
    readonly column: number;
    readonly values: readonly number[];
    readonly color: string;
  }[];
  readonly format: string;
  /** 0-based column and row of the upper left corner, and columns to the right of it. */
  readonly at: { readonly column: number; readonly row: number; readonly columns: number };
}

/** A chart of a table that stands on the same sheet. */
export function tableChart({ at, firstRow, format, kind, names, series, title }: ChartedTable): CategoryChart {
  const lastRow = firstRow + names.values.length - 1;
  const rows = kind === 'bar' ? Math.max(10, names.values.length + rowsAround) : 16;
  return {
    ...{ title, kind, isWhole: false, format },
    categories: { range: stretch(names.column, firstRow, lastRow), values: names.values },
    series: series.map(({ color, column, name, values }) => ({
      ...{ name, color },
      cells: { range: stretch(column, firstRow, lastRow), values },
    })),
    from: { column: at.column, row: at.row },
    to: { column: at.column + at.columns, row: at.row + rows },
  };
}

export interface ScatteredTable {
  readonly title: string;
  readonly series: readonly {
    readonly name: string;
    readonly look: ScatterChart['series'][number]['look'];
    readonly color: string;
    /** 0-based columns, and the 1-based row of the first point. */
    readonly acrossColumn: number;
    readonly upColumn: number;
    readonly firstRow: number;
    readonly points: readonly (readonly [across: number, up: number])[];
  }[];
  readonly across: ScatterChart['across'];
  readonly up: ScatterChart['up'];
  readonly at: ChartedTable['at'] & { readonly rows: number };
}

/** A chart of points of a table that stands on the same sheet. */
export function scatterChart({ across, at, series, title, up }: ScatteredTable): ScatterChart {
  return {
    ...{ kind: 'scatter', title, across, up },
    series: series.map(({ acrossColumn, color, firstRow, look, name, points, upColumn }) => {
      const lastRow = firstRow + points.length - 1;
      return {
        ...{ name, color, look },
        across: { range: stretch(acrossColumn, firstRow, lastRow), values: points.map(([value]) => value) },
        up: { range: stretch(upColumn, firstRow, lastRow), values: points.map(([, value]) => value) },
      };
    }),
    from: { column: at.column, row: at.row },
    to: { column: at.column + at.columns, row: at.row + at.rows },
  };
}
