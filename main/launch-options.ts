import path from 'node:path';

/** What the app is told at its start, by arguments and environment. Paths are absolute. */
export interface LaunchOptions {
  /** Where archive, artifacts and scratch lie. */
  readonly dataFolder: string;
  /** Where saved reports go. */
  readonly exportFolder: string;
  /** Automated runs close the window without the question about running jobs. */
  readonly isAskingBeforeQuit: boolean;
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
  };
}
