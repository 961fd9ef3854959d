import path from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Locale } from '../../contract/texts.ts';
import { appOrigin } from '../ipc/trusted-sender.ts';
import { recoverPage } from './recover-page.ts';
import { minimumSize, openingBounds, type RememberedWindow } from './window-bounds.ts';

interface WindowOptions {
  readonly preloadFile: string;
  readonly iconFile: string;
  readonly remembered: RememberedWindow;
  readonly remember: (window: RememberedWindow) => void;
  /** Asked anew each time, since the person may change it. */
  readonly locale: () => Locale;
  /** The page died and was loaded anew. */
  readonly onReloaded: () => void;
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
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const { preloadFile, iconFile, remembered, remember, locale, onReloaded } = options;
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
    webPreferences: {
      ...isolatedPreferences,
      preload: path.resolve(preloadFile),
      // Compiled scripts are kept from the first start on, not from the third.
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  if (remembered.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberPlace(window, remember);
  recoverPage(window, { locale, onReloaded });
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
