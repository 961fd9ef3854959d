import { z } from 'zod';
import { columnTypes, textFormatSchema } from './files.ts';
import { severities } from './severities.ts';

export { type Severity, severities } from './severities.ts';

export const findingCodes = [
  'constant',
  'id-like',
  'mostly-missing',
  'mixed-types',
  'skewed',
  'outliers',
  'highly-correlated',
  'imbalanced',
  'high-cardinality',
  'dates-as-text',
  'numbers-as-text',
  'surrounding-spaces',
  'duplicate-rows',
  'empty-column',
  'error-cells',
  'duplicate-names',
  'ragged-rows',
  'undecodable-text',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** One thing worth knowing about the table; its sentence is in finding-texts.ts. */
export const findingSchema = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(severities),
  /** 0-based columns it speaks of; empty when it speaks of the whole table. */
  columns: z.array(z.number().int()),
  /** Values for the sentence, such as `column`, `count`, `share` (0..1). */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Finding = z.infer<typeof findingSchema>;

export const overviewSchema = z.object({
  fileName: z.string(),
  sheet: z.string(),
  sizeBytes: z.number().int(),
  /** SHA-256 of the file's bytes. */
  sha256: z.string(),
  engineVersion: z.string(),
  seed: z.number().int(),
  rows: z.number().int(),
  columns: z.number().int(),
  cells: z.number().int(),
  missingCells: z.number().int(),
  /** Rows equal to an earlier one; null until counted. */
  duplicateRows: z.number().int().nullable(),
  columnsByType: z.record(z.enum(columnTypes), z.number().int()),
  headerRows: z.number().int(),
  firstDataRow: z.number().int(),
  textFormat: textFormatSchema.nullable(),
  /** What read the file. */
  reader: z.enum(['scanner', 'exceljs', 'text', 'duckdb', 'sheetjs']),
  /** Ordered by severity, then by column. */
  findings: z.array(findingSchema),
});
export type Overview = z.infer<typeof overviewSchema>;

const countedValue = z.object({ value: z.string(), count: z.number().int() });

export const numberStatisticsSchema = z.object({
  count: z.number().int(),
  mean: z.number(),
  /** Sample standard deviation (n − 1); null for fewer than two values. */
  standardDeviation: z.number().nullable(),
  /** Adjusted Fisher–Pearson coefficient G1; null for fewer than three values or no spread. */
  skewness: z.number().nullable(),
  minimum: z.number(),
  maximum: z.number(),
  /** Linear interpolation between order statistics (Hyndman & Fan 1996, type 7; the default of numpy, pandas and R). */
  quantiles: z.object({
    p1: z.number(),
    p5: z.number(),
    p25: z.number(),
    p50: z.number(),
    p75: z.number(),
    p95: z.number(),
    p99: z.number(),
  }),
  zeros: z.number().int(),
  negatives: z.number().int(),
  infinite: z.number().int(),
  isInteger: z.boolean(),
  /** Values outside Tukey's fences (quartile ∓ 1.5 × interquartile range). */
  outliers: z.number().int(),
  /** `edges` has one entry more than `counts`; the last bin includes its right edge. */
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(z.number().int()) }),
});
export type NumberStatistics = z.infer<typeof numberStatisticsSchema>;

export const textStatisticsSchema = z.object({
  count: z.number().int(),
  /** In characters (Unicode code points). */
  minimumLength: z.number().int(),
  meanLength: z.number(),
  maximumLength: z.number().int(),
  /** Cells with leading or trailing spaces. */
  surroundingSpaces: z.number().int(),
  /** Text cells that read as numbers, as dates. */
  numberLike: z.number().int(),
  dateLike: z.number().int(),
  lengthHistogram: z.object({ edges: z.array(z.number()), counts: z.array(z.number().int()) }),
});
export type TextStatistics = z.infer<typeof textStatisticsSchema>;

export const dateStatisticsSchema = z.object({
  count: z.number().int(),
  /** ISO text. */
  earliest: z.string(),
  latest: z.string(),
  hasTimes: z.boolean(),
  /** Edges in milliseconds since 1970-01-01 UTC. */
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(z.number().int()) }),
});
export type DateStatistics = z.infer<typeof dateStatisticsSchema>;

export const columnProfileSchema = z.object({
  /** 0-based place in the sheet. */
  index: z.number().int(),
  /** Unique within the table: an empty name becomes “Column 3”, a repeated one gets “ (2)”. */
  name: z.string(),
  /** The name as it stands in the file. */
  originalName: z.string(),
  type: z.enum(columnTypes),
  rows: z.number().int(),
  missing: z.number().int(),
  /** Cells of each kind. */
  kinds: z.object({ number: z.number(), text: z.number(), boolean: z.number(), date: z.number(), error: z.number() }),
  /** Distinct values, missing left out. */
  distinct: z.number().int(),
  /** The most frequent values, at most 20, most frequent first, ties in order of value. */
  topValues: z.array(countedValue),
  number: numberStatisticsSchema.nullable(),
  text: textStatisticsSchema.nullable(),
  date: dateStatisticsSchema.nullable(),
  booleanTrue: z.number().int().nullable(),
  /** What its numbers count, such as kg or ¥, where they were written with it. */
  unit: z.string().optional(),
  /** Its numbers were written as percentages: 0.125 was 12.5 %. */
  isPercent: z.boolean().optional(),
  /** How its truth values were written, where that was in words. */
  words: z.object({ yes: z.string(), no: z.string() }).optional(),
  /** The most frequent error value, such as `#N/A`; only where there are error cells. */
  errorExample: z.string().optional(),
});
export type ColumnProfile = z.infer<typeof columnProfileSchema>;

/** A square matrix over `columns`, row by row; null where it is not defined (no spread). */
export const correlationMatrixSchema = z.object({
  columns: z.array(z.number().int()),
  names: z.array(z.string()),
  values: z.array(z.array(z.number().nullable())),
  /** Rows the numbers were taken from; fewer than the table's where it was sampled. */
  sampledRows: z.number().int(),
  /** Columns of the right kind left out because of the cap. */
  omittedColumns: z.number().int(),
});
export type CorrelationMatrix = z.infer<typeof correlationMatrixSchema>;

export const correlationsSchema = z.object({
  /** Pairwise complete observations, numbers and dates. */
  pearson: correlationMatrixSchema,
  /** Pearson of mid-ranks. */
  spearman: correlationMatrixSchema,
  /** Bias-corrected Cramér's V (Bergsma 2013), text and boolean columns with 2 to 100 distinct values. */
  cramersV: correlationMatrixSchema,
});
export type Correlations = z.infer<typeof correlationsSchema>;
