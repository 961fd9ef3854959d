import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, nativeTheme, session } from 'electron';
import { toFaultData } from '../contract/faults.ts';
import { openHost } from './host.ts';
import { launchOptionsOf } from './launch-options.ts';
import { localeOfSettings } from './settings/settings-procedures.ts';
import { openSettingsStore } from './settings/settings-store.ts';
import { declareAppScheme, serveApp } from './window/app-protocol.ts';
import { setApplicationMenu } from './window/application-menu.ts';
import { askBeforeClosing } from './window/close-question.ts';
import { showFailureWindow } from './window/failure-window.ts';
import { guardContents, guardSession } from './window/guard-contents.ts';
import { openMainWindow } from './window/main-window.ts';
import { startUpFailurePage, startUpFailurePath } from './window/start-up-failure.ts';

/** The folder of this bundle: dist/main, in the checkout or inside the package's archive. */
const here = path.dirname(fileURLToPath(import.meta.url));
const rendererFolder = path.resolve(here, '../renderer');
const examplesFolder = app.isPackaged
  ? path.join(process.resourcesPath, 'examples')
  : path.resolve(here, '../../examples');

declareAppScheme();
guardContents();
// As root Electron can only run without; nobody else should ask for that.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

// In a package Electron waits for this module to end before it is ready: no top-level await here.
if (app.requestSingleInstanceLock()) app.whenReady().then(start, fail);
else app.quit();

async function start(): Promise<void> {
  const pages = new Map<string, string>();
  guardSession(session.defaultSession);
  serveApp(session.defaultSession, rendererFolder, pages);
  const options = launchOptionsOf({
    argv: process.argv,
    environment: process.env,
    userDataFolder: app.getPath('userData'),
    downloadsFolder: app.getPath('downloads'),
  });
  const store = openSettingsStore(app.getPath('userData'));
  const locale = () => localeOfSettings(store.settings());
  nativeTheme.themeSource = store.settings().theme;
  try {
    const host = await openHost({
      options,
      store,
      examplesFolder,
      onSettingsChanged: () => setApplicationMenu(locale()),
    });
    let isEnding = !options.isAskingBeforeQuit;
    const openWindow = () => {
      const window = openMainWindow({
        preloadFile: path.join(here, 'preload.cjs'),
        remembered: store.rememberedWindow(),
        remember: store.rememberWindow,
        locale,
      });
      askBeforeClosing(window, { countUnfinishedJobs: host.countUnfinishedJobs, locale, isDecided: () => isEnding });
    };
    setApplicationMenu(locale());
    endWell(host.close, () => {
      isEnding = true;
    });
    app.on('second-instance', showWindow);
    app.on('activate', () => (BrowserWindow.getAllWindows().length === 0 ? openWindow() : showWindow()));
    openWindow();
  } catch (error) {
    const fault = toFaultData(error);
    console.error(`Auspex cannot start: ${fault.code}`, fault.values, fault.detail ?? '');
    pages.set(startUpFailurePath, startUpFailurePage(fault, locale()));
    await showFailureWindow();
    app.exit(1);
  }
}

/** What fails before a window can be shown has only the terminal. */
function fail(error: unknown): void {
  console.error(error);
  app.exit(1);
}

/** A second start brings the first one's window to the front. */
function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** How long the threads may take to let go before the process ends without them: unfinished jobs are kept on disk. */
const closeTimeoutMs = 5_000;

/** Ends when the window is closed or the system asks, and closes the engine before. */
function endWell(close: () => Promise<void>, onDecided: () => void): void {
  let isClosing = false;
  const decideAndQuit = () => {
    onDecided();
    app.quit();
  };
  process.on('SIGTERM', decideAndQuit);
  process.on('SIGINT', decideAndQuit);
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isClosing) return;
    isClosing = true;
    event.preventDefault();
    const end = () => app.exit(0);
    setTimeout(end, closeTimeoutMs);
    close().then(end, (error) => {
      console.error(error);
      end();
    });
  });
}
