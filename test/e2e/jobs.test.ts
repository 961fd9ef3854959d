import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { example, writeLargeCsv, writeSmallCsv, writeTruncatedWorkbook } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

const app = appFor('each');

describe('bad files', () => {
  it('a damaged one says why, and the others go on', async () => {
    const { page } = app;
    const files = [
      writeSmallCsv(app.home.folder, 'first.csv'),
      writeTruncatedWorkbook(app.home.folder, 'damaged.xlsx', readFileSync(example('customer-churn'))),
      writeSmallCsv(app.home.folder, 'second.csv'),
    ];
    await screens.dropFiles(page, files);
    await screens.fileItem(page, 'damaged.xlsx', 'fault').waitFor();
    await screens.fileItem(page, 'first.csv', 'ready').waitFor();
    await screens.fileItem(page, 'second.csv', 'ready').waitFor();
    expect(await screens.fileItem(page, 'damaged.xlsx').innerText()).toMatch(/breaks off|damaged/);
    await screens.startJobs(page);
    await screens.waitForJob(page, 'first.csv', 'completed');
    await screens.waitForJob(page, 'second.csv', 'completed');
  });

  it('one that vanishes after it was chosen fails with a remedy, and the other completes', async () => {
    const { page } = app;
    const vanishing = writeSmallCsv(app.home.folder, 'vanishing.csv');
    await screens.chooseFiles(page, [vanishing, writeSmallCsv(app.home.folder, 'staying.csv')]);
    await screens.fileItem(page, 'vanishing.csv', 'ready').waitFor();
    await screens.fileItem(page, 'staying.csv', 'ready').waitFor();
    rmSync(vanishing);
    await screens.startJobs(page);
    await screens.waitForJob(page, 'vanishing.csv', 'dead');
    await screens.waitForJob(page, 'staying.csv', 'completed');
    const notice = screens.faultNotice(screens.jobRow(page, 'vanishing.csv'));
    expect(await notice.getAttribute('data-fault-code')).toBe('FILE_MISSING');
  });
});

describe('a job in work', () => {
  it('is cancelled while others go on, and stays cancelled', async () => {
    const { page } = app;
    const large = writeLargeCsv(app.home.folder, 'large.csv', 80);
    await screens.chooseFiles(page, [large, writeSmallCsv(app.home.folder, 'small.csv')]);
    await screens.fileItem(page, 'large.csv', 'ready').waitFor();
    await screens.fileItem(page, 'small.csv', 'ready').waitFor();
    await screens.startJobs(page);
    await screens.waitForJob(page, 'large.csv', 'running');
    await screens.cancelJob(page, 'large.csv');
    await screens.waitForJob(page, 'large.csv', 'cancelled');
    await screens.waitForJob(page, 'small.csv', 'completed');
    await app.close();
    await app.open();
    await screens.showJobs(app.page, 'cancelled');
    await screens.waitForJob(app.page, 'large.csv', 'cancelled');
  });

  it('that was cut off by a power cut is finished at the next start', async () => {
    const large = writeLargeCsv(app.home.folder, 'large.csv', 80);
    await screens.chooseFiles(app.page, [large]);
    await screens.fileItem(app.page, 'large.csv', 'ready').waitFor();
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'large.csv', 'running');
    await app.kill();
    await app.open();
    await screens.goTo(app.page, 'jobs');
    await screens.waitForJob(app.page, 'large.csv', 'completed');
    expect(await screens.jobRow(app.page, 'large.csv').count()).toBe(1);
    expect(await screens.jobRow(app.page, 'large.csv').innerText()).toContain('attempt 2');
  });
});
