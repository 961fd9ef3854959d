import { type BrowserWindow, dialog } from 'electron';
import type { Locale } from '../../contract/texts.ts';
import { shellText } from './shell-texts.ts';

interface Interrupted {
  readonly running: number;
  readonly waiting: number;
}

/** Asks whether to quit although jobs are running or waiting; without a window, by a dialog of its own. */
export async function askBeforeQuitting(
  window: BrowserWindow | null,
  { running, waiting }: Interrupted,
  locale: Locale,
): Promise<boolean> {
  const sentence = running === 0 ? 'quitWithWaiting' : running === 1 ? 'quitWithOneJob' : 'quitWithJobs';
  const options: Electron.MessageBoxOptions = {
    type: 'question',
    message: shellText(sentence, locale, { running, waiting }),
    detail: shellText('quitWithJobsDetail', locale),
    buttons: [shellText('stay', locale), shellText('quitAnyway', locale)],
    defaultId: 0,
    cancelId: 0,
  };
  const { response } = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options);
  return response === 1;
}
