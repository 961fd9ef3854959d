import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canMount, SmallDisk } from '../builders/small-disk.ts';
import { type Home, launchApp, makeHome, type RunningApp } from './app-driver.ts';
import { writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';

let home: Home;
let disk: SmallDisk | null;
let app: RunningApp | null = null;
beforeEach(async () => {
  home = makeHome();
  // Everything that the app keeps: Chromium's own files lie there as well.
  disk = await SmallDisk.mount(path.join(home.folder, '.config'), '300m');
});
afterEach(async () => {
  await app?.kill();
  app = null;
  disk?.unmount();
  await home.remove();
});

async function open(dataFolder: string): Promise<RunningApp> {
  app = await launchApp({ home, words: [`--data=${dataFolder}`] });
  await screens.openedScreen(app.page);
  return app;
}

describe.skipIf(!canMount)('the app on a full disk', () => {
  it('opens, shows the jobs and why they wait, and lets one be cancelled', async ({ skip }) => {
    if (!disk) return skip('no right to mount');
    const dataFolder = path.join(disk.folder, 'Auspex', 'data');
    const first = await open(dataFolder);
    // Less is free than the app wants to leave.
    await screens.chooseFiles(first.page, [writeSmallCsv(home.folder, 'waiting.csv')]);
    await screens.fileItem(first.page, 'waiting.csv', 'ready').waitFor();
    await screens.startJobs(first.page);
    await screens.waitForJob(first.page, 'waiting.csv', 'queued');
    expect(await first.close()).toBe(0);

    await disk.fill();
    const { page } = await open(dataFolder);
    await screens.goTo(page, 'jobs');
    await screens.waitForJob(page, 'waiting.csv', 'queued');
    await expect.poll(() => screens.jobRow(page, 'waiting.csv').innerText(), { timeout: 20_000 }).toMatch(/disk/i);
    await screens.keepScreenshot(page, 'full-disk');
    await screens.cancelJob(page, 'waiting.csv');
    await screens.showJobs(page, 'cancelled');
    await screens.waitForJob(page, 'waiting.csv', 'cancelled');
    expect(await app!.close()).toBe(0);
  });
});
