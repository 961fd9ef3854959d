import type { LocalText } from '../contract/texts.ts';
import { readingHelp } from './reading-help.ts';

/** What `auspex compare` takes. */
export const compareHelp: LocalText = {
  en: `Usage: auspex compare EARLIER LATER [options]

Tells what changed from EARLIER to LATER: columns, rows added, removed and changed by a key, and how the values of each column
have drifted (PSI, Kolmogorov–Smirnov). Writes reports as .xlsx, .html and .json, and every row that differs as .parquet.

Options:
  --key C,C         columns that together tell rows apart (otherwise proposed from the values)
  --ignore C,C      columns that are left out
  --tolerance N     numbers that differ by no more than N count as equal
  --sheet S         the sheet named S of both files
  --earlier-sheet S the sheet of EARLIER where it has another name
${readingHelp('en')}
  --out DIR         put the reports into DIR
  --again           run anew even where a result is there
  --threads N       threads to work with (otherwise one for each core)
  --data DIR        keep jobs and results in DIR
                    (otherwise {{dataFolder}}, shared with the app)
  --lang en|zh-CN   language of reports and messages
  --json            print one JSON object as the last line:
                    {"id","state","durationMs","added","removed","changed","unchanged","key","columns":[{"name","changed",
                    "psi","drift","ks"}],"artifacts":[path…],"fault"}

Exit code: 0 compared, 1 something failed, 2 wrong usage, 130 interrupted.
`,
  'zh-CN': `用法：auspex compare 较早的文件 较晚的文件 [选项]

说明两个文件之间的变化：列的变化，按键新增、删除和修改的行，以及各列数值的漂移（PSI、Kolmogorov–Smirnov 检验）。
生成 .xlsx、.html 和 .json 报告，并将所有有差异的行存为 .parquet。

选项：
  --key 列,列       共同区分各行的列（默认根据数值自动选择）
  --ignore 列,列    不参与比较的列
  --tolerance N     相差不超过 N 的数字视为相等
  --sheet S         两个文件中名为 S 的工作表
  --earlier-sheet S 较早文件的工作表（名称不同时）
${readingHelp('zh-CN')}
  --out 目录        将报告放入该目录
  --again           即使已有结果也重新运行
  --threads N       使用的线程数（默认与核心数相同）
  --data 目录       任务和结果的目录
                    （默认为 {{dataFolder}}，与应用共用）
  --lang en|zh-CN   报告和消息的语言
  --json            最后一行输出一个 JSON 对象：
                    {"id","state","durationMs","added","removed","changed","unchanged","key","columns":[{"name","changed",
                    "psi","drift","ks"}],"artifacts":[路径…],"fault"}

退出码：0 比较完成，1 有失败，2 用法错误，130 被中断。
`,
};
