import { type BrowserWindow, dialog } from 'electron';
import type { Locale } from '../../contract/texts.ts';
import { shellText } from './shell-texts.ts';

interface CloseQuestion {
  readonly countUnfinishedJobs: () => number;
  readonly locale: () => Locale;
  /** True once the system or the person has decided that the app ends. */
  readonly isDecided: () => boolean;
}

/** Closing the window while jobs are unfinished asks first: they wait until the app is opened again. */
export function askBeforeClosing(
  window: BrowserWindow,
  { countUnfinishedJobs, locale, isDecided }: CloseQuestion,
): void {
  let isAnswered = false;
  let isAsking = false;
  window.on('close', (event) => {
    const count = isAnswered || isDecided() ? 0 : countUnfinishedJobs();
    if (count === 0) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void ask(window, count, locale()).then((isLeaving) => {
      isAsking = false;
      isAnswered = isLeaving;
      if (isLeaving && !window.isDestroyed()) window.close();
    });
  });
}

async function ask(window: BrowserWindow, count: number, locale: Locale): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: shellText(count === 1 ? 'quitWithOneJob' : 'quitWithJobs', locale, { count }),
    detail: shellText('quitWithJobsDetail', locale),
    buttons: [shellText('stay', locale), shellText('quitAnyway', locale)],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
