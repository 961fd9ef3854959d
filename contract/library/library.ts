import { z } from 'zod';
import { artifactKinds, jobIdSchema } from '../jobs.ts';
import { recipeNames } from '../recipes.ts';
import { request } from '../request.ts';
import { tableColumnSchema, tableSourceSchema } from '../tables.ts';

export const libraryTableIdSchema = z.string().uuid();
const tableName = z.string().trim().min(1).max(200);
const columnNames = z.array(z.string().min(1).max(1000)).max(100);

/** How rows come into a table: beside those that are there, in their place, or each in the place of the row with the same key. */
export const importModes = ['append', 'replace', 'key'] as const;
export type ImportMode = (typeof importModes)[number];

export const libraryTableSchema = z.object({
  id: libraryTableIdSchema,
  /** As SQL knows it. */
  name: z.string(),
  rows: z.number().int(),
  columns: z.number().int(),
  /** What tells its rows apart, as the last import by key had it; empty: nothing was named. */
  keyColumns: z.array(z.string()),
  sizeBytes: z.number().int(),
  imports: z.number().int(),
  createdAtMs: z.number(),
  changedAtMs: z.number(),
});
export type LibraryTable = z.infer<typeof libraryTableSchema>;

/** What an import does to a table. */
export const importOutcomeSchema = z.object({
  /** Rows that came, and what became of them. */
  rows: z.number().int(),
  added: z.number().int(),
  updated: z.number().int(),
  /** Rows of the table before and after. */
  rowsBefore: z.number().int(),
  rowsAfter: z.number().int(),
  /** Columns the table has got beside those it had. */
  newColumns: z.array(z.string()),
  /** Columns of the table that did not come: empty in added rows, unchanged in updated ones. */
  absentColumns: z.array(z.string()),
  groupBy: z.string().nullable(),
  /** Rows of each group before and after, the largest after first, 1,000 at most; null is the group of empty cells. */
  groups: z.array(z.object({ name: z.string().nullable(), before: z.number().int(), after: z.number().int() })),
  groupTotal: z.number().int(),
});
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

export const libraryImportSchema = z.object({
  id: z.string().uuid(),
  atMs: z.number(),
  mode: z.enum(importModes),
  /** What it came from, in words: a file's name, a query. */
  origin: z.string(),
  /** While that job is kept. */
  jobId: jobIdSchema.nullable(),
  outcome: importOutcomeSchema,
});
export type LibraryImport = z.infer<typeof libraryImportSchema>;

/** A result that SQL can be asked about, as `results.<name>`. */
export const queryableResultSchema = z.object({
  name: z.string(),
  jobId: jobIdSchema,
  artifact: z.enum(artifactKinds),
  recipe: z.enum(recipeNames),
  fileName: z.string(),
  sheet: z.string().nullable(),
  finishedAtMs: z.number(),
});
export type QueryableResult = z.infer<typeof queryableResultSchema>;

export const maxQueryRows = 1_000_000;
export const maxQueryCharacters = 100_000;

export const queryResultSchema = z.object({
  /** As a TableSource of the kind `query`, its rows can be looked at and exported for as long as they are kept. */
  queryId: z.string().length(64),
  columns: z.array(tableColumnSchema),
  rows: z.number().int(),
  /** There were more rows than were asked for. */
  isCut: z.boolean(),
  durationMs: z.number(),
});
export type QueryResult = z.infer<typeof queryResultSchema>;

export const pastQuerySchema = z.object({
  sql: z.string(),
  atMs: z.number(),
  durationMs: z.number().nullable(),
  rows: z.number().int().nullable(),
  /** Code of the fault it ended with. */
  fault: z.string().nullable(),
});
export type PastQuery = z.infer<typeof pastQuerySchema>;

const importFields = {
  source: tableSourceSchema,
  /** Made if there is none of this name, whatever the case. */
  table: tableName,
  mode: z.enum(importModes).default('append'),
  /** For the mode `key`. */
  keyColumns: columnNames.default([]),
  /** Column by whose values the outcome is told, such as the major. */
  groupBy: z.string().min(1).max(1000).nullable().default(null),
};
const oneTable = z.object({ id: libraryTableIdSchema });

/**
 * Tables that results are imported into, and SQL over them and over results. A query only reads: it reaches no file, no
 * network and no setting.
 */
export const libraryContract = {
  listTables: request.output(z.object({ tables: z.array(libraryTableSchema) })),
  /** Throws LIBRARY_TABLE_UNKNOWN. */
  listTableColumns: request.input(oneTable).output(z.object({ columns: z.array(tableColumnSchema) })),
  /** What came into a table, the newest first. Throws LIBRARY_TABLE_UNKNOWN. */
  listImports: request
    .input(oneTable.extend({ limit: z.number().int().min(1).max(1000).default(200) }))
    .output(z.object({ imports: z.array(libraryImportSchema) })),
  /** Throws LIBRARY_TABLE_UNKNOWN, LIBRARY_NAME_TAKEN. */
  renameTable: request.input(oneTable.extend({ name: tableName })).output(libraryTableSchema),
  removeTable: request.input(oneTable).output(z.object({ removed: z.boolean() })),
  /** What an import would do; nothing is changed. Throws as `importTable` does. */
  previewImport: request.input(z.object(importFields)).output(importOutcomeSchema),
  /**
   * Brings rows into a table: wholly or not at all, and once: the same `importId` again gives the earlier outcome. Throws
   * LIBRARY_KEY_UNKNOWN, LIBRARY_KEY_NOT_UNIQUE, LIBRARY_TYPES_DIFFER, LIBRARY_COLUMN_MISSING, DISK_FULL and the faults of the source.
   */
  importTable: request
    .input(z.object({ importId: z.string().uuid(), ...importFields }))
    .output(z.object({ table: libraryTableSchema, outcome: importOutcomeSchema, isRepeated: z.boolean() })),
  /** Results whose rows can be asked about, the newest first; `search` looks through the names of their files. */
  listResults: request
    .input(
      z.object({
        search: z.string().max(200).default(''),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ results: z.array(queryableResultSchema), hasMore: z.boolean() })),
  /** How a result is called in a query; null where its rows cannot be asked about. */
  findResult: request
    .input(z.object({ jobId: jobIdSchema }))
    .output(z.object({ result: queryableResultSchema.nullable() })),
  /**
   * Runs one reading statement. Whoever stops waiting stops it. Throws SQL_INVALID (with the place), SQL_NOT_READING,
   * QUERY_TIMED_OUT, QUERY_TOO_LARGE.
   */
  runQuery: request
    .input(
      z.object({
        sql: z.string().min(1).max(maxQueryCharacters),
        maxRows: z.number().int().min(1).max(maxQueryRows).default(100_000),
        timeoutMs: z.number().int().min(100).max(3_600_000).default(60_000),
      }),
    )
    .output(queryResultSchema),
  /** Queries run before, each text once, the newest first. */
  listQueries: request
    .input(z.object({ search: z.string().max(200).default(''), limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.object({ queries: z.array(pastQuerySchema) })),
  forgetQueries: request.output(z.object({ forgotten: z.number().int() })),
};
