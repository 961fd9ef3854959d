import { z } from 'zod';

/** A range as spreadsheets write it, such as `B4:F200`. */
export const rangeSchema = z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}:[A-Z]{1,3}[1-9]\d{0,6}$/);

export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252'] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** Which table of a file is meant, and how its cells are read where that is not left to Auspex. */
export const readingSchema = z.object({
  /** null: the first visible sheet that holds a table. */
  sheet: z.string().nullable().default(null),
  /** null: the whole table of the sheet, as it is detected. */
  range: rangeSchema.nullable().default(null),
  /** Columns, by their names, whose cells stay as they are written: `1,234 kg` is no number there. */
  asWritten: z.array(z.string()).max(16_384).default([]),
  /** All columns stay as they are written. */
  isAllAsWritten: z.boolean().default(false),
  /** Columns, by their names, whose whole numbers such as 20240301 are days. */
  asDates: z.array(z.string()).max(16_384).default([]),
  /** What stands for a missing cell here, besides the words that do so anywhere: `-99`, `keine Angabe`. */
  missingWords: z.array(z.string().trim().min(1).max(64)).max(50).default([]),
  /** Cells that are empty because they are merged with another one hold its value. */
  fillsMerged: z.boolean().default(false),
  /** Rows of totals are no rows of the table. */
  skipsTotals: z.boolean().default(false),
  /** 0-based row of the sheet or line of the file where the header begins, and how many it takes (0: there is none); null: as detected. */
  header: z
    .object({ row: z.number().int().min(0), rows: z.number().int().min(0).max(10) })
    .nullable()
    .default(null),
  /** For a text file; what is absent is detected. */
  text: z
    .object({
      encoding: z.enum(textEncodings).optional(),
      delimiter: z.string().length(1).optional(),
      quote: z.string().max(1).optional(),
      decimal: z.enum(['.', ',']).optional(),
    })
    .nullable()
    .default(null),
});
export type Reading = z.infer<typeof readingSchema>;

/** The main table of a file, everything as detected. Readings are compared as text: their fields stand in the schema's order. */
export const mainTable: Reading = {
  ...{ sheet: null, range: null, asWritten: [], isAllAsWritten: false, asDates: [], missingWords: [] },
  ...{ fillsMerged: false, skipsTotals: false, header: null, text: null },
};

const readingFields = Object.keys(mainTable) as (keyof Reading)[];

/** Whether a table is read just as it is detected, whatever sheet it stands in. */
export function isAsDetected(reading: Reading): boolean {
  for (const key of readingFields) {
    const [value, usual] = [reading[key], mainTable[key]];
    if (value === usual || value === undefined || key === 'sheet') continue;
    if (JSON.stringify(value) !== JSON.stringify(usual)) return false;
  }
  return true;
}

/** One table each; null: the main table. */
export const tablesSchema = z.array(readingSchema).min(1).max(1000).nullable();
