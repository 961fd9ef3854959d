import { interpolate, type Locale, type LocalText, type TextValues } from '../contract/texts.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** What may be wrong with the words of a command line, as the end of a sentence without its full stop. */
export const misuseTexts = {
  commandMissing: text('no command is given', '未给出命令'),
  commandUnknown: text('there is no command “{{command}}”', '没有命令“{{command}}”'),
  verbMissing: text('say what to do: {{known}}', '请说明要做什么：{{known}}'),
  verbUnknown: text('{{command}} knows {{known}}, not “{{verb}}”', '{{command}} 只认识 {{known}}，不认识“{{verb}}”'),
  optionUnknown: text(
    'there is no option {{option}} (a file of such a name is written ./NAME)',
    '没有选项 {{option}}（文件若以此开头，请写作 ./文件名）',
  ),
  optionForeign: text('“{{command}}” has no option {{option}}', '“{{command}}”没有选项 {{option}}'),
  optionNeedsWord: text('{{option}} needs a word after it', '{{option}} 之后需要一个值'),
  optionTakesNoWord: text('{{option}} takes no word', '{{option}} 不带值'),
  optionEmpty: text('{{option}} takes a word that is not empty', '{{option}} 的值不能为空'),
  optionKnows: text('{{option}} knows {{known}}', '{{option}} 的值只能是 {{known}}'),
  optionTakesWholeNumber: text(
    '{{option}} takes a whole number from {{from}} to {{to}}',
    '{{option}} 的值必须是 {{from}} 到 {{to}} 的整数',
  ),
  optionTakesNumber: text(
    '{{option}} takes a number from {{from}} to {{to}}',
    '{{option}} 的值必须是 {{from}} 到 {{to}} 的数',
  ),
  optionTakesNumberFrom: text(
    '{{option}} takes a number from {{from}} on',
    '{{option}} 的值必须是不小于 {{from}} 的数',
  ),
  optionTakesTime: text(
    '{{option}} takes a time such as 2026-12-01T08:30 or 08:30',
    '{{option}} 的值必须是时间，例如 2026-12-01T08:30 或 08:30',
  ),
  optionsExclude: text('{{option}} and {{other}} exclude each other', '{{option}} 与 {{other}} 不能同时使用'),
  optionNeedsOther: text('{{option}} needs {{other}}', '{{option}} 需要与 {{other}} 一起使用'),
  optionsTogether: text('{{option}} and {{other}} go together', '{{option}} 与 {{other}} 必须一起使用'),
  optionOfRecipe: text('{{option}} does not belong to --recipe {{recipe}}', '{{option}} 不适用于 --recipe {{recipe}}'),
  notUnderstood: text('{{reason}}', '{{reason}}'),
  wordEmpty: text('a {{word}} is an empty word', '{{word}} 是空的'),
  wordTooMany: text('“{{word}}” is one word too many', '“{{word}}”是多余的'),
  wordMissing: text('no {{word}} is given', '未给出 {{word}}'),
  missingWords: text(
    '--missing takes 1 to 50 words of at most 64 characters, with commas between them',
    '--missing 的值是以逗号分隔的 1 到 50 个词，每个最多 64 个字符',
  ),
  timeNotSaid: text('say --cron EXPRESSION or --at TIME', '请给出 --cron 表达式 或 --at 时间'),
  tableNotSaid: text('say the table: --table NAME', '请给出表名：--table 名称'),
  modelNotSaid: text('say with --model which model is to predict', '请用 --model 指定用于预测的模型'),
  targetNotSaid: text('say with --target which column is to be predicted', '请用 --target 指定要预测的列'),
  columnUnknown: text('no column is called “{{column}}”', '没有名为“{{column}}”的列'),
  columnMistaken: text(
    'no column is called “{{column}}”; the nearest is “{{near}}”',
    '没有名为“{{column}}”的列，最接近的是“{{near}}”',
  ),
  pairMalformed: text(
    '--match takes pairs such as A=B, not “{{pair}}”',
    '--match 的值是 A=B 这样的对应，不能是“{{pair}}”',
  ),
  twoFiles: text('compare takes two files: the earlier one and the later one', 'compare 需要两个文件：较早的和较晚的'),
  idUnknown: text('“{{word}}” is no job’s id', '没有编号为“{{word}}”的任务'),
  entryUnknown: text('“{{word}}” is no id that is listed', '列表中没有编号“{{word}}”'),
  idAmbiguous: text('“{{word}}” ends several ids', '有多个任务的编号以“{{word}}”结尾'),
  priorityUnknown: text('priority knows {{known}}', '优先级只能是 {{known}}'),
  jobsTwice: text(
    'name jobs by their ids or describe them, not both',
    '请用编号指定任务或用条件描述任务，不要同时使用',
  ),
  jobsNotSaid: text(
    'name jobs by their ids, or say --all, --batch, --state or --search',
    '请用编号指定任务，或使用 --all、--batch、--state、--search',
  ),
  verbIdle: text('{{verb}} does nothing to jobs that are {{state}}', '{{verb}} 对状态为 {{state}} 的任务不起作用'),
} as const satisfies Record<string, LocalText>;

export type MisuseCode = keyof typeof misuseTexts;

/** What is wrong with the words or options of a command line; its message is in English. */
export class MisuseError extends Error {
  readonly code: MisuseCode;
  readonly values: TextValues;

  constructor(code: MisuseCode, values: TextValues = {}) {
    super(interpolate(misuseTexts[code].en, values));
    this.code = code;
    this.values = values;
  }

  /** What is wrong, in a person's language. */
  in(locale: Locale): string {
    return interpolate(misuseTexts[this.code][locale], this.values);
  }
}

const parserCodes: Readonly<Record<string, MisuseCode>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: 'optionUnknown',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: 'optionNeedsWord',
};

/** What `error`, thrown by `parseArgs` of `node:util`, says in English alone. */
export function misuseOfParser(error: unknown): MisuseError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const option = /'(?:-\w, )?(-[^' ]+)/.exec(message)?.[1];
  const known = option === undefined ? undefined : parserCodes[code];
  if (known === undefined) return new MisuseError('notUnderstood', { reason: message.split('. ')[0]! });
  const takesNone = message.includes('does not take an argument');
  return new MisuseError(takesNone ? 'optionTakesNoWord' : known, { option: option! });
}
