import { z } from 'zod';
import { importOutcomeSchema, libraryImportSchema, libraryTableSchema } from '../../contract/library/library.ts';
import { modelSummarySchema } from '../../contract/models/models.ts';
import { tableColumnSchema } from '../../contract/tables.ts';

const contentSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.number().int(),
  extension: z.string().regex(/^\.\w+$/),
});

export const modelHoldingSchema = modelSummarySchema
  .pick({ id: true, name: true, version: true, notes: true, createdAtMs: true })
  .extend({
    facts: modelSummarySchema.pick({
      ...{ task: true, target: true, classes: true, origin: true },
      ...{ rows: true, columns: true, trees: true, scores: true },
    }),
    content: contentSchema,
  });
/** What the library knows of a model beside its document. */
export type ModelHolding = z.infer<typeof modelHoldingSchema>;

export const tableHoldingSchema = libraryTableSchema
  .pick({ id: true, name: true, rows: true, keyColumns: true, createdAtMs: true, changedAtMs: true })
  .extend({
    columns: z.array(tableColumnSchema),
    content: contentSchema,
    /** The newest of them, oldest first. */
    imports: z.array(libraryImportSchema.extend({ outcome: importOutcomeSchema })),
  });
/** What the library knows of a table beside its rows. */
export type TableHolding = z.infer<typeof tableHoldingSchema>;

/** What a library holds, as it stands in the file beside the artifacts. */
export const holdingSchemas = { models: modelHoldingSchema, tables: tableHoldingSchema } as const;
export type HoldingKind = keyof typeof holdingSchemas;
export interface Holdings {
  readonly models: ModelHolding;
  readonly tables: TableHolding;
}
