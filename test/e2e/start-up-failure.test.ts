import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Home, launchApp, makeHome, type RunningApp } from './app-driver.ts';
import { writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';

let home: Home;
const apps: RunningApp[] = [];
beforeEach(() => {
  home = makeHome();
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.kill();
  await home.remove();
});

const launch = async (options: { home: Home; language?: string; words?: readonly string[] }) => {
  const app = await launchApp(options);
  apps.push(app);
  return app;
};

/** The code of the fault that the window shows instead of the app. */
const shownFault = async (app: RunningApp) => {
  const notice = screens.byTestId(app.page, 'start-up-failure');
  await notice.waitFor();
  return notice.getAttribute('data-fault-code');
};

describe('a start that cannot succeed', () => {
  it('says that the data folder cannot be written, and ends with an error', async () => {
    writeFileSync(path.join(home.folder, 'a-file'), '');
    const app = await launch({ home, words: [`--data=${path.join(home.folder, 'a-file', 'data')}`] });
    expect(await shownFault(app)).toBe('DATA_FOLDER_NOT_WRITABLE');
    expect(await app.page.innerText('main')).toContain('may not write to its data folder');
    await screens.keepScreenshot(app.page, 'start-up-failure');
    expect(await app.close()).toBe(1);
  });

  it('says it in Chinese too', async () => {
    writeFileSync(path.join(home.folder, 'a-file'), '');
    const app = await launch({ home, language: 'zh_CN.UTF-8', words: [`--data=${path.join(home.folder, 'a-file')}`] });
    await shownFault(app);
    expect(await app.page.innerText('main')).toContain('无法写入其数据文件夹');
    await screens.keepScreenshot(app.page, 'start-up-failure-zh');
  });

  it('leaves the archive of a newer version untouched', async () => {
    const first = await launch({ home });
    await screens.openedScreen(first.page);
    expect(await first.close()).toBe(0);
    const archive = archiveFile(home.dataFolder);
    const database = new DatabaseSync(archive);
    database.exec('PRAGMA user_version = 9999');
    database.close();
    const app = await launch({ home });
    expect(await shownFault(app)).toBe('ARCHIVE_TOO_NEW');
  });
});

describe('a start that succeeds', () => {
  it('shares its data folder with another app that runs, and sees what that one does', async () => {
    const first = await launch({ home });
    await screens.openedScreen(first.page);
    await screens.goTo(first.page, 'jobs');
    const other = makeHome();
    const second = await launch({ home: other, words: [`--data=${home.dataFolder}`] });
    await screens.openedScreen(second.page);
    await screens.chooseFiles(second.page, [writeSmallCsv(home.folder, 'shared.csv')]);
    await screens.startJobs(second.page);
    await screens.waitForJob(first.page, 'shared.csv', 'completed');
    expect(await screens.jobRow(first.page, 'shared.csv').count()).toBe(1);
    await second.kill();
    await other.remove();
  });

  it('makes a data folder that is not there yet', async () => {
    const dataFolder = path.join(home.folder, 'deep', 'inside', '数据');
    const app = await launch({ home, words: [`--data=${dataFolder}`] });
    await screens.openedScreen(app.page);
    expect(existsSync(archiveFile(dataFolder))).toBe(true);
  });

  it('forgives a settings file that is no longer readable', async () => {
    const folder = path.join(home.folder, '.config', 'Auspex');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'settings.json'), '{"settings":{"language":"kli');
    const app = await launch({ home });
    await screens.openedScreen(app.page);
  });
});

function archiveFile(dataFolder: string): string {
  const name = readdirSync(dataFolder).find((file) => /\.(sqlite|db)$/.test(file));
  return path.join(dataFolder, name ?? 'no archive was made');
}
