import { describe, expect, it } from 'vitest';
import { isPassedBy, isTableName } from '../../../engine/files/table-files.ts';
import { formatOf } from '../../../engine/jobs/file-format.ts';

describe('the names of tables', () => {
  const formats = {
    ...{ 'a.xlsx': 'xlsx', 'a.XLSM': 'xlsm', 'a.xls': 'xls', 'a.xlsb': 'xlsb', 'a.ods': 'ods' },
    ...{ 'a.csv': 'csv', 'a.txt': 'csv', 'a.tsv': 'tsv', 'a.tab': 'tsv' },
    ...{ 'a.parquet': 'parquet', 'a.json': 'json', 'a.jsonl': 'json', 'a.NDJSON': 'json' },
  } as const;

  it.each(Object.entries(formats))('%s is one, of the format %s', (name, format) => {
    expect(isTableName(name)).toBe(true);
    expect(formatOf(name)).toBe(format);
  });

  it.each(['a.pdf', 'a.docx', 'xlsx', 'a.json.gz', 'package.json~'])('%s is none', (name) => {
    expect(isTableName(name) && !isPassedBy(name)).toBe(false);
  });
});
