import { z } from 'zod';

/**
 * What a reader did that a person would want to know: cells are kept as they are, but not every one stands where, or is of
 * the kind, that the file says at first sight. Columns are named as in the table.
 */
export const readingNoteSchema = z.discriminatedUnion('kind', [
  /** Lines above the header that are no part of the table: titles, comments, `sep=;`. */
  z.object({ kind: z.literal('linesSkipped'), lines: z.number().int().positive() }),
  /** Columns the header has no name for, since some rows are longer than it. */
  z.object({ kind: z.literal('columnsBeyondHeader'), columns: z.array(z.string()) }),
  /** Whole numbers of more digits than a number holds: kept as text, every digit. */
  z.object({ kind: z.literal('exactAsText'), columns: z.array(z.string()) }),
  /** Decimals of more digits than a number holds: rounded to about 16 of them. */
  z.object({ kind: z.literal('decimalsRounded'), columns: z.array(z.string()) }),
  /** Lists, maps and the like: written as JSON. */
  z.object({ kind: z.literal('nestedAsJson'), columns: z.array(z.string()) }),
  /** Cells that are empty because they are merged with another one: some of the ranges, how many there are, and the cells. */
  z.object({
    kind: z.literal('mergedCells'),
    ranges: z.array(z.string()),
    count: z.number().int().positive(),
    cells: z.number().int(),
    isFilled: z.boolean(),
  }),
  /** Rows, as the file numbers them, that sum up others; told of a preview (the import report counts them all). */
  z.object({ kind: z.literal('totalRows'), rows: z.array(z.number().int()), isSkipped: z.boolean() }),
  /** Binary values: written as text where they are text, else as escaped bytes. */
  z.object({ kind: z.literal('bytesAsText'), columns: z.array(z.string()) }),
]);
export type ReadingNote = z.infer<typeof readingNoteSchema>;
