import type { JobState } from '../../../contract/job-states.ts';
import type { LocalText } from '../../../contract/texts.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** The words of the workbook over a batch beside those of a report; `{{…}}` is filled in. */
export const batchTexts = {
  overview: text('Overview', '总览'),
  files: text('Files', '文件'),
  findings: text('Findings', '发现'),
  columns: text('Columns', '列'),
  shape: text(
    '{{completed}} of {{jobs}} files completed · {{rows}} rows',
    '{{jobs}} 个文件中已完成 {{completed}} 个 · {{rows}} 行',
  ),
  completedFiles: text('Completed files', '已完成的文件'),
  deadFiles: text('Failed files', '失败的文件'),
  cancelledFiles: text('Cancelled files', '已取消的文件'),
  unfinishedFiles: text('Files still to be done', '尚未完成的文件'),
  totals: text('All files together', '全部文件合计'),
  typesOfColumns: text('Types of columns', '列的类型'),
  contents: text('Contents', '目录'),
  fileSizes: text('Size of the files', '文件大小'),
  worktime: text('Time taken', '用时'),
  state: text('State', '状态'),
  missing: text('Missing', '缺失'),
  missingShare: text('Missing share', '缺失占比'),
  duplicates: text('Duplicate rows', '重复行'),
  duplicateShare: text('Duplicate share', '重复占比'),
  sizeBytes: text('Size (bytes)', '大小（字节）'),
  seconds: text('Time (s)', '用时（秒）'),
  finished: text('Finished', '完成时间'),
  reason: text('What happened', '原因'),
  wholeTable: text('whole table', '整张表'),
  noFindings: text('Nothing stands out in these files.', '这些文件没有值得特别注意的地方。'),
  moreFindings: text(
    '{{more}} more findings of less weight are left out here; the report of each file holds them all.',
    '另有 {{more}} 条次要发现未在此列出；各文件的报告包含全部内容。',
  ),
  unreadable: text('The result could not be read.', '无法读取结果。'),
  mostFindings: text('Files with the most important findings', '重要发现最多的文件'),
} as const satisfies Record<string, LocalText>;

export const stateTexts: Readonly<Record<JobState, LocalText>> = {
  scheduled: text('Scheduled', '已计划'),
  queued: text('Waiting', '等待中'),
  paused: text('Paused', '已暂停'),
  running: text('Running', '运行中'),
  completed: text('Completed', '已完成'),
  cancelled: text('Cancelled', '已取消'),
  dead: text('Failed', '失败'),
};
