import type { LocalText } from '../contract/texts.ts';
import type { Topic } from './command-specs.ts';
import { compareHelp } from './compare-help.ts';
import { exportHelp } from './export-help.ts';
import { libraryHelp } from './library-help.ts';
import { modelsHelp } from './models-help.ts';
import { predictHelp } from './predict-help.ts';
import { readingHelp } from './reading-help.ts';
import { scheduleHelp, watchHelp } from './timetable-help.ts';
import { trainHelp } from './train-help.ts';

/** `{{dataFolder}}` is where jobs and results lie unless --data says otherwise. */
export const helpTexts: Readonly<Record<Topic, LocalText>> = {
  auspex: {
    en: `Auspex profiles spreadsheets on your own machine, in the background.

Usage: auspex <command> [options]

Commands:
  profile FILE…     describe every column of workbooks and text tables
  compare A B       tell what changed from one file to another
  export FILE…      write rows as xlsx, csv, Parquet or JSON lines, in groups if wanted
  train FILE…       learn to predict a column, and tell how well
  predict FILE…     predict the rows of files with a model, a sheet or a workbook for each group
  models …          list, show, import, export and remove models
  library …         import results as tables, and ask them with SQL
  jobs …            list, show, cancel, retry, pause, resume, order and re-drive jobs
  schedule …        run jobs at a time or again and again
  watch …           submit the new files of a folder by themselves
  run               work off the queue without a window
  audit …           show and verify the record of who did what
  help [command]    show what a command takes

Options:
  -h, --help        show this
  -V, --version     show the version
`,
    'zh-CN': `Auspex 在您自己的电脑上于后台分析电子表格。

用法：auspex <命令> [选项]

命令：
  profile 文件…     描述工作簿和文本表格的每一列
  compare A B       说明两个文件之间的变化
  export 文件…      将数据行另存为 xlsx、csv、Parquet 或 JSON lines，可分组
  train 文件…       学习预测某一列，并说明效果
  predict 文件…     用模型预测各行，可按组生成工作表或工作簿
  models …          列出、查看、导入、导出和移除模型
  library …         将结果导入为表，并用 SQL 查询
  jobs …            列出、查看、取消、重试、暂停、继续、排序任务
  schedule …        在指定时间或周期性地运行任务
  watch …           自动提交文件夹中的新文件
  run               无窗口地处理队列
  audit …           查看并校验操作记录
  help [命令]       查看命令的用法

选项：
  -h, --help        显示此说明
  -V, --version     显示版本
`,
  },
  profile: {
    en: `Usage: auspex profile FILE… [options]

Describes every column of each FILE (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .tsv, .parquet, .json, .jsonl) and writes
reports as .xlsx, .html and .json.
A FILE that is a folder stands for the tables in it and in its subfolders. Without --sheet or --all-sheets it takes the first
visible sheet that holds a table. A result that is there already for the same bytes and options is taken over.

Options:
  --sheet S         the sheet named S
  --all-sheets      every visible sheet, each as a job of its own
  --as-written C,C  columns, by name, whose cells stay as they are written
${readingHelp('en')}
  --since EARLIER   also compare each file with EARLIER: what has changed since
  --out DIR         put the reports into DIR
  --again           run anew even where a result is there
  --priority P      high, normal or low
  --name NAME       what the batch is called
  --no-wait         only accept the jobs; the app or \`auspex run\` does them
  --at TIME         the same, not before TIME (2026-12-01T08:30 or 08:30)
  --threads N       threads to work with (otherwise one for each core)
  --data DIR        keep jobs and results in DIR
                    (otherwise {{dataFolder}}, shared with the app)
  --lang en|zh-CN   language of reports and messages
  --json            print one JSON object as the last line:
                    {"jobs":[{"id","state","file","sheet","rows","columns","durationMs","artifacts":[path…],"fault"}]}

Exit code: 0 all completed, 1 something failed, 2 wrong usage, 130 interrupted.
`,
    'zh-CN': `用法：auspex profile 文件… [选项]

描述每个文件（.xlsx、.xlsm、.xls、.xlsb、.ods、.csv、.tsv、.parquet、.json、.jsonl）的每一列，
并生成 .xlsx、.html 和 .json 报告。
给出文件夹时，处理其中及子文件夹中的所有表格文件。
未指定 --sheet 或 --all-sheets 时，取第一个含有表格的可见工作表。相同内容和选项已有结果时直接沿用。

选项：
  --sheet S         名为 S 的工作表
  --all-sheets      所有可见工作表，每个作为一个任务
  --as-written C,C  按原文保留的列（列名，以逗号分隔）
${readingHelp('zh-CN')}
  --since 较早文件  同时与较早的文件比较，说明其后的变化
  --out 目录        将报告放入该目录
  --again           即使已有结果也重新运行
  --priority P      high、normal 或 low
  --name 名称       批次的名称
  --no-wait         只接受任务，由应用或 auspex run 执行
  --at 时间         同上，不早于该时间（2026-12-01T08:30 或 08:30）
  --threads N       使用的线程数（默认与核心数相同）
  --data 目录       将任务和结果保存在该目录
                    （默认为 {{dataFolder}}，与应用共用）
  --lang en|zh-CN   报告和消息的语言
  --json            最后一行输出一个 JSON 对象：
                    {"jobs":[{"id","state","file","sheet","rows","columns","durationMs","artifacts":[路径…],"fault"}]}

退出码：0 全部完成，1 有失败，2 用法错误，130 被中断。
`,
  },
  compare: compareHelp,
  export: exportHelp,
  models: modelsHelp,
  library: libraryHelp,
  train: trainHelp,
  predict: predictHelp,
  jobs: {
    en: `Usage: auspex jobs list [--state S,…] [--search TEXT] [--batch ID] [--limit N] [--offset N]
       auspex jobs show ID
       auspex jobs cancel|retry|pause|resume|redrive ID… | --all | --batch ID | --state S | --search TEXT
       auspex jobs priority high|normal|low ID… | --all | --batch ID | --search TEXT
       auspex jobs pause|resume --queue
       auspex jobs dead [--search TEXT] [--limit N] [--offset N]

list      the newest jobs; states: scheduled, queued, paused, running, completed, cancelled, dead; with --json "total" are those
          found, "counts" all jobs of the data folder
show      one job: its events, attempts, parts and log
cancel    ends jobs that have not ended
retry     gives dead and cancelled jobs all their attempts again; their finished parts are kept
redrive   the same for dead letters only
dead      the dead letters, each with its reason
pause     holds jobs back, or with --queue everything that waits; resume lets them go on
The last characters of an ID are enough, as list shows them, among the newest 1000 jobs.

Options:
  --data DIR        the data folder (otherwise {{dataFolder}})
  --lang en|zh-CN   language of messages
  --json            print one JSON object as the last line

Exit code: 0 done, 1 something failed, 2 wrong usage.
`,
    'zh-CN': `用法：auspex jobs list [--state 状态,…] [--search 文字] [--batch 编号] [--limit N] [--offset N]
      auspex jobs show 编号
      auspex jobs cancel|retry|pause|resume|redrive 编号… | --all | --batch 编号 | --state 状态 | --search 文字
      auspex jobs priority high|normal|low 编号… | --all | --batch 编号 | --search 文字
      auspex jobs pause|resume --queue
      auspex jobs dead [--search 文字] [--limit N] [--offset N]

list      最新的任务；状态：scheduled、queued、paused、running、completed、cancelled、dead
show      一个任务的事件、尝试、分片和日志
cancel    结束尚未结束的任务
retry     让失败和已取消的任务重新获得全部尝试次数，已完成的分片会保留
redrive   同上，仅用于失败的任务
dead      失败的任务及其原因
pause     暂停任务，加 --queue 则暂停整个队列；resume 使其继续
编号可只写末尾几个字符（如 list 所示），在最新的 1000 个任务中不重复即可。

选项：
  --data 目录       数据文件夹（默认为 {{dataFolder}}）
  --lang en|zh-CN   消息的语言
  --json            最后一行输出一个 JSON 对象

退出码：0 成功，1 有失败，2 用法错误。
`,
  },
  schedule: scheduleHelp,
  watch: watchHelp,
  run: {
    en: `Usage: auspex run [--forever] [--threads N]

Works off the queue without a window: until nothing waits or, with --forever, until it is stopped; then schedules fire
and watched folders are looked after too. The app may run at the same time: they share the queue.

Options:
  --forever         go on until Ctrl-C
  --threads N       threads to work with (otherwise one for each core)
  --data DIR        the data folder (otherwise {{dataFolder}})
  --lang en|zh-CN   language of messages
  --json            print one JSON object as the last line

Exit code: 0 all completed, 1 a job is dead, 2 wrong usage, 130 interrupted.
`,
    'zh-CN': `用法：auspex run [--forever] [--threads N]

无窗口地处理队列：直到没有等待的任务；加 --forever 则直到被停止，期间定时任务和被监视的文件夹也会生效。
应用可以同时运行，它们共用队列。

选项：
  --forever         一直运行，直到按 Ctrl-C
  --threads N       使用的线程数（默认与核心数相同）
  --data 目录       数据文件夹（默认为 {{dataFolder}}）
  --lang en|zh-CN   消息的语言
  --json            最后一行输出一个 JSON 对象

退出码：0 全部完成，1 有任务失败，2 用法错误，130 被中断。
`,
  },
  audit: {
    en: `Usage: auspex audit verify
       auspex audit list [--search TEXT] [--limit N] [--offset N]

Every submission, cancellation, export and removal is on record, each entry sealed with the hash of the one before.
verify goes through all of them.

Options:
  --data DIR        the data folder (otherwise {{dataFolder}})
  --lang en|zh-CN   language of messages
  --json            print one JSON object as the last line

Exit code: 0 intact, 1 tampered with, 2 wrong usage.
`,
    'zh-CN': `用法：auspex audit verify
      auspex audit list [--search 文字] [--limit N] [--offset N]

每次提交、取消、导出和删除都有记录，每条记录都以前一条的哈希值封印。verify 会逐条校验。

选项：
  --data 目录       数据文件夹（默认为 {{dataFolder}}）
  --lang en|zh-CN   消息的语言
  --json            最后一行输出一个 JSON 对象

退出码：0 完整，1 被篡改，2 用法错误。
`,
  },
};
