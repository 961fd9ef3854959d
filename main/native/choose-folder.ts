import { type BrowserWindow, dialog } from 'electron';
import type { Locale } from '../../contract/texts.ts';
import { shellText } from '../window/shell-texts.ts';

export type FolderPurpose = 'watch' | 'results' | 'tables';

const titles = {
  watch: 'chooseWatchFolder',
  results: 'chooseResultsFolder',
  tables: 'chooseTablesFolder',
} as const satisfies Record<FolderPurpose, string>;

interface FolderQuestion {
  readonly window: () => BrowserWindow | null;
  readonly locale: () => Locale;
  /** Answers of automated runs, used up one after another before anybody is asked. */
  readonly givenFolders: readonly string[];
}

/** Asks for a folder in the system's dialog. Gives its path, null when the person turned it down. */
export function createFolderQuestion({ window, locale, givenFolders }: FolderQuestion) {
  const given = [...givenFolders];
  return async (purpose: FolderPurpose): Promise<string | null> => {
    const next = given.shift();
    if (next !== undefined) return next;
    const options: Electron.OpenDialogOptions = {
      title: shellText(titles[purpose], locale()),
      buttonLabel: shellText('chooseThis', locale()),
      properties: ['openDirectory', 'createDirectory'],
    };
    const parent = window();
    const { filePaths } = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options);
    return filePaths[0] ?? null;
  };
}
