import { entry, type FaultEntry } from './fault-entry.ts';

/** Faults of comparisons of two tables. */
export const comparisonFaults = {
  COMPARISON_NEEDS_EARLIER: entry(
    422,
    false,
    ['There is nothing to compare “{{file}}” with.', '没有可与“{{file}}”比较的文件。'],
    ['Choose the earlier file as well.', '请同时选择较早的文件。'],
  ),
  COMPARISON_NO_COMMON_COLUMN: entry(
    422,
    false,
    ['“{{later}}” and “{{earlier}}” have no column in common.', '“{{later}}”与“{{earlier}}”没有共同的列。'],
    [
      'Make sure that both are the same kind of table, and that the right sheets were chosen.',
      '请确认两者是同一种表格，并且选择了正确的工作表。',
    ],
  ),
  COMPARISON_SAME_TABLE: entry(
    422,
    false,
    ['“{{file}}” would be compared with itself.', '“{{file}}”将与自身比较。'],
    ['Choose another file, or another sheet, as the earlier one.', '请选择另一个文件或另一张工作表作为较早的表格。'],
  ),
  COMPARISON_KEY_MISSING: entry(
    422,
    false,
    [
      '“{{file}}” has no column called “{{column}}”, which is to be the key.',
      '“{{file}}”中没有用作键的列“{{column}}”。',
    ],
    [
      'Choose a column that both tables have, or leave the key to Auspex.',
      '请选择两个表格都有的列，或由 Auspex 自动选择键。',
    ],
  ),
} as const satisfies Record<string, FaultEntry>;
