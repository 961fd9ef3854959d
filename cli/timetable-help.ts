import type { LocalText } from '../contract/texts.ts';
import { readingHelp } from './reading-help.ts';

const workOptions: LocalText = {
  en: `  --recipe R        what is done each time: profile (unless told otherwise), compare, predict, train
  --priority P      high, normal or low
  --out DIR         where finished reports and predictions are put

With --recipe compare:
  --key C,C         columns that together tell rows apart (otherwise proposed from the values)
  --ignore C,C      columns that are left out
  --tolerance N     numbers that differ by no more than N count as equal
With --recipe predict:
  --model N         the model: its name (each time the newest version), name@version or id
  --group-by COL    put the rows into groups by the column named COL, such as the major
  --split S         sheets or workbooks, one for each group
  further options as auspex predict has them: --explain --match --drift-gate
With --recipe train:
  --target COL      the column to predict
  --model N         what the model is called (otherwise after the target); each training makes a next version
  --preset P        quick, balanced or thorough
  further options as auspex train has them: --task --exclude --include --group --time --score-by --budget --folds --trees
                    --learning-rate --depth --seed
`,
  'zh-CN': `  --recipe R        每次执行的操作：profile 分析（默认）、compare 比较、predict 预测、train 训练
  --priority P      high、normal 或 low
  --out 目录        完成的报告和预测放入该目录

--recipe compare 时：
  --key 列,列       共同区分各行的列（默认根据数值自动选择）
  --ignore 列,列    不参与比较的列
  --tolerance N     相差不超过 N 的数字视为相等
--recipe predict 时：
  --model N         模型：名称（每次取最新版本）、名称@版本 或编号
  --group-by 列     按该列的取值分组，例如专业
  --split S         sheets 或 workbooks，每组一个
  其他选项同 auspex predict：--explain --match --drift-gate
--recipe train 时：
  --target 列       要预测的列
  --model N         模型的名称（默认取目标列名），每次训练生成下一个版本
  --preset P        quick、balanced 或 thorough
  其他选项同 auspex train：--task --exclude --include --group --time --score-by --budget --folds --trees
                    --learning-rate --depth --seed
`,
};

/** What `auspex schedule` takes. */
export const scheduleHelp: LocalText = {
  en: `Usage: auspex schedule add FILE… --cron EXPRESSION [--time-zone ZONE] | --at TIME [options]
       auspex schedule list
       auspex schedule remove ID…

Profiles or predicts each of the files, or trains a model on all of them, at a time, or again and again by a cron expression of
five fields (minute, hour, day of month, month, day of week): --cron "30 8 * * 1" is every Monday at 8:30. With --recipe compare the
first file is the earlier one that the others are compared with; one file alone is compared with how it was the time before. It works
while Auspex is open or \`auspex run --forever\` runs; what was missed meanwhile is caught up once.

Options:
  --name NAME       what the schedule is called (otherwise after the first file)
  --sheet S         the sheet named S
${readingHelp('en')}
${workOptions.en}
  --data DIR        the data folder (otherwise {{dataFolder}})
  --lang en|zh-CN   language of results and messages
  --json            print one JSON object as the last line
`,
  'zh-CN': `用法：auspex schedule add 文件… --cron 表达式 [--time-zone 时区] | --at 时间 [选项]
      auspex schedule list
      auspex schedule remove 编号…

在指定时间，或按五个字段（分、时、日、月、星期）的 cron 表达式周期性地分析或预测每个文件，或用全部文件训练模型：
--cron "30 8 * * 1" 表示每周一 8:30。--recipe compare 时第一个文件为较早的文件，其余文件与它比较；
只有一个文件时，与它上一次的内容比较。Auspex 打开或 auspex run --forever 运行时生效，期间错过的会补做一次。

选项：
  --name 名称       名称（默认取第一个文件的名称）
  --sheet S         名为 S 的工作表
${readingHelp('zh-CN')}
${workOptions['zh-CN']}
  --data 目录       数据文件夹（默认为 {{dataFolder}}）
  --lang en|zh-CN   结果和消息的语言
  --json            最后一行输出一个 JSON 对象
`,
};

/** What `auspex watch` takes. */
export const watchHelp: LocalText = {
  en: `Usage: auspex watch add FOLDER [options]
       auspex watch list
       auspex watch remove ID…

Every new or changed spreadsheet of FOLDER is profiled or predicted once it is fully written; with --recipe train a model is
trained anew on all spreadsheets of FOLDER (the last 101 by name); with --recipe compare each new one is compared with the one that came
before it, a changed one with how it was, and profiled as well. It works while Auspex is open or \`auspex run --forever\` runs;
files that come meanwhile are found later.

Options:
  --subfolders      folders inside FOLDER too
  --present         also the files that lie there now
${workOptions.en}
  --data DIR        the data folder (otherwise {{dataFolder}})
  --lang en|zh-CN   language of results and messages
  --json            print one JSON object as the last line
`,
  'zh-CN': `用法：auspex watch add 文件夹 [选项]
      auspex watch list
      auspex watch remove 编号…

文件夹中每个新增或修改的电子表格在完整写入后都会被分析或预测；--recipe train 时用文件夹中的全部电子表格
（按名称取最后 101 个）重新训练模型；
--recipe compare 时新文件与其前一个文件比较，修改的文件与其原来的内容比较，并同时被分析。Auspex 打开或 auspex run --forever 运行时生效，期间新增的文件之后会被发现。

选项：
  --subfolders      包括子文件夹
  --present         也处理现有的文件
${workOptions['zh-CN']}
  --data 目录       数据文件夹（默认为 {{dataFolder}}）
  --lang en|zh-CN   结果和消息的语言
  --json            最后一行输出一个 JSON 对象
`,
};
