import os from 'node:os';
import path from 'node:path';

/**
 * Where jobs and results are kept unless --data says otherwise: AUSPEX_DATA, else the desktop app's own folder, so that
 * the app and the command line see the same jobs. Follows Electron's `userData` on each platform.
 */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string = os.homedir(),
): string {
  if (environment.AUSPEX_DATA) return path.resolve(environment.AUSPEX_DATA);
  if (platform === 'win32') {
    return path.win32.join(environment.APPDATA || path.win32.join(home, 'AppData', 'Roaming'), 'Auspex', 'data');
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'Auspex', 'data');
  const configHome = environment.XDG_CONFIG_HOME;
  // A relative one is to be ignored, says the XDG base directory specification.
  const base = configHome?.startsWith('/') ? configHome : path.posix.join(home, '.config');
  return path.posix.join(base, 'Auspex', 'data');
}
