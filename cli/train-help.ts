import type { LocalText } from '../contract/texts.ts';
import { readingHelp } from './reading-help.ts';

/** What `auspex train` takes. */
export const trainHelp: LocalText = {
  en: `Usage: auspex train FILE… --target COL [options]

Learns to predict the column COL from the others (boosted trees), and tells honestly how well: scores out of fold, on rows held
out until the end, and beside them a trivial and a linear model. Several files are taken as one table. The model goes into the
model library; \`auspex predict --model N\` uses it.

Options:
  --target COL         the column to predict
  --task T             classification or regression (otherwise as the column suggests)
  --sheet S            the sheet named S of each file
${readingHelp('en', 23)}
  --exclude C,C        columns that must not be used
  --include C,C        columns to use although they look like ids, constants or leaks
  --group COL          rows of one group never stand on both sides of a fold; scores are told by group
  --time COL           folds go by time: train on the past, test on what came later
  --score-by COL       scores are told by the values of this column
  --preset P           quick, balanced (otherwise) or thorough (a search for the best settings)
  --budget N           seconds that the search of --preset thorough may take (otherwise 300)
  --folds N            folds of the cross-validation (otherwise 5)
  --trees N            so many rounds, without early stopping, and otherwise as XGBoost does it
  --learning-rate X    how much each tree corrects, above 0, to 1
  --depth D            splits between root and leaf at most
  --seed S             another seed draws other rows and columns; the same one gives the same model
  --test FILE          score the model on the rows of FILE, which is not learned from
  --name N             what the model is called (otherwise after COL); an existing name gets a next version
  --again              run anew even where a result is there
  --threads T          threads to work with (otherwise one for each core)
  --data DIR           keep jobs and models in DIR
                       (otherwise {{dataFolder}}, shared with the app)
  --lang en|zh-CN      language of messages
  --json               print one JSON object as the last line:
                       {"model","version","task","fitMs","cv":{…},"holdout":{…},"test":{…},"baseline":{…},"warnings":[…],"fault"}
                       with the keys accuracy logloss auc macroF1, or rmse mae r2

Exit code: 0 trained, 1 something failed, 2 wrong usage, 130 interrupted.
`,
  'zh-CN': `用法：auspex train 文件… --target 列 [选项]

学习由其他列预测指定的列（提升树），并如实说明效果：折外得分、最后才使用的保留行上的得分，以及与之对照的平凡模型和线性模型。
多个文件视为一张表。模型存入模型库，可用 auspex predict --model 名称 来使用。

选项：
  --target 列          要预测的列
  --task T             classification 或 regression（默认根据该列判断）
  --sheet S            各文件中名为 S 的工作表
${readingHelp('zh-CN', 23)}
  --exclude 列,列      不得使用的列
  --include 列,列      即使像编号、常量或泄漏也要使用的列
  --group 列           同一组的行不会分在折的两侧，并按组给出得分
  --time 列            按时间分折：用过去训练，用之后检验
  --score-by 列        按该列的值给出得分
  --preset P           quick、balanced（默认）或 thorough（搜索最佳设置）
  --budget N           --preset thorough 搜索可用的秒数（默认 300）
  --folds N            交叉验证的折数（默认 5）
  --trees N            固定轮数，不提前停止，其余与 XGBoost 的做法一致
  --learning-rate X    每棵树的修正幅度，大于 0，不超过 1
  --depth D            从根到叶的最大分裂数
  --seed S             不同的种子抽取不同的行和列；相同的种子得到相同的模型
  --test 文件          在该文件的行上评估模型，不用于学习
  --name 名称          模型的名称（默认与列同名）；已有的名称会得到下一个版本
  --again              即使已有结果也重新运行
  --threads T          使用的线程数（默认与核心数相同）
  --data 目录          任务和模型的目录
                       （默认为 {{dataFolder}}，与应用共用）
  --lang en|zh-CN      消息的语言
  --json               最后一行输出一个 JSON 对象：
                       {"model","version","task","fitMs","cv":{…},"holdout":{…},"test":{…},"baseline":{…},"warnings":[…],"fault"}
                       键为 accuracy logloss auc macroF1，或 rmse mae r2

退出码：0 训练完成，1 有失败，2 用法错误，130 被中断。
`,
};
