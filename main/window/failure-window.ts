import { BrowserWindow } from 'electron';
import { appOrigin } from '../ipc/trusted-sender.ts';
import { isolatedPreferences } from './main-window.ts';
import { startUpFailurePath } from './start-up-failure.ts';

/** Shows why the app cannot start. Resolves when the person has closed the window. */
export function showFailureWindow(): Promise<void> {
  const window = new BrowserWindow({
    width: 640,
    height: 420,
    title: 'Auspex',
    autoHideMenuBar: true,
    webPreferences: isolatedPreferences,
  });
  void window.loadURL(`${appOrigin}${startUpFailurePath}`);
  return new Promise((resolve) => {
    window.on('closed', resolve);
  });
}
