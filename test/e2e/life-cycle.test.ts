import { describe, expect, it } from 'vitest';
import { writeLargeCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { storedJobs } from './stored-jobs.ts';
import { appFor } from './test-app.ts';

const app = appFor('each', false);

async function startOne(name: string, file: string): Promise<void> {
  await screens.chooseFiles(app.page, [file]);
  await screens.fileItem(app.page, name, 'ready').waitFor();
  await screens.startJobs(app.page);
}

describe('quitting while jobs run', () => {
  it('asks: the answer keeps the app and its jobs, or ends it with nothing lost', async () => {
    await app.open({ AUSPEX_QUIT_WITHOUT_ASKING: '', AUSPEX_QUIT_ANSWERS: 'stay,quit' });
    await startOne('large.csv', writeLargeCsv(app.home.folder, 'large.csv', 120));
    await screens.waitForJob(app.page, 'large.csv', 'running');
    const reopened = app.page.context().waitForEvent('page');
    await app.page.evaluate(() => window.close()).catch(() => {});
    const page = await reopened;
    await screens.openedScreen(page);
    expect(app.isRunning()).toBe(true);
    await screens.goTo(page, 'jobs');
    await screens.jobRow(page, 'large.csv').waitFor();
    const [kept] = storedJobs(app.home.dataFolder);
    expect(kept?.state).toMatch(/running|completed/);
    await page.evaluate(() => window.close()).catch(() => {});
    expect(await app.ended).toBe(0);
    await app.open();
    await screens.goTo(app.page, 'jobs');
    await screens.waitForJob(app.page, 'large.csv', 'completed');
    expect(storedJobs(app.home.dataFolder).map(({ completions }) => completions)).toEqual([1]);
  });
});

describe('a page whose process dies', () => {
  it('is loaded anew with a sentence, and the jobs go on', async () => {
    await app.open();
    await startOne('large.csv', writeLargeCsv(app.home.folder, 'large.csv', 80));
    await screens.waitForJob(app.page, 'large.csv', 'running');
    const page = await app.crashPage();
    await screens.byTestId(page, 'page-reloaded').waitFor();
    await screens.goTo(page, 'jobs');
    await screens.waitForJob(page, 'large.csv', 'completed');
    expect(await screens.jobRow(page, 'large.csv').innerText()).not.toContain('attempt 2');
  });
});
