import { interpolate, type Locale, type LocalText } from '../contract/texts.ts';
import type { FolderNotice } from '../contract/upkeep.ts';
import type { Engine } from '../engine/engine.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** What has happened to the data folder, by the kind of its notice. */
export const noticeTexts: Readonly<Record<FolderNotice['kind'], LocalText>> = {
  archiveReplaced: text(
    'The list of jobs was damaged and has been replaced. The damaged file was set aside as {{file}}; nothing was deleted.',
    '任务列表已损坏并已更换。损坏的文件已另存为 {{file}}，未删除任何内容。',
  ),
  waitingSalvaged: text(
    'Brought over from the damaged list: {{jobs}} waiting jobs, {{schedules}} schedules, {{folders}} watched folders. Lost: {{lostJobs}} waiting jobs, {{lostSchedules}} schedules, {{lostFolders}} watched folders.',
    '已从损坏的列表中取回：{{jobs}} 个等待中的任务、{{schedules}} 个定时任务、{{folders}} 个监视文件夹。已丢失：{{lostJobs}} 个等待中的任务、{{lostSchedules}} 个定时任务、{{lostFolders}} 个监视文件夹。',
  ),
  waitingLost: text(
    'Nothing could be read from the damaged list: jobs that were waiting, schedules, watched folders and settings are lost.',
    '无法从损坏的列表中读取任何内容：等待中的任务、定时任务、监视文件夹和设置已丢失。',
  ),
  resultsRecovered: text('Finished results were found again: {{jobs}}.', '找回了已完成的结果：{{jobs}} 个。'),
  libraryRecovered: text(
    'The library was found again: {{models}} models, {{tables}} tables.',
    '找回了库中的 {{models}} 个模型和 {{tables}} 张表。',
  ),
  clockJumped: text(
    'The computer’s clock was set back by {{minutes}} min; schedules follow the new time.',
    '电脑时钟被调回 {{minutes}} 分钟；定时任务按新的时间运行。',
  ),
  clockSetForward: text(
    'The computer’s clock was set forward by {{minutes}} min; schedules whose time was skipped ran once.',
    '电脑时钟被调快 {{minutes}} 分钟；被跳过的定时任务已补运行一次。',
  ),
};

/**
 * Tells what has happened to the data folder at its opening, such as a damaged archive that was replaced; then the finished
 * results are found again first, so that the command sees them.
 */
export async function tellNotices(engine: Engine, locale: Locale, tell: (line: string) => void): Promise<void> {
  if (!engine.upkeep.isBringingBack) return;
  await engine.upkeep.settled();
  for (const notice of engine.upkeep.listNotices()) tell(sentenceOf(notice, locale));
  // They are among these.
  engine.upkeep.takeNewNotices();
}

/** Tells what has happened to the data folder since, such as a clock that was set. */
export function tellNewNotices(engine: Engine, locale: Locale, tell: (line: string) => void): void {
  for (const notice of engine.upkeep.takeNewNotices()) tell(sentenceOf(notice, locale));
}

function sentenceOf({ kind, values }: FolderNotice, locale: Locale): string {
  const { minutes } = values;
  const unsigned =
    typeof minutes === 'number' ? { minutes: new Intl.NumberFormat(locale).format(Math.abs(minutes)) } : {};
  return interpolate(noticeTexts[kind][locale], { ...values, ...unsigned });
}
