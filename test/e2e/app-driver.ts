import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { inject } from 'vitest';
import { canSandbox } from '../../scripts/system-libraries.mjs';

/** A person's home of its own: nothing of this machine's user is read or written. */
export interface Home {
  readonly folder: string;
  readonly dataFolder: string;
  readonly exportFolder: string;
  /** What was asked of the system to open, one path a line. */
  readonly openedLog: string;
  readonly remove: () => Promise<void>;
}

export interface RunningApp {
  readonly page: Page;
  /** What the main process wrote on its terminal so far. */
  readonly said: () => string;
  /** Ends as a person does, by closing the window. Gives the exit code. */
  readonly close: () => Promise<number | null>;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Has the page's process die. Gives the page that stands in its place. */
  readonly crashPage: () => Promise<Page>;
  /** Whether the process is still there. */
  readonly isRunning: () => boolean;
  /** Ends as the system asks it to. Gives the exit code. */
  readonly terminate: () => Promise<number | null>;
  /** Ends as a power cut does. */
  readonly kill: () => Promise<void>;
}

export function makeHome(): Home {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-e2e-'));
  const openedLog = path.join(folder, 'opened.log');
  mkdirSync(path.join(folder, 'bin'));
  // Stands for the desktop's own opener, which a bare machine lacks.
  const opener = `#!/bin/sh\nrealpath "$1" >> '${openedLog}'\n`;
  writeFileSync(path.join(folder, 'bin/xdg-open'), opener, { mode: 0o755 });
  return {
    folder,
    openedLog,
    dataFolder: path.join(folder, 'data'),
    exportFolder: path.join(folder, 'Downloads', 'Auspex'),
    remove: () => removeFolder(folder),
  };
}

/** Chromium's helper processes may write for a moment after the main process is gone. */
async function removeFolder(folder: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await rm(folder, { recursive: true, force: true });
    } catch (error) {
      if (tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

interface LaunchOptions {
  readonly home: Home;
  readonly language?: string;
  readonly words?: readonly string[];
  /** What the app's environment holds besides. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the packaged, hardened app and attaches to its window through the debugging port. */
export async function launchApp({
  home,
  language = 'en_US.UTF-8',
  words = [],
  environment = {},
}: LaunchOptions): Promise<RunningApp> {
  const { executable, folder } = inject('packaged');
  const sandbox = canSandbox(folder) ? [] : ['--no-sandbox'];
  const child = spawn(executable, ['--remote-debugging-port=0', ...sandbox, ...words], {
    env: { ...environmentOf(home, language), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that a power cut takes the helper processes too.
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const end = async (how: () => void) => {
    how();
    return ended;
  };
  try {
    const address = await debuggingAddress(child, () => said);
    const browser = await attach(address);
    const page = await firstPage(browser);
    return {
      page,
      said: () => said,
      ended,
      crashPage: () => crash(page, address),
      isRunning: () => child.exitCode === null && child.signalCode === null,
      terminate: () => end(() => void child.kill('SIGTERM')),
      close: () => end(() => void page.evaluate(() => window.close()).catch(() => {})),
      kill: async () => {
        await end(() => killGroup(child));
        await browser.close().catch(() => {});
      },
    };
  } catch (error) {
    killGroup(child);
    throw new Error(`The app did not open a window. It said:\n${said}`, { cause: error });
  }
}

/** Starts the app once more beside one that runs, as a person does who clicks its sign again. Gives the exit code. */
export function startAgain({ home, words = [] }: LaunchOptions): Promise<number | null> {
  const { executable, folder } = inject('packaged');
  const sandbox = canSandbox(folder) ? [] : ['--no-sandbox'];
  const child = spawn(executable, [...sandbox, ...words], { env: environmentOf(home, 'en_US.UTF-8'), stdio: 'ignore' });
  return new Promise((resolve) => child.on('exit', resolve));
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function environmentOf(home: Home, language: string): NodeJS.ProcessEnv {
  const { LC_ALL: _all, LC_MESSAGES: _messages, NODE_OPTIONS: _options, ...inherited } = process.env;
  return {
    ...inherited,
    HOME: home.folder,
    XDG_CONFIG_HOME: path.join(home.folder, '.config'),
    XDG_CACHE_HOME: path.join(home.folder, '.cache'),
    PATH: `${path.join(home.folder, 'bin')}${path.delimiter}${process.env.PATH}`,
    LANG: language,
    LANGUAGE: language,
    AUSPEX_DATA: home.dataFolder,
    AUSPEX_EXPORTS: home.exportFolder,
    AUSPEX_QUIT_WITHOUT_ASKING: '1',
  };
}

async function debuggingAddress(child: ChildProcess, said: () => string): Promise<string> {
  for (let tries = 0; tries < 600; tries++) {
    const address = /DevTools listening on (ws:\S+)/.exec(said())?.[1];
    if (address) return address;
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it opened no debugging port within 30 seconds');
}

/** A window that is just being made can leave an attaching debugger without an answer; it is asked again. */
async function attach(address: string): Promise<Browser> {
  for (let tries = 1; ; tries++) {
    try {
      return await chromium.connectOverCDP(address, { timeout: 8_000 });
    } catch (error) {
      if (tries === 4) throw error;
    }
  }
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0];
  if (!context) throw new Error('there is no browser context');
  for (let tries = 0; tries < 600; tries++) {
    const page = context.pages().find((one) => one.url().startsWith('app://auspex/'));
    if (page) {
      page.setDefaultTimeout(20_000);
      return page;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no window was opened within 30 seconds');
}

/** A page that died is of no more use to whoever was attached to it. */
async function crash(page: Page, address: string): Promise<Page> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => {});
  await crashed;
  await page
    .context()
    .browser()
    ?.close()
    .catch(() => {});
  return firstPage(await attach(address));
}
