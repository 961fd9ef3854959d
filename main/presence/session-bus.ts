import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** What a Linux desktop offers to its programs. Elsewhere the system always has both. */
export interface DesktopServices {
  /** A place for signs of programs, such as a panel. */
  readonly hasTray: boolean;
  readonly hasNotifications: boolean;
}

const trayWatchers = ['org.kde.StatusNotifierWatcher', 'org.freedesktop.StatusNotifierWatcher'];
const notificationServer = 'org.freedesktop.Notifications';
const answerTimeoutMs = 2_000;

/**
 * Asks the session bus who is there. Without a bus the answer is no, and nobody is asked: Electron itself would wait for
 * one on the main thread.
 */
export async function findDesktopServices(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  listNames: () => Promise<string> = askBus,
): Promise<DesktopServices> {
  if (platform !== 'linux') return { hasTray: true, hasNotifications: true };
  const names = hasSessionBus(environment) ? namesIn(await listNames()) : new Set<string>();
  return { hasTray: trayWatchers.some((name) => names.has(name)), hasNotifications: names.has(notificationServer) };
}

function hasSessionBus({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder }: NodeJS.ProcessEnv): boolean {
  return Boolean(address) || (Boolean(folder) && existsSync(path.join(folder ?? '', 'bus')));
}

/** The answers of dbus-send and of gdbus put each name in quotation marks of one kind or the other. */
function namesIn(answer: string): ReadonlySet<string> {
  return new Set([...answer.matchAll(/["']([\w.-]+)["']/g)].map(([, name]) => name ?? ''));
}

/** Names that are owned now and names that begin when somebody calls them. Empty where no tool can ask. */
async function askBus(): Promise<string> {
  const answers = await Promise.all(
    ['ListNames', 'ListActivatableNames'].map(async (method) => {
      const full = `org.freedesktop.DBus.${method}`;
      const first = await outputOf('dbus-send', [
        ...['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', full],
      ]);
      if (first !== null) return first;
      const place = ['--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus', '--method', full];
      return (await outputOf('gdbus', ['call', '--session', ...place])) ?? '';
    }),
  );
  return answers.join('\n');
}

function outputOf(command: string, words: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(command, [...words], { timeout: answerTimeoutMs, maxBuffer: 1 << 20 }, (error, stdout) =>
      resolve(error ? null : stdout),
    );
  });
}
