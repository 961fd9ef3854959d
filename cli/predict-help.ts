import type { LocalText } from '../contract/texts.ts';
import { readingHelp } from './reading-help.ts';

/** What `auspex predict` takes. */
export const predictHelp: LocalText = {
  en: `Usage: auspex predict FILE… --model N [options]

Predicts every row of each FILE with a model of the library: the class with its probabilities, or the value with its interval, what
speaks for it, and what the model has never seen. Columns are matched by name. Makes a workbook with the predictions, how the
columns have drifted since training, and the model's card. Where a FILE has the true values, the scores are told.

Options:
  --model N         the model: its name (newest version), name@version or id
  --group-by COL    put the rows into groups by the column named COL, such as the major
  --split S         sheets: a sheet for each group behind an index (unless told otherwise)
                    workbooks: a workbook for each group in a folder of their own
  --explain         tell the three main reasons of each prediction
  --all-probabilities
                    a column for each class, up to 1,000; otherwise of more than 30 the three likeliest
  --match A=B,C=D   the model's column A is column B of the files, C is D; A= : there is none
  --drift-gate X    stop where a column or the predictions have drifted by a PSI of X or more
  --sheet S         the sheet named S
${readingHelp('en')}
  --out DIR         where to put the workbooks (otherwise they stay in the data folder, as printed)
  --name NAME       what the batch is called (otherwise after the first file)
  --again           run anew even where a result is there
  --threads N       threads to work with (otherwise one for each core)
  --data DIR        keep jobs and results in DIR
                    (otherwise {{dataFolder}}, shared with the app)
  --lang en|zh-CN   language of the workbook and of messages
  --json            print one JSON object as the last line:
                    {"rows","groups","durationMs","scores","artifacts":[path…]}; for several files "groups"
                    counts the different ones, "scores" are those of all rows that tell the target (null for more than
                    30 classes without --all-probabilities), the others sums, and each file stands in "files" by itself;
                    "fault" where something went wrong

Exit code: 0 all predicted, 1 something failed, 2 wrong usage, 130 interrupted.
`,
  'zh-CN': `用法：auspex predict 文件… --model N [选项]

用模型库中的模型预测每个文件的每一行：类别及其概率，或数值及其区间，以及主要原因和模型没有见过的取值。列按名称匹配。
生成工作簿，包含预测结果、各列与训练数据相比的漂移以及模型卡。文件中有真实值时给出评分。

选项：
  --model N         模型：名称（最新版本）、名称@版本 或编号
  --group-by 列     按该列的取值分组，例如专业
  --split S         sheets：每组一个工作表，并附目录（默认）
                    workbooks：每组一个工作簿，放在单独的文件夹中
  --explain         给出每个预测的三个主要原因
  --all-probabilities
                    每个类别一列概率（最多 1,000 个）；否则超过 30 个类别时只给出最可能的三个
  --match A=B,C=D   模型的列 A 对应文件的列 B，C 对应 D；A= 表示没有
  --drift-gate X    当某列或预测结果的漂移（PSI）达到 X 时停止
  --sheet S         名为 S 的工作表
${readingHelp('zh-CN')}
  --out 目录        工作簿放入该目录（默认留在数据目录中，并给出路径）
  --name 名称       批次的名称（默认取第一个文件的名称）
  --again           即使已有结果也重新运行
  --threads N       使用的线程数（默认与核心数相同）
  --data 目录       任务和结果的目录
                    （默认为 {{dataFolder}}，与应用共用）
  --lang en|zh-CN   工作簿和消息的语言
  --json            最后一行输出一个 JSON 对象：
                    {"rows","groups","durationMs","scores","artifacts":[路径…]}；多个文件时 "groups" 为不同组的
                    个数，"scores" 为所有含目标列的行的得分（超过 30 个类别且未用 --all-probabilities 时为 null），其余为总和，
                    各文件见 "files"；出错时另有 "fault"

退出码：0 全部完成，1 有失败，2 用法错误，130 被中断。
`,
};
