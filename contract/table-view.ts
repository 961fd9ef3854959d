import { z } from 'zod';

/** A column by its 0-based place among the table's columns; names are for people. */
export const columnPlaceSchema = z.number().int().min(0).max(16_383);

export const sortKeySchema = z.object({
  column: columnPlaceSchema,
  direction: z.enum(['ascending', 'descending']).default('ascending'),
});
export type SortKey = z.infer<typeof sortKeySchema>;

const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?)?$/);
const filtered = {
  column: columnPlaceSchema,
  /** Keeps exactly the rows that would go otherwise, those with an empty cell among them. */
  isNot: z.boolean().default(false),
};
const numberBound = z
  .object({ value: z.number(), isIncluded: z.boolean().default(true) })
  .nullable()
  .default(null);

export const textMatches = ['contains', 'equals', 'startsWith', 'endsWith'] as const;
export type TextMatch = (typeof textMatches)[number];

/** What a row's cell must be for the row to stay. An empty cell meets none but `empty`. */
export const tableFilterSchema = z.discriminatedUnion('kind', [
  /** The cell as text, whatever the column's type. Letters stand for themselves: there are no wildcards. */
  z.object({
    kind: z.literal('text'),
    ...filtered,
    match: z.enum(textMatches).default('contains'),
    text: z.string().min(1).max(1000),
    isCaseSensitive: z.boolean().default(false),
  }),
  /** The cell is one of these, as they stand in a page of rows; null is the empty cell. */
  z.object({
    kind: z.literal('oneOf'),
    ...filtered,
    values: z
      .array(z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]))
      .min(1)
      .max(1000),
  }),
  /** The number lies between the bounds. For columns of numbers. */
  z.object({ kind: z.literal('number'), ...filtered, from: numberBound, to: numberBound }),
  /** The date lies between the bounds, both included; a bound without a time is the whole day. For columns of dates. */
  z.object({
    kind: z.literal('date'),
    ...filtered,
    from: dateText.nullable().default(null),
    to: dateText.nullable().default(null),
  }),
  z.object({ kind: z.literal('boolean'), ...filtered, value: z.boolean() }),
  z.object({ kind: z.literal('empty'), ...filtered }),
]);
export type TableFilter = z.infer<typeof tableFilterSchema>;

/** Which rows of a table are seen and in what order. What is absent: every row, as in the file. */
export const tableViewSchema = z.object({
  /** The first key counts most; rows that are equal stay in the order of the file, empty cells stand last. */
  sort: z.array(sortKeySchema).max(8).default([]),
  /** A row must meet all of them. */
  filters: z.array(tableFilterSchema).max(64).default([]),
  /** Rows with a cell that contains this text, whatever the case; empty: every row. */
  search: z.string().max(1000).default(''),
});
export type TableView = z.infer<typeof tableViewSchema>;
export type TableViewInput = z.input<typeof tableViewSchema>;

/** Every row, as in the file. */
export const wholeTable: TableView = { sort: [], filters: [], search: '' };

/** Whether a view shows every row of the table in the table's order. */
export function isWholeTable(view: TableView): boolean {
  return view.sort.length === 0 && view.filters.length === 0 && view.search === '';
}
