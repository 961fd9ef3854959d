import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import { isWholeTable, type TableView } from '../../../contract/table-view.ts';
import type { ColumnStatistics, TableCell } from '../../../contract/tables.ts';
import { plainView } from '../../workers/explore/view/plain-view.ts';
import { sampleChanges } from '../results/sample-comparison.ts';
import { SampleProfile } from '../results/sample-profile.ts';

/** Rows of a comparison; of a view, only a filter by kind is looked at. */
function changesPage(changes: readonly (readonly TableCell[])[], request: TablePageRequest) {
  const { columns, limit, offset, view } = request;
  const [filter] = view.filters ?? [];
  const kinds = filter?.kind === 'oneOf' ? filter.values : null;
  const kept = changes.filter(([kind]) => kinds === null || kinds.includes(kind ?? null));
  const rows = kept.slice(offset, offset + limit);
  return {
    rows: rows.map((row) => columns.map((column) => row[column] ?? null)),
    ...{ rowPlaces: rows.map((_, index) => offset + index), totalRows: kept.length },
  };
}

interface TablePageRequest {
  readonly columns: readonly number[];
  readonly limit: number;
  readonly offset: number;
  readonly view: TableView;
}

type TablesImplementer = Implementer<typeof contract, object, object>['tables'];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Views and figures of larger tables are made of their first rows alone. */
const lookedAtRows = 20_000;

/** The table of every job and file: `?rows=10000000&columns=300` decide its size; `?changes=1000` those that differ; `?slow` makes views take their time. */
export function tablesHandlers(os: TablesImplementer, wish: URLSearchParams) {
  const rows = Number(wish.get('rows') ?? 3_000);
  const sample = new SampleProfile({ rows, columns: Number(wish.get('columns') ?? 14) });
  const changes = sampleChanges(Number(wish.get('changes') ?? 475));
  const { columns } = sample.page(0, 0, 0, 1e6);
  const rowAt = (row: number): TableCell[] => sample.page(row, 1, 0, columns.length).rows[0] ?? [];
  const known = new Map<string, number[]>();
  const placesOf = (view: TableView): number[] | null => {
    if (isWholeTable(view)) return null;
    const key = JSON.stringify(view);
    const places = known.get(key) ?? plainView(firstRows(), columns, view);
    known.set(key, places);
    return places;
  };
  const firstRows = () => sample.page(0, Math.min(rows, lookedAtRows), 0, columns.length).rows;
  const ready = { state: 'ready' as const, columns, rows };
  return {
    openTable: os.openTable.handler(async ({ input }) => {
      await pause(40);
      if (input.source.kind === 'result') return { ...ready, firstRows: [] };
      return { state: 'reading' as const, columns, rows, firstRows: firstRows().slice(0, 200) };
    }),
    watchTable: os.watchTable.handler(async function* () {
      for (let step = 1; step < 20 && wish.has('slow'); step++) {
        await pause(300);
        const progress = { fraction: step / 20, stage: 'reading' as const, rowsDone: Math.round((rows * step) / 20) };
        yield { state: 'reading' as const, progress };
      }
      yield ready;
    }),
    watchView: os.watchView.handler(async function* ({ input }) {
      for (let step = 0; step < 10 && wish.has('slow'); step++) {
        await pause(200);
        yield { state: 'making' as const, fraction: step / 10 };
      }
      yield { state: 'ready' as const, rows: placesOf(input.view)?.length ?? rows };
    }),
    pageTable: os.pageTable.handler(async ({ input }) => {
      await pause(40);
      const { view, offset, limit } = input;
      if (input.source.kind === 'result' && input.source.artifact === 'comparison-rows')
        return changesPage(changes, input);
      const places = placesOf(view);
      const total = places?.length ?? rows;
      const rowPlaces = Array.from(
        { length: Math.max(0, Math.min(limit, total - offset)) },
        (_, index) => places?.[offset + index] ?? offset + index,
      );
      return {
        rows: rowPlaces.map((place) => input.columns.map((column) => rowAt(place)[column] ?? null)),
        ...{ rowPlaces, totalRows: total },
      };
    }),
    describeColumns: os.describeColumns.handler(async ({ input }) => {
      await pause(80);
      const seen = plainView(firstRows(), columns, { ...input.view, sort: [] }).map(rowAt);
      return { columns: input.columns.map((column) => figuresOf(column, seen, input.topValues, input.bins)) };
    }),
    summarizeRange: os.summarizeRange.handler(async () => {
      await pause(40);
      return { cells: 12, values: 12, numbers: 12, sum: 144, mean: 12, minimum: 1, maximum: 23 };
    }),
    findFirstInTable: os.findFirstInTable.handler(() => ({ match: null })),
    findInTable: os.findInTable.handler(async ({ input }) => {
      await pause(120);
      const { text, view, from, direction } = input;
      const all = plainView(firstRows(), columns, view);
      const hits = all.flatMap((place, row) => {
        const column = input.columns.find((one) =>
          String(rowAt(place)[one] ?? '')
            .toLowerCase()
            .includes(text.toLowerCase()),
        );
        return column === undefined ? [] : [{ row, column }];
      });
      if (hits.length === 0) return { matches: 0, match: null };
      const after = hits.findIndex(({ row }) => (from.isIncluded ? row >= from.row : row > from.row));
      const before = hits.findLastIndex(({ row }) => row < from.row);
      const ordinal = direction === 'forward' ? Math.max(0, after) : before < 0 ? hits.length - 1 : before;
      return { matches: hits.length, match: { ...hits[ordinal]!, ordinal } };
    }),
  };
}

function figuresOf(column: number, rows: readonly TableCell[][], topValues: number, bins: number): ColumnStatistics {
  const values = rows.flatMap((row) => row[column] ?? []);
  const counts = new Map<TableCell, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const numbers = values.filter((value) => typeof value === 'number');
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const histogram = new Array<number>(bins).fill(0);
  for (const value of numbers) {
    const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low || 1)) * bins));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  const top = [...counts].sort(([, one], [, other]) => other - one);
  const sorted = [...counts.keys()].sort((one, other) => (one! < other! ? -1 : 1));
  return {
    ...{ column, count: values.length, missing: rows.length - values.length, distinct: counts.size },
    ...{ isDistinctExact: true, minimum: sorted[0] ?? null, maximum: sorted.at(-1) ?? null },
    mean: numbers.length > 0 ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length : null,
    histogram: numbers.length > 0 ? histogram : null,
    topValues: counts.size > 10_000 ? null : top.slice(0, topValues).map(([value, count]) => ({ value, count })),
  };
}
