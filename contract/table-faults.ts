import { entry, type FaultEntry } from './fault-entry.ts';

/** Faults of looking at tables. */
export const tableFaults = {
  COLUMN_UNKNOWN: entry(
    404,
    false,
    [
      'The table has no column {{column}}; it has {{columns}} columns.',
      '表格没有第 {{column}} 列，共有 {{columns}} 列。',
    ],
    ['Open the table again.', '请重新打开表格。'],
  ),
  TABLE_NOT_READ: entry(
    409,
    true,
    ['The table has not been read to its end yet.', '表格尚未读取完毕。'],
    ['Wait until it is, or open the table again.', '请等待读取完成，或重新打开表格。'],
  ),
  ROWS_TOO_LARGE: entry(
    413,
    false,
    [
      'The rows need more memory than this may take: the table has very many columns or very long texts.',
      '这些行所需内存超出限制：表格的列过多或文本过长。',
    ],
    ['Choose fewer columns, or split the table.', '请减少所选的列，或拆分表格。'],
  ),
  COPY_TOO_LARGE: entry(
    413,
    false,
    [
      'What is selected is more than a spreadsheet takes from the clipboard ({{limit}}).',
      '所选内容超出剪贴板可粘贴的范围（{{limit}}）。',
    ],
    ['Select fewer cells, or export the rows to a file.', '请减少所选单元格，或将行导出为文件。'],
  ),
} as const satisfies Record<string, FaultEntry>;
