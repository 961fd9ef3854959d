import { z } from 'zod';
import { submitterSchema } from '../../contract/job-states.ts';
import { artifactSchema, jobIdSchema } from '../../contract/jobs.ts';
import { readingSchema } from '../../contract/reading.ts';
import { recipeNames } from '../../contract/recipes.ts';

const inputSchema = z.object({
  path: z.string(),
  fileName: z.string(),
  sizeBytes: z.number().int(),
  modifiedAtMs: z.number().nullable(),
});

export const manifestSchema = z.object({
  version: z.literal(1),
  job: z.object({
    id: jobIdSchema,
    /** Its number in the archive: jobs that were submitted together come back in their order. */
    sequence: z.number().int(),
    recipe: z.enum(recipeNames),
    options: z.record(z.string(), z.unknown()),
    ...inputSchema.shape,
    reading: readingSchema,
    otherInputs: z.array(z.object({ input: inputSchema, reading: readingSchema })),
    sheet: z.string().nullable(),
    createdAtMs: z.number(),
    startedAtMs: z.number().nullable(),
    finishedAtMs: z.number(),
    attempt: z.number().int(),
    rows: z.number().int().nullable(),
    columns: z.number().int().nullable(),
    durationMs: z.number().nullable(),
    fingerprint: z.string().nullable(),
    engineVersion: z.string().nullable(),
  }),
  batch: z.object({ id: z.string().uuid(), name: z.string(), createdAtMs: z.number(), submitter: submitterSchema }),
  artifacts: z.array(artifactSchema),
});
/** What a result is and which files it is made of: enough to find it again without the archive. */
export type ResultManifest = z.infer<typeof manifestSchema>;
