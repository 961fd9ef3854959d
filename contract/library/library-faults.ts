import { entry, type FaultEntry } from '../fault-entry.ts';

/** Faults of the result library and of SQL. */
export const libraryFaults = {
  LIBRARY_TABLE_UNKNOWN: entry(
    404,
    false,
    ['There is no such table in the library.', '库中没有此表。'],
    ['It may have been removed or renamed; look at the list of tables.', '它可能已被移除或重命名，请查看表列表。'],
  ),
  LIBRARY_NAME_TAKEN: entry(
    409,
    false,
    ['Another table is called “{{name}}” already.', '已有其他表名为“{{name}}”。'],
    ['Choose another name.', '请使用其他名称。'],
  ),
  LIBRARY_KEY_UNKNOWN: entry(
    400,
    false,
    [
      'An import by key needs columns that both sides have; missing: {{columns}}.',
      '按键导入需要双方都有的列，缺少：{{columns}}。',
    ],
    ['Choose key columns that stand in the table and in the rows that come.', '请选择表和导入数据中都存在的键列。'],
  ),
  LIBRARY_KEY_NOT_UNIQUE: entry(
    422,
    false,
    [
      'The key {{columns}} does not tell rows apart: {{rows}} rows that come share one with another row.',
      '键 {{columns}} 无法区分各行：导入数据中有 {{rows}} 行与其他行的键相同。',
    ],
    ['Add a column to the key, or append the rows.', '请为键增加一列，或改为追加。'],
  ),
  LIBRARY_TYPES_DIFFER: entry(
    422,
    false,
    ['Columns hold other kinds of values than in the table: {{columns}}.', '以下列的值类型与表中不同：{{columns}}。'],
    [
      'Import into another table, replace this one, or correct the column in the file. Nothing was changed.',
      '请导入到其他表、替换此表，或在文件中更正该列。未改动任何内容。',
    ],
  ),
  LIBRARY_COLUMN_MISSING: entry(
    400,
    false,
    ['The rows have no column “{{column}}”.', '数据中没有“{{column}}”列。'],
    ['Choose one of their columns.', '请选择其中已有的列。'],
  ),
  SQL_INVALID: entry(
    422,
    false,
    [
      'The query cannot be understood at line {{line}}, column {{column}}: {{reason}}.',
      '无法理解查询（第 {{line}} 行，第 {{column}} 列）：{{reason}}。',
    ],
    [
      'Correct it there. Names with spaces or signs stand in double quotes.',
      '请在该处更正。含空格或符号的名称需用双引号括起。',
    ],
  ),
  SQL_NOT_READING: entry(
    403,
    false,
    [
      'Here a query is one statement that only reads; this is {{statement}}.',
      '此处的查询只能是一条读取语句；而这是 {{statement}}。',
    ],
    [
      'Begin with SELECT, WITH, FROM, DESCRIBE or SUMMARIZE. PIVOT needs the list of its values: ON column IN (…).',
      '请以 SELECT、WITH、FROM、DESCRIBE 或 SUMMARIZE 开头。PIVOT 需要列出取值：ON 列 IN (…)。',
    ],
  ),
  QUERY_TIMED_OUT: entry(
    504,
    true,
    ['The query took longer than {{seconds}} seconds and was stopped.', '查询超过 {{seconds}} 秒，已停止。'],
    ['Narrow it with WHERE or LIMIT, or give it more time.', '请用 WHERE 或 LIMIT 缩小范围，或给予更多时间。'],
  ),
  QUERY_TOO_LARGE: entry(
    507,
    false,
    ['The query needs more memory than it may take.', '查询所需内存超出限制。'],
    ['Narrow it with WHERE or LIMIT, or choose fewer columns.', '请用 WHERE 或 LIMIT 缩小范围，或减少列数。'],
  ),
  LIBRARY_TABLE_BUSY: entry(
    409,
    true,
    ['The table “{{table}}” is changed by others again and again.', '表“{{table}}”不断被其他操作更改。'],
    ['Try again when the other imports are done. Nothing was changed.', '请等其他导入完成后重试。未改动任何内容。'],
  ),
  QUERY_FORGOTTEN: entry(
    410,
    false,
    ['The rows of this query are no longer kept.', '此查询的数据行已不再保留。'],
    ['Run the query again.', '请重新运行查询。'],
  ),
} as const satisfies Record<string, FaultEntry>;
