import { entry, type FaultEntry } from './fault-entry.ts';

/** Faults of schedules, watched folders and deliveries. */
export const timetableFaults = {
  CRON_INVALID: entry(
    422,
    false,
    [
      'In the cron expression “{{expression}}”, “{{part}}” cannot be read.',
      'cron 表达式“{{expression}}”中的“{{part}}”无法识别。',
    ],
    [
      'Write five fields: minute, hour, day of month, month, day of week; such as 30 8 * * 1 for Mondays at 8:30.',
      '请填写五个字段：分、时、日、月、星期；例如 30 8 * * 1 表示每周一 8:30。',
    ],
  ),
  CRON_NEVER_FIRES: entry(
    422,
    false,
    ['“{{expression}}” names a time that never comes.', '“{{expression}}”表示的时间永远不会到来。'],
    ['Look at the day and the month: there is no 30 February.', '请检查日期和月份，例如 2 月没有 30 日。'],
  ),
  TIME_ZONE_UNKNOWN: entry(
    422,
    false,
    ['“{{timeZone}}” is not a time zone.', '“{{timeZone}}”不是有效的时区。'],
    ['Choose one such as Asia/Shanghai or Europe/Berlin.', '请选择一个时区，例如 Asia/Shanghai。'],
  ),
  TIME_PAST: entry(
    422,
    false,
    ['This time has already passed.', '该时间已过。'],
    ['Choose a time that is still to come, or start at once.', '请选择将来的时间，或立即开始。'],
  ),
  SCHEDULE_UNKNOWN: entry(
    404,
    false,
    ['There is no such schedule.', '没有此定时任务。'],
    ['It may have been removed; look at the timetable.', '它可能已被移除，请查看时间表。'],
  ),
  WATCHED_FOLDER_UNKNOWN: entry(
    404,
    false,
    ['This folder is not watched.', '该文件夹未被监视。'],
    ['It may have been removed; look at the timetable.', '它可能已被移除，请查看时间表。'],
  ),
  WATCHED_FOLDER_MISSING: entry(
    404,
    true,
    ['The folder “{{folder}}” is not there.', '文件夹“{{folder}}”不存在。'],
    [
      'Bring it back or connect its drive: Auspex looks for it again by itself.',
      '请恢复该文件夹或连接其所在的驱动器，Auspex 会自动重新查找。',
    ],
  ),
  WATCHED_FOLDER_TWICE: entry(
    409,
    false,
    ['The folder “{{folder}}” is watched already.', '文件夹“{{folder}}”已在监视中。'],
    ['Change the one that is there.', '请修改已有的监视项。'],
  ),
  RESULTS_IN_WATCHED_FOLDER: entry(
    422,
    false,
    [
      'Results cannot be put into the folder that is watched: they would be submitted again.',
      '结果不能放入被监视的文件夹，否则会被再次提交。',
    ],
    ['Choose another folder for the results.', '请为结果选择其他文件夹。'],
  ),
  RESULTS_FOLDER_MISSING: entry(
    404,
    true,
    ['The folder for the results, “{{folder}}”, cannot be written to.', '无法写入结果文件夹“{{folder}}”。'],
    [
      'Bring it back or give yourself permission to write there; the results are kept in the app meanwhile.',
      '请恢复该文件夹或授予写入权限；结果会保留在应用中。',
    ],
  ),
  TRAINING_TOO_MANY_FILES: entry(
    422,
    false,
    [
      'A model is trained on {{limit}} files at most; these are {{files}}.',
      '一个模型最多用 {{limit}} 个文件训练，这里有 {{files}} 个。',
    ],
    ['Choose fewer files, or put the rows of several into one.', '请减少文件，或将多个文件的数据合并为一个。'],
  ),
  WORK_MODEL_REMOVED: entry(
    404,
    false,
    ['The model that is to predict here has been removed.', '此处用于预测的模型已被移除。'],
    [
      'Choose another model. New files of a watched folder wait until then.',
      '请选择其他模型。被监视文件夹中的新文件会等到那时再处理。',
    ],
  ),
  WEBHOOK_FAILED: entry(
    502,
    true,
    ['The web address {{url}} did not accept the message: {{reason}}.', '网址 {{url}} 未接收消息：{{reason}}。'],
    [
      'Look at the address and its server. Auspex tries again by itself.',
      '请检查该网址及其服务器，Auspex 会自动重试。',
    ],
  ),
  WEBHOOK_REFUSED: entry(
    422,
    false,
    ['{{url}} cannot be used as a webhook: {{reason}}.', '{{url}} 不能用作网络回调：{{reason}}。'],
    ['Write an address that begins with https://.', '请填写以 https:// 开头的地址。'],
  ),
  FOLDER_TICKET_UNKNOWN: entry(
    404,
    false,
    ['This folder was not chosen in this window.', '该文件夹不是在此窗口中选择的。'],
    ['Choose the folder again.', '请重新选择文件夹。'],
  ),
  FOLDER_MISSING: entry(
    404,
    false,
    ['The folder “{{folder}}” is not there or may not be read.', '文件夹“{{folder}}”不存在或无法读取。'],
    ['Choose another folder, or give yourself permission to read it.', '请选择其他文件夹，或授予读取权限。'],
  ),
  FOLDER_WITHOUT_TABLES: entry(
    422,
    false,
    ['The folder “{{folder}}” holds no spreadsheets.', '文件夹“{{folder}}”中没有电子表格。'],
    [
      'Choose a folder with workbooks, text tables, Parquet or JSON files.',
      '请选择含有工作簿、文本表格、Parquet 或 JSON 文件的文件夹。',
    ],
  ),
} as const satisfies Record<string, FaultEntry>;
