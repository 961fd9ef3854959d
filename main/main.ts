import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, nativeTheme, session } from 'electron';
import { toFaultData } from '../contract/faults.ts';
import { filesNamedBy, OpenedFiles } from './files/opened-files.ts';
import { launchOptionsOf } from './launch-options.ts';
import { runShell } from './run-shell.ts';
import { localeOfSettings } from './settings/settings-procedures.ts';
import { openSettingsStore } from './settings/settings-store.ts';
import { declareAppScheme, serveApp } from './window/app-protocol.ts';
import { showFailureWindow } from './window/failure-window.ts';
import { guardContents, guardSession } from './window/guard-contents.ts';
import { startUpFailurePage, startUpFailurePath } from './window/start-up-failure.ts';

/** The folder of this bundle: dist/main, in the checkout or inside the package's archive. */
const here = path.dirname(fileURLToPath(import.meta.url));
const places = {
  preloadFile: path.join(here, 'preload.cjs'),
  imagesFolder: path.join(here, 'images'),
  examplesFolder: app.isPackaged ? path.join(process.resourcesPath, 'examples') : path.resolve(here, '../../examples'),
};

const opened = new OpenedFiles();

declareAppScheme();
guardContents();
// Windows shows notifications only of programs that have a name there; it is that of electron-builder.yml.
app.setAppUserModelId('cn.auspex.desktop');
// As root Electron can only run without; nobody else should ask for that.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

// In a package Electron waits for this module to end before it is ready: no top-level await here.
if (app.requestSingleInstanceLock()) {
  followOpening();
  app.whenReady().then(start, fail);
} else app.quit();

/** What the system wants opened is heard from the first moment: it may name files while the engine is still opening. */
function followOpening(): void {
  const { isPackaged } = app;
  opened.add(filesNamedBy({ argv: process.argv, workingFolder: process.cwd(), isPackaged }));
  app.on('second-instance', (_event, argv, workingFolder) => {
    opened.add(filesNamedBy({ argv, workingFolder, isPackaged }));
  });
  // macOS names files this way, one by one.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    opened.add([file]);
  });
}

async function start(): Promise<void> {
  const pages = new Map<string, string>();
  guardSession(session.defaultSession);
  serveApp(session.defaultSession, path.resolve(here, '../renderer'), pages);
  const options = launchOptionsOf({
    argv: process.argv,
    environment: process.env,
    userDataFolder: app.getPath('userData'),
    downloadsFolder: app.getPath('downloads'),
  });
  const store = openSettingsStore(app.getPath('userData'));
  nativeTheme.themeSource = store.settings().theme;
  try {
    await runShell({ options, store, places, opened });
  } catch (error) {
    const fault = toFaultData(error);
    console.error(`Auspex cannot start: ${fault.code}`, fault.values, fault.detail ?? '');
    pages.set(startUpFailurePath, startUpFailurePage(fault, localeOfSettings(store.settings())));
    await showFailureWindow();
    app.exit(1);
  }
}

/** What fails before a window can be shown has only the terminal. */
function fail(error: unknown): void {
  console.error(error);
  app.exit(1);
}
