import { z } from 'zod';
import { comparisonOptionsSchema } from './comparison-options.ts';
import { columnTypes } from './files.ts';
import { tableCellSchema } from './tables.ts';

export const changeKinds = ['changed', 'added', 'removed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

const count = z.number().int().min(0);
const comparedTableSchema = z.object({
  fileName: z.string(),
  sheet: z.string(),
  rows: count,
  columns: count,
});
export type ComparedTable = z.infer<typeof comparedTableSchema>;

const loneColumnSchema = z.object({ name: z.string(), type: z.enum(columnTypes) });

/** How the columns of the two tables belong together. */
export const schemaChangesSchema = z.object({
  added: z.array(loneColumnSchema),
  removed: z.array(loneColumnSchema),
  /** Taken for the same column; `likeness` of the names and `overlap` of the values, 0..1 (null: the names told it all). */
  renamed: z.array(
    z.object({ earlier: z.string(), later: z.string(), likeness: z.number(), overlap: z.number().nullable() }),
  ),
  retyped: z.array(z.object({ name: z.string(), earlier: z.enum(columnTypes), later: z.enum(columnTypes) })),
  /** Fewest columns that must be moved to get from the earlier order to the later one. */
  moved: z.array(z.string()),
  ignored: z.array(z.string()),
});
export type SchemaChanges = z.infer<typeof schemaChangesSchema>;

/** Why columns were taken for the key. */
export const keyReasons = ['given', 'uniqueId', 'unique', 'pair', 'nearlyUniqueId'] as const;
export type KeyReason = (typeof keyReasons)[number];

export const rowKeySchema = z.object({
  columns: z.array(z.string()).min(1),
  reason: z.enum(keyReasons),
  /** Share of the earlier table's keys that the later one has too. */
  overlap: z.number(),
  /** Keys that several rows bear; such rows are paired in their order, the n-th with the n-th. */
  repeated: z.object({
    keys: count,
    earlierRows: count,
    laterRows: count,
    /** The first hundred, in the order of their values. */
    examples: z.array(z.object({ key: z.array(tableCellSchema), earlier: count, later: count })),
  }),
});
export type RowKey = z.infer<typeof rowKeySchema>;

export const driftLevels = ['none', 'moderate', 'major'] as const;
export type DriftLevel = (typeof driftLevels)[number];

const numericChangeSchema = z.object({
  column: z.string(),
  /** Of the row; its 1-based place in the later table where there is no key. */
  key: z.array(tableCellSchema),
  before: z.number(),
  after: z.number(),
});
export type NumericChange = z.infer<typeof numericChangeSchema>;

const columnSideSchema = z.object({
  /** Cells with a value. */
  values: count,
  missing: count,
  distinct: count,
  /** Of numbers, and of dates in milliseconds since 1970; else null. Infinities do not take part. */
  mean: z.number().nullable(),
  median: z.number().nullable(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
});
export type ColumnSide = z.infer<typeof columnSideSchema>;

/** Why a column has no PSI. */
export const noIndexReasons = ['key', 'allDifferent', 'empty'] as const;

export const comparedColumnSchema = z.object({
  /** In the later table, and in the earlier one. */
  name: z.string(),
  earlierName: z.string(),
  type: z.enum(columnTypes),
  earlierType: z.enum(columnTypes),
  isKey: z.boolean(),
  /** Rows in which it changed; null without a key. */
  changedRows: count.nullable(),
  earlier: columnSideSchema,
  later: columnSideSchema,
  measure: z.enum(['number', 'date', 'category']),
  /** Population stability index; null: see `noIndex`. */
  psi: z.number().nullable(),
  noIndex: z.enum(noIndexReasons).nullable(),
  /** What the PSI exceeds with a chance of one in a thousand when nothing but chance is at work. */
  psiByChance: z.number().nullable(),
  drift: z.enum(driftLevels),
  /** Two-sample Kolmogorov–Smirnov test; null for categories. */
  ks: z.object({ statistic: z.number(), pValue: z.number() }).nullable(),
  /** The same bins for both tables; null for categories. `edges` has one entry more than the counts. */
  histogram: z.object({ edges: z.array(z.number()), earlier: z.array(count), later: z.array(count) }).nullable(),
  /** The most frequent values of both, those of the earlier table first; null for numbers and dates. `value` null: all others. */
  categories: z.array(z.object({ value: z.string().nullable(), earlier: count, later: count })).nullable(),
});
export type ComparedColumn = z.infer<typeof comparedColumnSchema>;

/** Where the columns of the stored changes are: a column that never changed stands there once. */
export const changesLayoutSchema = z.object({
  kind: count,
  earlierRow: count,
  laterRow: count,
  changedColumns: count,
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.enum(columnTypes),
      isKey: z.boolean(),
      /** Equal where the column stands there once; null where a table lacks it. */
      before: count.nullable(),
      after: count.nullable(),
    }),
  ),
});
export type ChangesLayout = z.infer<typeof changesLayoutSchema>;

export const comparisonSchema = z.object({
  engineVersion: z.string(),
  later: comparedTableSchema,
  earlier: comparedTableSchema,
  options: comparisonOptionsSchema,
  schema: schemaChangesSchema,
  /** null: whole rows were compared, and none can have changed: what differs is removed and added. */
  key: rowKeySchema.nullable(),
  rows: z.object({ added: count, removed: count, changed: count, unchanged: count }),
  comparedColumns: count,
  /** Those that drifted, the most first. */
  drifted: z.array(z.object({ name: z.string(), psi: z.number(), drift: z.enum(driftLevels) })),
  /** Columns by the rows in which they changed, the most first; only those that did. */
  changedColumns: z.array(z.object({ name: z.string(), rows: count })),
  /** The largest, measured by the spread of their column in the earlier table. */
  largestChanges: z.array(numericChangeSchema),
  changes: changesLayoutSchema,
});
export type Comparison = z.infer<typeof comparisonSchema>;
