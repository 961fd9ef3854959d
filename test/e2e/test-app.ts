import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Home, launchApp, makeHome, type RunningApp } from './app-driver.ts';
import * as screens from './screens.ts';

/** The app of a test in a home of its own. */
export interface TestApp extends RunningApp {
  readonly home: Home;
  /** Starts it, or starts it again after it has ended, and waits for the start screen. */
  readonly open: (environment?: Readonly<Record<string, string>>, words?: readonly string[]) => Promise<void>;
}

/** Gives each test a home and the app in it, or all of them one; `isOpen` is false where the tests open it themselves. */
export function appFor(scope: 'each' | 'all', isOpen = true): TestApp {
  let home: Home | null = null;
  let running: RunningApp | null = null;
  const present = <T>(thing: T | null): T => {
    if (thing === null) throw new Error('the app is not open yet');
    return thing;
  };
  const app: TestApp = {
    get home() {
      return present(home);
    },
    get page() {
      return present(running).page;
    },
    open: async (environment = {}, words = []) => {
      running = await launchApp({ home: present(home), environment, words });
      await screens.openedScreen(running.page);
    },
    said: () => present(running).said(),
    get ended() {
      return present(running).ended;
    },
    crashPage: () => present(running).crashPage(),
    isRunning: () => present(running).isRunning(),
    close: () => present(running).close(),
    terminate: () => present(running).terminate(),
    kill: () => present(running).kill(),
  };
  const [before, after] = scope === 'each' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    home = makeHome();
    if (isOpen) await app.open();
  });
  after(async () => {
    await running?.kill();
    await home?.remove();
    home = null;
    running = null;
  });
  return app;
}
