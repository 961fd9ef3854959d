import { type Reading, readingSchema } from '../contract/reading.ts';
import type { SubmissionInput } from '../contract/recipes.ts';
import { columnNames, type OptionValues } from './command-line.ts';
import { MisuseError } from './misuse.ts';

type AskedReading = Pick<Reading, 'missingWords' | 'fillsMerged' | 'skipsTotals'>;
type AskedTables = SubmissionInput['inputs'][number]['tables'];

/** What the words of a command say about reading the cells of its files. Throws MisuseError. */
export function readingOf(options: OptionValues): AskedReading {
  const missing = readingSchema.shape.missingWords.safeParse(columnNames(options.missing));
  const isEmpty = options.missing !== undefined && missing.data?.length === 0;
  if (!missing.success || isEmpty) {
    throw new MisuseError('missingWords');
  }
  return {
    missingWords: missing.data,
    fillsMerged: options['fill-merged'] ?? false,
    skipsTotals: options['skip-totals'] ?? false,
  };
}

/**
 * The one table of a file that is asked for, of `sheet` (null: the first one that holds a table); null: its main table, as it
 * is detected. Throws MisuseError.
 */
export function tablesOf(options: OptionValues, sheet: string | null = options.sheet ?? null): AskedTables {
  const reading = readingOf(options);
  const isAsDetected = reading.missingWords.length === 0 && !reading.fillsMerged && !reading.skipsTotals;
  return sheet === null && isAsDetected ? null : [{ sheet, ...reading }];
}
