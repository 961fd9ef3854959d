import { app, dialog, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Locale } from '../../contract/texts.ts';
import { shellText } from './shell-texts.ts';

/** The menu in `locale`. Reload and developer tools are there only while the app is developed. */
export function setApplicationMenu(locale: Locale): void {
  const text = (name: Parameters<typeof shellText>[0]) => shellText(name, locale);
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const about: MenuItemConstructorOptions = { label: text('about'), click: () => showAbout(locale) };
  const quit: MenuItemConstructorOptions = { role: 'quit', label: text('quit') };
  const forDevelopers: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [separator, { role: 'reload', label: text('reload') }, { role: 'toggleDevTools', label: text('developerTools') }];
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      isMac ? { label: app.name, submenu: [about, separator, quit] } : { label: text('file'), submenu: [quit] },
      {
        label: text('edit'),
        submenu: [
          { role: 'undo', label: text('undo') },
          { role: 'redo', label: text('redo') },
          separator,
          { role: 'cut', label: text('cut') },
          { role: 'copy', label: text('copy') },
          { role: 'paste', label: text('paste') },
          { role: 'selectAll', label: text('selectAll') },
        ],
      },
      {
        label: text('view'),
        submenu: [
          { role: 'zoomIn', label: text('zoomIn') },
          { role: 'zoomOut', label: text('zoomOut') },
          { role: 'resetZoom', label: text('resetZoom') },
          separator,
          { role: 'togglefullscreen', label: text('fullScreen') },
          ...forDevelopers,
        ],
      },
      {
        label: text('window'),
        submenu: [
          { role: 'minimize', label: text('minimize') },
          { role: 'close', label: text('closeWindow') },
        ],
      },
      ...(isMac ? [] : [{ label: text('help'), submenu: [about] }]),
    ]),
  );
}

function showAbout(locale: Locale): void {
  const { electron = '', node = '' } = process.versions;
  void dialog.showMessageBox({
    type: 'info',
    title: shellText('about', locale),
    message: 'Auspex',
    detail: shellText('aboutDetail', locale, { version: app.getVersion(), electron, node }),
  });
}
