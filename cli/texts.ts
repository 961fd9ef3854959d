import type { JobState, Priority } from '../contract/job-states.ts';
import type { ProgressStage } from '../contract/jobs.ts';
import { interpolate, type Locale, type LocalText, type TextValues } from '../contract/texts.ts';
import type { WatchedFolder, WorkRecipe } from '../contract/timetable.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** What the command line says beside faults and help. */
export const texts = {
  summary: text(
    '{{job}}: {{rows}} rows × {{columns}} columns in {{seconds}} s',
    '{{job}}：{{rows}} 行 × {{columns}} 列，用时 {{seconds}} 秒',
  ),
  reused: text(
    '{{job}}: {{rows}} rows × {{columns}} columns, result of an earlier run (--again runs it anew)',
    '{{job}}：{{rows}} 行 × {{columns}} 列，沿用先前的结果（--again 可重新运行）',
  ),
  compared: text(
    '{{job}}: {{added}} rows added, {{removed}} removed, {{changed}} changed, {{unchanged}} unchanged',
    '{{job}}：新增 {{added}} 行，删除 {{removed}} 行，修改 {{changed}} 行，{{unchanged}} 行未变',
  ),
  comparedBy: text('  Rows are told apart by: {{key}}', '  区分各行的键：{{key}}'),
  comparedWhole: text('  No key was found: whole rows were compared.', '  未找到键：按整行比较。'),
  drifted: text('  Drifted (PSI): {{columns}}', '  发生漂移（PSI）：{{columns}}'),
  trained: text(
    '{{model}} (version {{version}}): {{trees}} trees from {{rows}} rows, {{features}} features in {{seconds}} s',
    '{{model}}（版本 {{version}}）：{{rows}} 行、{{features}} 个特征，{{trees}} 棵树，用时 {{seconds}} 秒',
  ),
  scoresFolds: text('Out of fold:  ', '折外：'),
  scoresHoldout: text('Held out:     ', '保留行：'),
  scoresTest: text('Test file:    ', '测试文件：'),
  scoresTrivial: text('Trivial model:', '平凡模型：'),
  scoresLinear: text('Linear model: ', '线性模型：'),
  predicted: text(
    '{{job}}: {{rows}} rows predicted with {{model}} (version {{version}}) in {{seconds}} s',
    '{{job}}：已用 {{model}}（版本 {{version}}）预测 {{rows}} 行，用时 {{seconds}} 秒',
  ),
  predictedGroups: text('  Groups by {{column}}: {{groups}}', '  按 {{column}} 分为 {{groups}} 组'),
  predictedTogether: text('All files together: {{scores}}', '所有文件合计：{{scores}}'),
  predictedScores: text(
    '  Compared with the true values in the file: {{scores}}',
    '  与文件中的真实值相比：{{scores}}',
  ),
  predictedCoverage: text(
    '  Promised coverage {{promised}}, observed in training {{observed}}',
    '  承诺的覆盖率 {{promised}}，训练时实测 {{observed}}',
  ),
  accepted: text('{{job}}: accepted as {{id}}', '{{job}}：已接受，编号 {{id}}'),
  cancelled: text('{{job}}: cancelled', '{{job}}：已取消'),
  failed: text('{{job}}: {{sentence}} {{remedy}}', '{{job}}：{{sentence}}{{remedy}}'),
  figures: text('{{rows}} rows × {{columns}} columns, {{seconds}} s', '{{rows}} 行 × {{columns}} 列，{{seconds}} 秒'),
  interrupted: text('Stopping … (again to quit at once)', '正在停止……（再按一次立即退出）'),
  bar: text('{{percent}} %  {{done}} of {{total}}  {{what}}', '{{percent}} %  {{done}}/{{total}}  {{what}}'),
  rowsPerSecond: text('{{count}} rows/s', '{{count}} 行/秒'),
  eta: text('{{seconds}} s left', '剩余 {{seconds}} 秒'),
  misuse: text('auspex: {{reason}}.', 'auspex：{{reason}}。'),
  folderTaken: text(
    '{{folder}}: tables: {{files}}, other files passed by: {{others}}',
    '{{folder}}：{{files}} 个表格文件，跳过其他文件 {{others}} 个',
  ),
  folderHasMore: text(
    '{{folder}}: there are more tables than are taken at once; the rest is left out',
    '{{folder}}：表格过多，超出一次可处理的数量，其余未处理',
  ),
  helpShowsAll: text('“{{command}} --help” shows all.', '“{{command}} --help” 显示全部说明。'),

  waitsBehind: text(
    'waits; jobs before it: {{jobs}}, of higher priority: {{higher}}',
    '前面还有 {{jobs}} 个任务，其中 {{higher}} 个优先级更高',
  ),
  waitsForSlot: text(
    'waits: {{running}} of at most {{maximum}} jobs run',
    '等待：已有 {{running}}/{{maximum}} 个任务在运行',
  ),
  waitsForMemory: text(
    'waits for memory: needs {{needed}}, {{available}} are free',
    '等待内存：需要 {{needed}}，可用 {{available}}',
  ),
  waitsForDisk: text(
    'waits for disk space: needs {{needed}}, {{available}} are free',
    '等待磁盘空间：需要 {{needed}}，可用 {{available}}',
  ),
  waitsForTime: text('scheduled for {{time}}', '计划于 {{time}} 开始'),
  waitsForRetry: text(
    'attempt {{attempt}} of {{maxAttempts}} failed; again at {{time}}',
    '第 {{attempt}}/{{maxAttempts}} 次尝试失败，{{time}} 重试',
  ),
  waitsPaused: text('paused', '已暂停'),
  waitsQueuePaused: text('the whole queue is paused', '整个队列已暂停'),
  waitsForWorker: text(
    'nothing works off the queue: open Auspex or run `auspex run`',
    '没有程序处理队列：请打开 Auspex 或运行 auspex run',
  ),
  waitsStarting: text('starts in a moment', '即将开始'),

  changedJobs: text('Jobs changed: {{count}}', '已更改 {{count}} 个任务'),
  shown: text('Jobs shown: {{shown}} of {{total}}', '共 {{total}} 个任务，显示 {{shown}} 个'),
  noJobs: text('No jobs.', '没有任务。'),
  queuePaused: text('The queue is paused: nothing new starts.', '队列已暂停：不会开始新的任务。'),
  queueResumed: text('The queue goes on.', '队列继续运行。'),
  runEnded: text(
    '{{completed}} completed, {{dead}} dead, {{cancelled}} cancelled',
    '完成 {{completed}} 个，失败 {{dead}} 个，取消 {{cancelled}} 个',
  ),
  runShared: text(
    '{{own}} of them by this process, {{byOthers}} by others on the same data folder',
    '其中本进程 {{own}} 个，同一数据文件夹的其他进程 {{byOthers}} 个',
  ),
  runPaused: text(
    'The queue is paused; `auspex jobs resume --queue` lets it go on.',
    '队列已暂停；运行 auspex jobs resume --queue 可继续。',
  ),
  working: text(
    'Working off the queue of {{folder}}; Ctrl-C ends it in order.',
    '正在处理 {{folder}} 的队列，按 Ctrl-C 可有序结束。',
  ),
  scheduled: text(
    '“{{name}}” ({{id}}): {{sentence}}. Next: {{next}}',
    '“{{name}}”（{{id}}）：{{sentence}}。下次：{{next}}',
  ),
  noSchedules: text('No schedules.', '没有定时任务。'),
  watching: text('{{label}} is watched ({{id}})', '正在监视 {{label}}（{{id}}）'),
  noFolders: text('No watched folders.', '没有被监视的文件夹。'),
  removed: text('Removed: {{count}}', '已移除：{{count}}'),
  needsWorker: text(
    'It works while Auspex is open or `auspex run --forever` runs.',
    'Auspex 打开或 auspex run --forever 运行时生效。',
  ),
  auditIntact: text('The audit is intact: {{entries}} entries.', '审计记录完整：共 {{entries}} 条。'),
  auditBroken: text('The audit was tampered with at entry {{sequence}}.', '审计记录在第 {{sequence}} 条处被篡改。'),

  noModels: text('No models. Train one, or import a file.', '没有模型。请训练模型或导入文件。'),
  modelHead: text('{{name}}, version {{version}} ({{id}})', '{{name}}，版本 {{version}}（{{id}}）'),
  modelTarget: text('predicts', '预测'),
  targetUnnamed: text('not named in its file', '文件未注明'),
  modelOrigin: text('made by', '来源'),
  modelFiles: text('trained on', '训练文件'),
  modelSize: text('rows × columns, trees', '行 × 列，树'),
  modelColumns: text('columns', '列'),
  modelImported: text(
    '{{name}}, version {{version}}: imported as {{id}}',
    '{{name}}，版本 {{version}}：已导入，编号 {{id}}',
  ),
  modelChecked: text(
    'Checked against {{rows}} recorded predictions; largest difference {{difference}}.',
    '已与 {{rows}} 条记录的预测核对，最大差异 {{difference}}。',
  ),
  scoreFolds: text('cross-validated', '交叉验证'),
  scoreHoldout: text('held out', '留出集'),
  scoreTest: text('test', '测试集'),
  scoreBaseline: text('always the same guess', '始终猜同一结果'),
  noTables: text('The library has no tables yet.', '库中还没有表。'),
  tableImported: text(
    '{{table}}: {{added}} rows added, {{updated}} updated, {{rows}} in all',
    '{{table}}：新增 {{added}} 行，更新 {{updated}} 行，共 {{rows}} 行',
  ),
  queryCut: text('Only the first {{rows}} rows (--limit).', '只显示前 {{rows}} 行（--limit）。'),
  headVersion: text('VERSION', '版本'),
  headTarget: text('PREDICTS', '预测'),
  headOrigin: text('ORIGIN', '来源'),
  headScore: text('SCORE', '得分'),
  headRows: text('ROWS', '行'),
  headColumns: text('COLUMNS', '列'),
  headImports: text('IMPORTS', '导入次数'),
  headGroup: text('GROUP', '组'),
  headBefore: text('BEFORE', '之前'),
  headAfter: text('AFTER', '之后'),
  headId: text('ID', '编号'),
  headState: text('STATE', '状态'),
  headPriority: text('PRIORITY', '优先级'),
  headFile: text('FILE', '文件'),
  headRecipe: text('DOES', '操作'),
  headAttempt: text('ATTEMPT', '尝试'),
  headStatus: text('STATUS', '情况'),
  headName: text('NAME', '名称'),
  headWhen: text('WHEN', '时间'),
  headNext: text('NEXT', '下次'),
  headActor: text('WHO', '谁'),
  headAction: text('DID', '操作'),
  headSubject: text('WHAT', '对象'),
  headEvent: text('EVENT', '事件'),
  headHost: text('PROCESS', '进程'),
  showEvents: text('Events', '事件'),
  showAttempts: text('Attempts', '尝试'),
  showShards: text('Parts', '分片'),
  showLog: text('Log', '日志'),
  finished: text('finished', '已完成'),
  open: text('open', '未完成'),
} as const satisfies Record<string, LocalText>;

export const stateTexts: Readonly<Record<JobState, LocalText>> = {
  scheduled: text('scheduled', '已计划'),
  queued: text('queued', '排队中'),
  paused: text('paused', '已暂停'),
  running: text('running', '运行中'),
  completed: text('completed', '已完成'),
  cancelled: text('cancelled', '已取消'),
  dead: text('dead', '失败'),
};

export const watchStateTexts: Readonly<Record<WatchedFolder['state'], LocalText>> = {
  starting: text('starting', '正在启动'),
  watching: text('watching', '监视中'),
  idle: text('nothing watches now; what comes is found later', '当前无程序监视，新增的文件之后会被发现'),
  vanished: text('not there now', '当前不存在'),
  disabled: text('switched off', '已停用'),
};

/** What begins by itself and does this. */
export const recipeTexts: Readonly<Record<WorkRecipe, LocalText>> = {
  profile: text('profile', '分析'),
  compare: text('compare', '比较'),
  train: text('train', '训练'),
  predict: text('predict', '预测'),
};

export const priorityTexts: Readonly<Record<Priority, LocalText>> = {
  high: text('high', '高'),
  normal: text('normal', '普通'),
  low: text('low', '低'),
};

export const stageTexts: Readonly<Record<ProgressStage, LocalText>> = {
  waiting: text('waiting', '等待'),
  opening: text('opening', '打开'),
  reading: text('reading', '读取'),
  describing: text('describing columns', '描述各列'),
  correlating: text('correlating', '计算相关性'),
  storing: text('storing rows', '保存数据行'),
  arranging: text('arranging rows', '排列数据行'),
  comparing: text('comparing', '比较'),
  preparing: text('preparing', '准备'),
  training: text('training', '训练'),
  evaluating: text('evaluating', '评估'),
  predicting: text('predicting', '预测'),
  exporting: text('writing rows', '写入数据行'),
  finishing: text('finishing', '收尾'),
  cancelling: text('stopping', '停止'),
};

export type TextName = keyof typeof texts;

/** `name` in `locale`, its places filled. */
export function say(name: TextName, locale: Locale, values: TextValues = {}): string {
  return interpolate(texts[name][locale], values);
}
