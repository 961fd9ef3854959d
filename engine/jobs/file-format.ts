/** The kinds of files that take about equally long for each byte; `other` is never accepted by a reader. */
export const fileFormats = ['csv', 'tsv', 'xlsx', 'xlsm', 'xls', 'xlsb', 'ods', 'parquet', 'json', 'other'] as const;
export type FileFormat = (typeof fileFormats)[number];

const formatsByEnding: Readonly<Record<string, FileFormat>> = {
  ...{ csv: 'csv', txt: 'csv', tsv: 'tsv', tab: 'tsv', xlsx: 'xlsx', xlsm: 'xlsm' },
  ...{ xls: 'xls', xlsb: 'xlsb', ods: 'ods', parquet: 'parquet', json: 'json', jsonl: 'json', ndjson: 'json' },
};

/** The format that a file's name promises: all that is known before it is opened. */
export function formatOf(fileName: string): FileFormat {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  return formatsByEnding[ending] ?? 'other';
}
