import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startAgain } from './app-driver.ts';
import { writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { storedJobs } from './stored-jobs.ts';
import { appFor } from './test-app.ts';

const app = appFor('each', false);

describe('files the system opens with the app', () => {
  it('stand on the start screen as if they were dropped, a missing one with its fault, and become jobs', async () => {
    const file = writeSmallCsv(app.home.folder, '成绩 #1.csv');
    const gone = path.join(app.home.folder, 'gone.csv');
    await app.open({}, ['--lang=en', file, gone, pathToFileURL(writeSmallCsv(app.home.folder, 'by url.csv')).href]);
    const { page } = app;
    await screens.fileItem(page, '成绩 #1.csv', 'ready').waitFor();
    await screens.fileItem(page, 'by url.csv', 'ready').waitFor();
    await screens.fileItem(page, 'gone.csv', 'fault').waitFor();
    expect(await screens.fileItem(page, 'gone.csv').innerText()).toContain('gone.csv');
    expect(await screens.byTestId(page, 'file-item').count()).toBe(3);
    // What the page holds are tickets.
    expect(await page.content()).not.toContain(app.home.folder);
    await screens.startJobs(page);
    await screens.waitForJob(page, '成绩 #1.csv', 'completed');
    expect(storedJobs(app.home.dataFolder)).toHaveLength(2);
  });

  it('come from a second start into the window that is open, which it shows; switches are no files', async () => {
    await app.open({ AUSPEX_TRAY: '1' });
    const { page } = app;
    await screens.goTo(page, 'settings');
    const file = writeSmallCsv(app.home.folder, 'second.csv');
    expect(await startAgain({ home: app.home, words: ['--hidden', file, '--data=/nowhere.csv'] })).toBe(0);
    await screens.fileItem(page, 'second.csv', 'ready').waitFor();
    expect(await screens.byTestId(page, 'file-item').count()).toBe(1);
    const relative = path.relative(process.cwd(), writeSmallCsv(app.home.folder, 'third.csv'));
    expect(await startAgain({ home: app.home, words: [relative] })).toBe(0);
    await screens.fileItem(page, 'third.csv', 'ready').waitFor();
    expect(await screens.byTestId(page, 'file-item').count()).toBe(2);
  });
});
