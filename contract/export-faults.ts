import { entry, type FaultEntry } from './fault-entry.ts';

/** Faults of exports of rows. */
export const exportFaults = {
  COLUMN_NAME_UNKNOWN: entry(
    404,
    false,
    ['The table has no column called “{{column}}”.', '表格中没有名为“{{column}}”的列。'],
    ['Write the name as it stands in the header of the table.', '请按表头中的写法填写列名。'],
  ),
  EXPORT_TOO_MANY_SHEETS: entry(
    422,
    false,
    [
      'By “{{column}}” there would be {{sheets}} sheets; a workbook takes {{limit}} at most.',
      '按“{{column}}”分组会产生 {{sheets}} 个工作表，而一个工作簿最多容纳 {{limit}} 个。',
    ],
    [
      'Choose a file for each group, or a column with fewer different values.',
      '请改为每组一个文件，或选择取值更少的列。',
    ],
  ),
  EXPORT_TOO_MANY_GROUPS: entry(
    422,
    false,
    [
      'The column has more than {{limit}} different values: too many groups.',
      '该列有超过 {{limit}} 个不同的取值，分组过多。',
    ],
    ['Choose a column with fewer different values, or export without groups.', '请选择取值更少的列，或不分组导出。'],
  ),
} as const satisfies Record<string, FaultEntry>;
