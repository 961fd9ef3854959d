import type { LocalText } from '../contract/texts.ts';

/** What `auspex library` takes. */
export const libraryHelp: LocalText = {
  en: `Usage: auspex library import JOB|FILE --table NAME [--mode append|replace|key] [--key C,C] [--group-by C] [--sheet S]
       auspex library tables
       auspex library query SQL [--limit N] [--out DIR [--to xlsx|csv|parquet|jsonl]]

import    brings the rows of a job (by its id) or of a file into a table of the library: beside its rows, in their place, or
          by key, each row in the place of the one with the same key; tells rows per group before and after with --group-by
tables    the tables of the library
query     runs one reading SQL statement (DuckDB) over tables by their names, and results as results."name"; prints up to
          --limit rows (otherwise 1000), or writes them into --out

Options:
  --data DIR        the data folder (otherwise {{dataFolder}})
  --lang en|zh-CN   language of messages
  --json            print one JSON object as the last line; of a query {"columns":[{"name","type"}],"rows":[[…]],"isCut",
                    "durationMs"}, of an import {"table","rows","added","updated","rowsBefore","rowsAfter","groups":[…]}

Exit code: 0 done, 1 something failed, 2 wrong usage.
`,
  'zh-CN': `用法：auspex library import 任务|文件 --table 名称 [--mode append|replace|key] [--key 列,列] [--group-by 列] [--sheet S]
      auspex library tables
      auspex library query SQL [--limit N] [--out 目录 [--to xlsx|csv|parquet|jsonl]]

import    将任务（按编号）或文件的数据行导入库中的表：追加、替换，或按键更新相同键的行；
          加 --group-by 时列出各组导入前后的行数
tables    库中的表
query     对表（按名称）和结果（results."名称"）运行一条只读 SQL（DuckDB）；
          最多输出 --limit 行（默认 1000），或写入 --out

选项：
  --data 目录       数据文件夹（默认为 {{dataFolder}}）
  --lang en|zh-CN   消息的语言
  --json            最后一行输出一个 JSON 对象；查询为 {"columns":[{"name","type"}],"rows":[[…]],"isCut","durationMs"}，
                    导入为 {"table","rows","added","updated","rowsBefore","rowsAfter","groups":[…]}

退出码：0 成功，1 有失败，2 用法错误。
`,
};
