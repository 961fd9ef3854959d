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
    en: '{{count}} jobs are not finished. Quit anyway?',
    'zh-CN': '还有 {{count}} 个任务未完成。仍要退出吗？',
  },
  quitWithOneJob: { en: 'One job is not finished. Quit anyway?', 'zh-CN': '还有 1 个任务未完成。仍要退出吗？' },
  quitWithJobsDetail: {
    en: 'Nothing is lost: they go on when Auspex is opened again.',
    'zh-CN': '不会丢失任何内容：下次打开 Auspex 时会继续运行。',
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
} as const satisfies Record<string, LocalText>;

/** The shell's sentence called `name`, in `locale`. */
export function shellText(name: keyof typeof texts, locale: Locale, values: TextValues = {}): string {
  return interpolate(texts[name][locale], values);
}
