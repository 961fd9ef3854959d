import path from 'node:path';

/** Endings of the files that hold tables. */
const tableEndings = new Set([
  ...['.xlsx', '.xlsm', '.xls', '.xlsb', '.ods'],
  ...['.csv', '.tsv', '.tab', '.txt'],
  ...['.parquet', '.json', '.jsonl', '.ndjson'],
]);

/** Whether a file is taken for a table by its name. Only a look inside can tell for certain. */
export function isTableName(fileName: string): boolean {
  return tableEndings.has(path.extname(fileName).toLowerCase());
}

/**
 * Whether a name is one to pass by: hidden files, the lock files of spreadsheet programs (`~$grades.xlsx` of Excel,
 * `.~lock.grades.xlsx#` of LibreOffice), and what is still being downloaded or written.
 */
export function isPassedBy(name: string): boolean {
  return (
    /^\.|^~\$|~$|\.(tmp|temp|part|partial|crdownload|download|swp)$/i.test(name) ||
    /^(thumbs\.db|desktop\.ini)$/i.test(name)
  );
}
