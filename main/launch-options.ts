import path from 'node:path';

/** What the app is told at its start, by arguments and environment. Paths are absolute. */
export interface LaunchOptions {
  /** Where archive, artifacts and scratch lie. */
  readonly dataFolder: string;
  /** Where saved reports go. */
  readonly exportFolder: string;
  /** Automated runs close the window without the question about running jobs. */
  readonly isAskingBeforeQuit: boolean;
  /** What automated runs answer to that question, one time after another, where a person would be asked: `stay` or `quit`. */
  readonly quitAnswers: readonly string[];
  /** Started without a window, as at the beginning of a session. */
  readonly isHidden: boolean;
  /** Whether there is a tray; null: to be found out. */
  readonly hasTray: boolean | null;
  /** Folders that automated runs choose, one after another, where a person would be asked. */
  readonly givenFolders: readonly string[];
}

interface Surroundings {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userDataFolder: string;
  readonly downloadsFolder: string;
}

/** `--data=DIR` wins over AUSPEX_DATA, which wins over the folder of the person's system. */
export function launchOptionsOf({ argv, environment, userDataFolder, downloadsFolder }: Surroundings): LaunchOptions {
  const prefix = '--data=';
  const argument = argv.findLast((word) => word.startsWith(prefix))?.slice(prefix.length);
  return {
    dataFolder: path.resolve(argument || environment.AUSPEX_DATA || path.join(userDataFolder, 'data')),
    exportFolder: path.resolve(environment.AUSPEX_EXPORTS || path.join(downloadsFolder, 'Auspex')),
    isAskingBeforeQuit: !environment.AUSPEX_QUIT_WITHOUT_ASKING,
    quitAnswers: environment.AUSPEX_QUIT_ANSWERS?.split(',') ?? [],
    isHidden: isHiddenStart(argv),
    hasTray: environment.AUSPEX_TRAY ? environment.AUSPEX_TRAY === '1' : null,
    givenFolders: environment.AUSPEX_FOLDERS?.split(path.delimiter) ?? [],
  };
}

/** Whether a start with these words opens no window. */
export function isHiddenStart(argv: readonly string[]): boolean {
  return argv.includes('--hidden');
}
