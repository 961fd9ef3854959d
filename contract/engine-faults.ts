import { entry, type FaultEntry } from './fault-entry.ts';

/** Faults of jobs, of the data folder and of requests. */
export const engineFaults = {
  DISK_FULL: entry(
    507,
    true,
    ['The disk is full.', '磁盘已满。'],
    [
      'Free some space, then run the job again. Nothing already finished is lost.',
      '请清理磁盘空间后再次运行任务。已完成的内容不会丢失。',
    ],
  ),
  DATA_FOLDER_NOT_WRITABLE: entry(
    500,
    false,
    ['Auspex may not write to its data folder {{folder}}.', 'Auspex 无法写入其数据文件夹 {{folder}}。'],
    [
      'Give yourself permission to write there, or choose another data folder.',
      '请授予写入权限，或选择其他数据文件夹。',
    ],
  ),
  ARCHIVE_TOO_NEW: entry(
    409,
    false,
    ['The data folder was written by a newer version of Auspex.', '数据文件夹由更新版本的 Auspex 写入。'],
    [
      'Update Auspex, or choose another data folder. Nothing was touched.',
      '请更新 Auspex，或选择其他数据文件夹。未改动任何内容。',
    ],
  ),
  DATA_FOLDER_IN_USE: entry(
    409,
    true,
    ['Another Auspex is already using the data folder {{folder}}.', '另一个 Auspex 正在使用数据文件夹 {{folder}}。'],
    [
      'Wait until it has finished or quit it, or choose another data folder.',
      '请等待其结束或将其退出，或选择其他数据文件夹。',
    ],
  ),
  OUT_FOLDER_NOT_WRITABLE: entry(
    400,
    false,
    ['Reports cannot be written to {{folder}}.', '无法将报告写入 {{folder}}。'],
    ['Choose another folder, or give yourself permission to write there.', '请选择其他文件夹，或授予写入权限。'],
  ),
  ARCHIVE_DAMAGED: entry(
    500,
    false,
    ['The job archive was damaged; it was set aside as {{file}}.', '任务档案已损坏，已另存为 {{file}}。'],
    [
      'Auspex goes on with a new archive; finished results that could be found again stand in the list of jobs.',
      'Auspex 将使用新的档案继续运行；能够找回的结果已列在任务列表中。',
    ],
  ),
  EXPORT_NOT_WRITABLE: entry(
    500,
    true,
    [
      'The report could not be saved in the folder “{{folder}}” of your downloads.',
      '无法将报告保存到下载目录中的“{{folder}}”文件夹。',
    ],
    ['Give yourself permission to write there, then save it again.', '请授予该文件夹的写入权限，然后重新保存。'],
  ),
  EXPORT_MISSING: entry(
    404,
    false,
    ['The saved report “{{file}}” is no longer where it was saved.', '已保存的报告“{{file}}”已不在原来的位置。'],
    ['Save it again.', '请重新保存。'],
  ),
  EXPORT_NOT_OPENED: entry(
    500,
    true,
    ['The system could not open “{{file}}”.', '系统无法打开“{{file}}”。'],
    ['Show it in its folder and open it from there.', '请在文件夹中显示该文件并从那里打开。'],
  ),
  JOB_UNKNOWN: entry(
    404,
    false,
    ['There is no such job.', '没有此任务。'],
    ['It may have been removed; look at the list of jobs.', '它可能已被移除，请查看任务列表。'],
  ),
  JOB_CANCELLED: entry(
    409,
    false,
    ['The job was cancelled.', '任务已取消。'],
    ['Run it again if you need it.', '如有需要请再次运行。'],
  ),
  JOB_TIMED_OUT: entry(
    504,
    true,
    ['The job took longer than {{minutes}} minutes.', '任务运行超过 {{minutes}} 分钟。'],
    ['Run it again, or split the file.', '请再次运行，或拆分文件。'],
  ),
  RESULT_NOT_READY: entry(
    409,
    true,
    ['This part of the result is not there yet.', '结果的这一部分尚未生成。'],
    ['Wait for the job to finish.', '请等待任务完成。'],
  ),
  WORKER_DIED: entry(
    500,
    true,
    ['A worker thread stopped unexpectedly.', '工作线程意外停止。'],
    [
      'Run the job again. If it happens each time, the file may be too large for this machine.',
      '请再次运行任务。如果每次都发生，文件可能超出本机能力。',
    ],
  ),
  REQUEST_INVALID: entry(
    400,
    false,
    ['The request is not valid: {{reason}}.', '请求无效：{{reason}}。'],
    ['This is a mistake in the program that sent it.', '这是发出请求的程序的错误。'],
  ),
  COMMAND_LINE_INVALID: entry(
    400,
    false,
    ['The command line is not understood: {{reason}}.', '无法理解命令行：{{reason}}。'],
    ['“{{command}} --help” shows how it is written.', '“{{command}} --help” 显示其写法。'],
  ),
  NOT_AVAILABLE_HERE: entry(
    501,
    false,
    ['This is available only in the desktop app.', '此功能仅在桌面应用中可用。'],
    ['Use the desktop app.', '请使用桌面应用。'],
  ),
  INTERNAL: entry(
    500,
    true,
    ['Something went wrong inside Auspex.', 'Auspex 内部出错。'],
    [
      'Run it again. If it happens again, report it with the details below.',
      '请再次运行。如果再次发生，请附上下面的详细信息进行反馈。',
    ],
  ),
  DATA_FOLDER_READ_ONLY: entry(
    500,
    false,
    ['The data folder {{folder}} is read-only.', '数据文件夹 {{folder}} 为只读。'],
    [
      'Give yourself permission to write there, or choose another data folder.',
      '请授予写入权限，或选择其他数据文件夹。',
    ],
  ),
  JOB_LEASE_LOST: entry(
    409,
    true,
    ['Another process took this job over.', '另一个进程已接管此任务。'],
    ['Nothing needs to be done: the other process finishes it.', '无需操作，另一个进程会完成它。'],
  ),
  HOST_LOST: entry(
    500,
    true,
    ['The process that worked on this job ended without a word.', '处理此任务的进程意外结束。'],
    ['The job is tried again by itself; its finished parts are kept.', '任务会自动重试，已完成的部分会保留。'],
  ),
  BATCH_UNKNOWN: entry(
    404,
    false,
    ['There is no such batch.', '没有此批次。'],
    ['It may have been removed; look at the list of jobs.', '它可能已被移除，请查看任务列表。'],
  ),
  BATCH_WITHOUT_RESULTS: entry(
    409,
    true,
    ['No job of this batch has completed yet.', '此批次中尚无任务完成。'],
    ['Wait for the first one to complete.', '请等待第一个任务完成。'],
  ),
} as const satisfies Record<string, FaultEntry>;
