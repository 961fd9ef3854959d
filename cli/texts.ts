import type { JobState, ProgressStage } from '../contract/jobs.ts';
import { interpolate, type Locale, type LocalText, type TextValues } from '../contract/texts.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** What the command line says beside faults and help. */
export const texts = {
  summary: text(
    '{{job}}: {{rows}} rows × {{columns}} columns in {{seconds}} s',
    '{{job}}：{{rows}} 行 × {{columns}} 列，用时 {{seconds}} 秒',
  ),
  cancelled: text('{{job}}: cancelled', '{{job}}：已取消'),
  failed: text('{{job}}: {{sentence}} {{remedy}}', '{{job}}：{{sentence}}{{remedy}}'),
  resumed: text(
    'Going on with {{count}} unfinished jobs of an earlier run as well.',
    '同时继续先前未完成的 {{count}} 个任务。',
  ),
  folderInUse: text(
    'Another Auspex is using {{folder}}; waiting for it to finish …',
    '另一个 Auspex 正在使用 {{folder}}，等待其结束……',
  ),
  interrupted: text('Stopping … (again to quit at once)', '正在停止……（再按一次立即退出）'),
  bar: text('{{percent}} %  {{done}} of {{total}}  {{what}}', '{{percent}} %  {{done}}/{{total}}  {{what}}'),
  rowsPerSecond: text('{{count}} rows/s', '{{count}} 行/秒'),
  eta: text('{{seconds}} s left', '剩余 {{seconds}} 秒'),
  misuse: text('auspex: {{reason}}.', 'auspex：{{reason}}。'),
} as const satisfies Record<string, LocalText>;

export const stateTexts: Readonly<Record<JobState, LocalText>> = {
  queued: text('queued', '排队中'),
  running: text('running', '运行中'),
  completed: text('completed', '已完成'),
  failed: text('failed', '失败'),
  cancelled: text('cancelled', '已取消'),
};

export const stageTexts: Readonly<Record<ProgressStage, LocalText>> = {
  waiting: text('waiting', '等待'),
  opening: text('opening', '打开'),
  reading: text('reading', '读取'),
  describing: text('describing columns', '描述各列'),
  correlating: text('correlating', '计算相关性'),
  storing: text('storing rows', '保存数据行'),
  finishing: text('finishing', '收尾'),
  cancelling: text('stopping', '停止'),
};

/** `name` in `locale`, its places filled. */
export function say(name: keyof typeof texts, locale: Locale, values: TextValues = {}): string {
  return interpolate(texts[name][locale], values);
}
