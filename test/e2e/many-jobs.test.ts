import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeLargeCsv, writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { storedJobs } from './stored-jobs.ts';
import { appFor } from './test-app.ts';

const app = appFor('each');

const completed = () => storedJobs(app.home.dataFolder).filter(({ state }) => state === 'completed');

async function startOne(file: string): Promise<void> {
  await screens.chooseFiles(app.page, [file]);
  await screens.fileItem(app.page, path.basename(file), 'ready').waitFor();
  await screens.startJobs(app.page);
}

describe('a folder of a hundred files', () => {
  it('is finished exactly once, although the app is quit and killed on the way', async () => {
    const folder = path.join(app.home.folder, 'plants');
    mkdirSync(path.join(folder, 'north'), { recursive: true });
    for (let index = 1; index <= 100; index++) {
      writeSmallCsv(index % 2 ? folder : path.join(folder, 'north'), `plant ${index}.csv`, 40 + index);
    }
    await screens.dropFiles(app.page, [folder]);
    await screens.byTestId(app.page, 'folder-item').waitFor();
    await screens.startJobs(app.page);
    expect(await app.close()).toBe(0);
    expect(storedJobs(app.home.dataFolder)).toHaveLength(100);

    await app.open();
    await screens.goTo(app.page, 'jobs');
    await expect.poll(() => completed().length, { timeout: 60_000, interval: 50 }).toBeGreaterThan(5);
    await app.kill();

    await app.open();
    await screens.goTo(app.page, 'jobs');
    await expect.poll(() => completed().length, { timeout: 100_000, interval: 250 }).toBe(100);
    const jobs = storedJobs(app.home.dataFolder);
    expect(new Set(jobs.map(({ fileName }) => fileName)).size).toBe(100);
    expect(jobs.every(({ completions }) => completions === 1)).toBe(true);
    await expect.poll(() => screens.jobCount(app.page, 'completed')).toBe(100);
    await screens.keepScreenshot(app.page, 'jobs-folder');
  });
});

describe('pausing', () => {
  it('of the queue holds back what waits until it is resumed', async () => {
    await startOne(writeSmallCsv(app.home.folder, 'first.csv'));
    await screens.waitForJob(app.page, 'first.csv', 'completed');
    await screens.byTestId(app.page, 'pause-queue').click();
    await screens.byTestId(app.page, 'queue-banner').waitFor();
    await screens.goTo(app.page, 'start');
    await startOne(writeSmallCsv(app.home.folder, 'held.csv'));
    await screens.waitForJob(app.page, 'held.csv', 'queued');
    await app.close();
    await app.open();
    await screens.goTo(app.page, 'jobs');
    await screens.waitForJob(app.page, 'held.csv', 'queued');
    await screens.byTestId(app.page, 'resume-queue').first().click();
    await screens.waitForJob(app.page, 'held.csv', 'completed');
  });

  it('of a running job stops it, and it is finished after it was resumed', async () => {
    await startOne(writeLargeCsv(app.home.folder, 'large.csv', 60));
    await screens.waitForJob(app.page, 'large.csv', 'running');
    await screens.act(app.page, 'large.csv', 'pause');
    await screens.waitForJob(app.page, 'large.csv', 'paused');
    await screens.act(app.page, 'large.csv', 'resume');
    await screens.waitForJob(app.page, 'large.csv', 'completed');
    expect(storedJobs(app.home.dataFolder)).toEqual([{ fileName: 'large.csv', state: 'completed', completions: 1 }]);
  });
});

describe('a waiting job', () => {
  it('that is dragged by its handle before the others stays there', async () => {
    await startOne(writeSmallCsv(app.home.folder, 'first.csv'));
    await screens.waitForJob(app.page, 'first.csv', 'completed');
    await screens.byTestId(app.page, 'pause-queue').click();
    await screens.byTestId(app.page, 'queue-banner').waitFor();
    await screens.goTo(app.page, 'start');
    const names = ['a.csv', 'b.csv', 'c.csv'];
    const files = names.map((name, index) => writeSmallCsv(app.home.folder, name, 60 + index));
    await screens.chooseFiles(app.page, files);
    for (const name of names) await screens.fileItem(app.page, name, 'ready').waitFor();
    await screens.startJobs(app.page);
    await screens.showJobs(app.page, 'queued');
    await expect.poll(() => screens.listedJobs(app.page)).toEqual(names);
    await screens.dragJobBefore(app.page, 'c.csv', 'a.csv');
    await expect.poll(() => screens.listedJobs(app.page)).toEqual(['c.csv', 'a.csv', 'b.csv']);
    await app.close();
    await app.open();
    await screens.showJobs(app.page, 'queued');
    await expect.poll(() => screens.listedJobs(app.page)).toEqual(['c.csv', 'a.csv', 'b.csv']);
  });
});

describe('a dead job', () => {
  it('is driven again once its file is back', async () => {
    const file = writeSmallCsv(app.home.folder, 'away.csv');
    await screens.chooseFiles(app.page, [file]);
    await screens.fileItem(app.page, 'away.csv', 'ready').waitFor();
    renameSync(file, `${file}.gone`);
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'away.csv', 'dead');
    renameSync(`${file}.gone`, file);
    await screens.jobRow(app.page, 'away.csv').locator('[data-testid="redrive-job"]').click();
    await screens.waitForJob(app.page, 'away.csv', 'completed');
  });
});
