import { interpolate, type Locale, type LocalText, type TextValues } from '../../contract/texts.ts';

/** What the shell itself says: menu and dialogs. Screens have their texts in the renderer. */
const texts = {
  file: { en: 'File', 'zh-CN': '文件' },
  edit: { en: 'Edit', 'zh-CN': '编辑' },
  view: { en: 'View', 'zh-CN': '视图' },
  window: { en: 'Window', 'zh-CN': '窗口' },
  help: { en: 'Help', 'zh-CN': '帮助' },
  quit: { en: 'Quit Auspex', 'zh-CN': '退出 Auspex' },
  undo: { en: 'Undo', 'zh-CN': '撤销' },
  redo: { en: 'Redo', 'zh-CN': '重做' },
  cut: { en: 'Cut', 'zh-CN': '剪切' },
  copy: { en: 'Copy', 'zh-CN': '复制' },
  paste: { en: 'Paste', 'zh-CN': '粘贴' },
  selectAll: { en: 'Select All', 'zh-CN': '全选' },
  zoomIn: { en: 'Zoom In', 'zh-CN': '放大' },
  zoomOut: { en: 'Zoom Out', 'zh-CN': '缩小' },
  resetZoom: { en: 'Actual Size', 'zh-CN': '实际大小' },
  fullScreen: { en: 'Full Screen', 'zh-CN': '全屏' },
  reload: { en: 'Reload', 'zh-CN': '重新加载' },
  developerTools: { en: 'Developer Tools', 'zh-CN': '开发者工具' },
  minimize: { en: 'Minimize', 'zh-CN': '最小化' },
  closeWindow: { en: 'Close Window', 'zh-CN': '关闭窗口' },
  about: { en: 'About Auspex', 'zh-CN': '关于 Auspex' },
  aboutDetail: {
    en: 'Version {{version}}\nElectron {{electron}} · Node {{node}}\n\nProfiles spreadsheets in the background, on your own machine.',
    'zh-CN': '版本 {{version}}\nElectron {{electron}} · Node {{node}}\n\n在您自己的电脑上、在后台分析电子表格。',
  },
  quitWithJobs: {
    en: '{{running}} jobs are running. Quit anyway?',
    'zh-CN': '有 {{running}} 个任务正在运行。仍要退出吗？',
  },
  quitWithOneJob: { en: 'One job is running. Quit anyway?', 'zh-CN': '有 1 个任务正在运行。仍要退出吗？' },
  quitWithWaiting: {
    en: 'Jobs are waiting: {{waiting}}. Quit anyway?',
    'zh-CN': '有 {{waiting}} 个任务在等待。仍要退出吗？',
  },
  quitWithJobsDetail: {
    en: 'Nothing is lost: what runs and what waits goes on when Auspex is opened again.',
    'zh-CN': '不会丢失任何内容：下次打开 Auspex 时，运行中和等待中的任务会继续。',
  },
  quitAnyway: { en: 'Quit', 'zh-CN': '退出' },
  stay: { en: 'Keep Auspex open', 'zh-CN': '继续使用' },
  pageStopped: { en: 'The window stopped unexpectedly.', 'zh-CN': '窗口意外停止运行。' },
  pageStoppedDetail: {
    en: 'Jobs are not affected and go on. Load the window again?',
    'zh-CN': '任务不受影响，仍在继续。要重新加载窗口吗？',
  },
  loadAgain: { en: 'Load again', 'zh-CN': '重新加载' },
  cannotStart: { en: 'Auspex cannot start', 'zh-CN': 'Auspex 无法启动' },
  cannotStartHint: {
    en: 'Close this window when you have read it; nothing was changed.',
    'zh-CN': '阅读后请关闭此窗口；未改动任何内容。',
  },
  details: { en: 'Details', 'zh-CN': '详细信息' },
  trayShow: { en: 'Show Auspex', 'zh-CN': '显示 Auspex' },
  trayPause: { en: 'Pause the queue', 'zh-CN': '暂停队列' },
  trayResume: { en: 'Resume the queue', 'zh-CN': '继续队列' },
  trayIdle: { en: 'No job is running', 'zh-CN': '没有正在运行的任务' },
  trayRunning: { en: '{{running}} running', 'zh-CN': '{{running}} 个正在运行' },
  trayRunningQueued: {
    en: '{{running}} running, {{queued}} waiting',
    'zh-CN': '{{running}} 个正在运行，{{queued}} 个等待',
  },
  trayPaused: { en: 'The queue is paused, {{queued}} waiting', 'zh-CN': '队列已暂停，{{queued}} 个等待' },
  trayPausedRunning: {
    en: 'The queue is paused, {{running}} still running',
    'zh-CN': '队列已暂停，{{running}} 个仍在运行',
  },
  toldStaying: { en: 'Auspex goes on in the background', 'zh-CN': 'Auspex 在后台继续运行' },
  toldStayingBody: {
    en: 'Its sign in the tray brings the window back. Whether it stays there is a choice in the settings.',
    'zh-CN': '点击托盘图标可重新打开窗口。可在设置中选择是否保留在托盘。',
  },
  toldCompleted: { en: '“{{name}}” is done', 'zh-CN': '“{{name}}”已完成' },
  toldFailed: { en: '“{{name}}” could not be finished', 'zh-CN': '“{{name}}”未能完成' },
  toldFailedMany: { en: '{{count}} jobs could not be finished', 'zh-CN': '{{count}} 个任务未能完成' },
  toldBatchEnded: { en: '“{{name}}” has ended', 'zh-CN': '“{{name}}”已结束' },
  toldPartCompleted: { en: '{{count}} completed', 'zh-CN': '{{count}} 个完成' },
  toldPartFailed: { en: '{{count}} failed', 'zh-CN': '{{count}} 个失败' },
  toldPartCancelled: { en: '{{count}} cancelled', 'zh-CN': '{{count}} 个已取消' },
  comma: { en: ', ', 'zh-CN': '，' },
  chooseWatchFolder: { en: 'Choose a folder to watch', 'zh-CN': '选择要监视的文件夹' },
  chooseResultsFolder: { en: 'Choose a folder for the results', 'zh-CN': '选择存放结果的文件夹' },
  chooseTablesFolder: { en: 'Choose a folder with spreadsheets', 'zh-CN': '选择含有电子表格的文件夹' },
  chooseThis: { en: 'Choose', 'zh-CN': '选择' },
} as const satisfies Record<string, LocalText>;

/** The shell's sentence called `name`, in `locale`. */
export function shellText(name: keyof typeof texts, locale: Locale, values: TextValues = {}): string {
  return interpolate(texts[name][locale], values);
}
