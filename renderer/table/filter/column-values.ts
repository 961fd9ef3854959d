import type { TableView } from '../../../contract/table-view.ts';
import type { ColumnStatistics } from '../../../contract/tables.ts';
import type { TableModel } from '../view/table-model.ts';

/** The values offered at most: more are found faster by a test. */
const offeredValues = 200;

export type LoadValues = (signal: AbortSignal) => Promise<ColumnStatistics | undefined>;

const loaders = new WeakMap<TableModel, Map<string, LoadValues>>();

/**
 * Asks for the most frequent values of a column within the rows that the filters of the other columns leave. It is the same
 * function for the same question.
 */
export function valuesOf(model: TableModel, place: number): LoadValues {
  const { view } = model.snapshot();
  const others = { ...view, sort: [], filters: view.filters.filter(({ column }) => column !== place) };
  const key = JSON.stringify([place, others]);
  const known = loaders.get(model) ?? new Map<string, LoadValues>();
  loaders.set(model, known);
  const load = known.get(key) ?? loaderOf(model, place, others);
  known.set(key, load);
  return load;
}

function loaderOf(model: TableModel, place: number, view: TableView): LoadValues {
  return async (signal) => (await model.requests.describe(view, [place], offeredValues, signal)).columns[0];
}
