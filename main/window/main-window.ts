import path from 'node:path';
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { Locale } from '../../contract/texts.ts';
import { appOrigin } from '../ipc/trusted-sender.ts';
import { shellText } from './shell-texts.ts';
import { minimumSize, openingBounds, type RememberedWindow } from './window-bounds.ts';

interface WindowOptions {
  readonly preloadFile: string;
  readonly iconFile: string;
  readonly remembered: RememberedWindow;
  readonly remember: (window: RememberedWindow) => void;
  /** Asked anew each time, since the person may change it. */
  readonly locale: () => Locale;
}

/** The page's background before it is painted, so that nothing flashes; the ground of the renderer's theme. */
const backgrounds = { light: '#f6f7f9', dark: '#11151b' } as const;

const rememberDelayMs = 500;

/** Isolated, sandboxed, without Node: whatever page is shown. */
export const isolatedPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const;

/** Opens the app's one window. It shows itself when it has something to show. */
export function openMainWindow({ preloadFile, iconFile, remembered, remember, locale }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...openingBounds(
      remembered.bounds,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Auspex',
    show: false,
    // Windows and macOS take the program's own.
    ...(process.platform === 'linux' ? { icon: iconFile } : {}),
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: { ...isolatedPreferences, preload: path.resolve(preloadFile) },
  });
  if (remembered.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberPlace(window, remember);
  offerReload(window, locale);
  void window.loadURL(`${appOrigin}/`);
  return window;
}

function rememberPlace(window: BrowserWindow, remember: WindowOptions['remember']): void {
  let timer: NodeJS.Timeout | undefined;
  const rememberNow = () => {
    clearTimeout(timer);
    remember({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  const rememberSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(rememberNow, rememberDelayMs);
  };
  window.on('resize', rememberSoon);
  window.on('move', rememberSoon);
  window.on('maximize', rememberSoon);
  window.on('unmaximize', rememberSoon);
  window.on('close', rememberNow);
}

/** A page that died leaves the jobs alone; the person is asked instead of shown a blank window. */
function offerReload(window: BrowserWindow, locale: () => Locale): void {
  window.webContents.on('render-process-gone', async (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    console.error(`The page's process ended: ${reason}.`);
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: shellText('pageStopped', locale()),
      detail: shellText('pageStoppedDetail', locale()),
      buttons: [shellText('loadAgain', locale()), shellText('quit', locale())],
      defaultId: 0,
      cancelId: 1,
    });
    if (window.isDestroyed()) return;
    if (response === 0) window.webContents.reload();
    else window.close();
  });
}
