import { type BrowserWindow, dialog } from 'electron';
import type { Locale } from '../../contract/texts.ts';
import { shellText } from './shell-texts.ts';

interface RecoveryParts {
  readonly locale: () => Locale;
  /** The page was loaded anew by itself; the person is to hear of it. */
  readonly onReloaded: () => void;
}

/** A page that dies twice within this time is not loaded by itself again: it might die for ever. */
export const quietMs = 60_000;

/** Whether a page that dies at `nowMs` is loaded anew without a question, after it died at `lastMs` (null: never). */
export function isReloadedByItself(lastMs: number | null, nowMs: number): boolean {
  return lastMs === null || nowMs - lastMs >= quietMs;
}

/** A page that died leaves the jobs alone: it is loaded anew, and only where it keeps dying the person is asked. */
export function recoverPage(window: BrowserWindow, { locale, onReloaded }: RecoveryParts): void {
  let lastMs: number | null = null;
  window.webContents.on('render-process-gone', async (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    console.error(`The page's process ended: ${reason}.`);
    const nowMs = Date.now();
    const isByItself = isReloadedByItself(lastMs, nowMs);
    lastMs = nowMs;
    if (!isByItself && !(await isLoadedAgain(window, locale()))) return;
    // Within the event the dead process is still being taken down.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (isByItself) window.webContents.once('did-finish-load', onReloaded);
      window.webContents.reload();
    });
  });
}

/** Asks the person; where the answer is no, the window closes. */
async function isLoadedAgain(window: BrowserWindow, locale: Locale): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: shellText('pageStopped', locale),
    detail: shellText('pageStoppedDetail', locale),
    buttons: [shellText('loadAgain', locale), shellText('quit', locale)],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0 && !window.isDestroyed()) window.close();
  return response === 0;
}
