import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { TrayAction, TrayEntry } from './tray-menu.ts';

export interface AppTray {
  readonly show: (entries: readonly TrayEntry[], tip: string) => void;
  readonly remove: () => void;
}

/** Puts the app's sign into the tray. A click on it shows the window. */
export function openTray(imageFile: string, onAction: (action: TrayAction) => void): AppTray {
  const tray = new Tray(nativeImage.createFromPath(imageFile));
  tray.on('click', () => onAction({ type: 'show' }));
  let shown = '';
  return {
    show: (entries, tip) => {
      const wanted = JSON.stringify([entries, tip]);
      // A menu that is open closes when it is replaced: it is left alone while it says the same.
      if (wanted === shown) return;
      shown = wanted;
      tray.setToolTip(tip);
      tray.setContextMenu(Menu.buildFromTemplate(entries.map((entry) => menuItem(entry, onAction))));
    },
    remove: () => tray.destroy(),
  };
}

function menuItem(entry: TrayEntry, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  if (entry.type === 'separator') return { type: 'separator' };
  const { label, action } = entry;
  return action === null ? { label, enabled: false } : { label, click: () => onAction(action) };
}
