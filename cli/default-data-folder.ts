import os from 'node:os';
import path from 'node:path';

/**
 * Where the command line keeps jobs and results: not the desktop app's folder, which only one process may use.
 * Follows each platform's custom (Linux: the XDG base directory specification).
 */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string = os.homedir(),
): string {
  const name = 'auspex-cli';
  if (platform === 'win32')
    return path.win32.join(environment.LOCALAPPDATA || path.win32.join(home, 'AppData', 'Local'), name);
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', name);
  const dataHome = environment.XDG_DATA_HOME;
  // A relative one is to be ignored, says the specification.
  return path.posix.join(dataHome?.startsWith('/') ? dataHome : path.posix.join(home, '.local', 'share'), name);
}
