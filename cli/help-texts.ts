import type { LocalText } from '../contract/texts.ts';

/** `{{dataFolder}}` is where jobs and results lie unless --data says otherwise. */
export const helpTexts: Readonly<Record<'auspex' | 'profile', LocalText>> = {
  auspex: {
    en: `Auspex profiles spreadsheets on your own machine.

Usage: auspex <command> [options]

Commands:
  profile FILE…     describe every column of workbooks and text tables
  help [command]    show what a command takes

Options:
  -h, --help        show this
  -V, --version     show the version
`,
    'zh-CN': `Auspex 在您自己的电脑上分析电子表格。

用法：auspex <命令> [选项]

命令：
  profile 文件…     描述工作簿和文本表格的每一列
  help [命令]       查看命令的用法

选项：
  -h, --help        显示此说明
  -V, --version     显示版本
`,
  },
  profile: {
    en: `Usage: auspex profile FILE… [options]

Describes every column of each FILE (.xlsx, .xlsm, .csv, .tsv) and writes reports as .xlsx, .html and .json.
Without --sheet or --all-sheets it takes the first visible sheet that holds a table.

Options:
  --sheet S         the sheet named S
  --all-sheets      every visible sheet, each as a job of its own
  --out DIR         put the reports into DIR
  --data DIR        keep jobs and results in DIR
                    (otherwise {{dataFolder}})
  --threads N       threads to work with (otherwise one for each core)
  --lang en|zh-CN   language of reports and messages
  --json            print one JSON object as the last line:
                    {"jobs":[{"id","state","file","sheet","rows","columns","durationMs","artifacts":[path…],"fault"}]}

Exit code: 0 all completed, 1 something failed, 2 wrong usage, 130 interrupted.
`,
    'zh-CN': `用法：auspex profile 文件… [选项]

描述每个文件（.xlsx、.xlsm、.csv、.tsv）的每一列，并生成 .xlsx、.html 和 .json 报告。
未指定 --sheet 或 --all-sheets 时，取第一个含有表格的可见工作表。

选项：
  --sheet S         名为 S 的工作表
  --all-sheets      所有可见工作表，每个作为一个任务
  --out 目录        将报告放入该目录
  --data 目录       将任务和结果保存在该目录
                    （默认为 {{dataFolder}}）
  --threads N       使用的线程数（默认与核心数相同）
  --lang en|zh-CN   报告和消息的语言
  --json            最后一行输出一个 JSON 对象：
                    {"jobs":[{"id","state","file","sheet","rows","columns","durationMs","artifacts":[路径…],"fault"}]}

退出码：0 全部完成，1 有失败，2 用法错误，130 被中断。
`,
  },
};
