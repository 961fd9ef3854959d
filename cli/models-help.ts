import type { LocalText } from '../contract/texts.ts';

/** What `auspex models` takes. */
export const modelsHelp: LocalText = {
  en: `Usage: auspex models list [--search TEXT] [--limit N] [--offset N]
       auspex models show MODEL
       auspex models import FILE [--name NAME] [--target NAME] [--classes A,B] [--check TABLE]
       auspex models export MODEL [--to auspex|xgboost|onnx] [--out DIR]
       auspex models remove MODEL…

A MODEL is a name (its newest version), a version as in Dropout@2, or an id as list shows it.
import reads model files of Auspex, XGBoost (JSON, UBJSON), LightGBM (text), CatBoost (.cbm, JSON) and ONNX; with --check it is
compared with the predictions recorded in TABLE. Models made by \`auspex train\` are in the library already.

Options:
  --target NAME     what the model predicts, where the file does not tell
  --classes A,B     its classes in their order, where the file does not tell
  --data DIR        the data folder (otherwise {{dataFolder}})
  --lang en|zh-CN   language of messages
  --json            print one JSON object as the last line

Exit code: 0 done, 1 something failed, 2 wrong usage.
`,
  'zh-CN': `用法：auspex models list [--search 文字] [--limit N] [--offset N]
      auspex models show 模型
      auspex models import 文件 [--name 名称] [--target 名称] [--classes 甲,乙] [--check 表格]
      auspex models export 模型 [--to auspex|xgboost|onnx] [--out 目录]
      auspex models remove 模型…

“模型”可以是名称（取最新版本）、某个版本（如 Dropout@2），或 list 显示的编号。
import 可读取 Auspex、XGBoost（JSON、UBJSON）、LightGBM（文本）、CatBoost（.cbm、JSON）和 ONNX 的模型文件；
加 --check 时与表格中记录的预测比较。auspex train 训练的模型已在模型库中。

选项：
  --target 名称     模型预测的内容（文件未说明时）
  --classes 甲,乙   各类别及其顺序（文件未说明时）
  --data 目录       数据文件夹（默认为 {{dataFolder}}）
  --lang en|zh-CN   消息的语言
  --json            最后一行输出一个 JSON 对象

退出码：0 成功，1 有失败，2 用法错误。
`,
};
