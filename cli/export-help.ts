import type { LocalText } from '../contract/texts.ts';
import { readingHelp } from './reading-help.ts';

/** What `auspex export` takes. */
export const exportHelp: LocalText = {
  en: `Usage: auspex export FILE… [options]

Writes the rows of each FILE anew: as a workbook with a header that stays, filters, widths and formats, as csv for spreadsheet
programs (UTF-8 with its mark), as Parquet, or as JSON lines. Nothing is overwritten: a name that is taken gets a number.

Options:
  --sheet S         the sheet named S
${readingHelp('en')}
  --to F            xlsx (unless told otherwise), csv, parquet or jsonl
  --group-by COL    put the rows into groups by the column named COL
  --split S         sheets: a sheet for each group behind an index (workbooks; unless told otherwise)
                    files: a file for each group in a folder of their own
  --as-written      every cell as the file has it: “12 kg”, “007” and “N/A” stay what they are
  --plain-names     csv: leave units out of the names of columns: weight, not weight (kg)
  --exact-text      csv: leave text that a spreadsheet program may run (= + - @) as it is
  --out DIR         where to put what is made (otherwise the current folder)
  --name NAME       what the batch is called (otherwise after the first file)
  --again           run anew even where a result is there
  --threads N       threads to work with (otherwise one for each core)
  --data DIR        keep jobs and results in DIR
                    (otherwise {{dataFolder}}, shared with the app)
  --lang en|zh-CN   language of the index and of messages
  --json            print one JSON object as the last line:
                    {"jobs":[{"id","state","file","sheet","rows","columns","durationMs","artifacts":[path…],"fault"}]}

Exit code: 0 all completed, 1 something failed, 2 wrong usage, 130 interrupted.
`,
  'zh-CN': `用法：auspex export 文件… [选项]

将每个文件的数据行另存为：带固定表头、筛选、列宽和格式的工作簿，供表格软件使用的 csv（带标记的 UTF-8），Parquet 或
JSON lines。不会覆盖任何文件：名称已被占用时自动编号。

选项：
  --sheet S         名为 S 的工作表
${readingHelp('zh-CN')}
  --to F            xlsx（默认）、csv、parquet 或 jsonl
  --group-by 列     按该列的取值分组
  --split S         sheets：每组一个工作表，并附目录（工作簿的默认方式）
                    files：每组一个文件，放在单独的文件夹中
  --as-written      每个单元格保持文件中的写法：“12 kg”“007”“N/A”都不变
  --plain-names     csv：列名不带单位：写 weight，而不是 weight (kg)
  --exact-text      csv：表格软件可能执行的文本（= + - @）保持原样
  --out 目录        结果放入该目录（默认为当前目录）
  --name 名称       批次的名称（默认取第一个文件的名称）
  --again           即使已有结果也重新运行
  --threads N       使用的线程数（默认与核心数相同）
  --data 目录       将任务和结果保存在该目录
                    （默认为 {{dataFolder}}，与应用共用）
  --lang en|zh-CN   目录和消息的语言
  --json            最后一行输出一个 JSON 对象：
                    {"jobs":[{"id","state","file","sheet","rows","columns","durationMs","artifacts":[路径…],"fault"}]}

退出码：0 全部完成，1 有失败，2 用法错误，130 被中断。
`,
};
