import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { startAgain } from './app-driver.ts';
import { writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { storedJobs } from './stored-jobs.ts';
import { appFor } from './test-app.ts';

const app = appFor('each', false);

/** A schedule for one small file that fires by a cron expression. */
async function addSchedule(name: string, expression: string): Promise<void> {
  const { page } = app;
  await screens.goTo(page, 'timetable');
  await screens.byTestId(page, 'add-schedule').first().click();
  await screens.byTestId(page, 'schedule-dialog').waitFor();
  await screens.chooseFiles(page, [writeSmallCsv(app.home.folder, 'weekly.csv')]);
  await screens.byTestId(page, 'schedule-name').fill(name);
  await screens.byTestId(page, 'trigger-mode').click();
  await page.getByRole('option').last().click();
  await screens.byTestId(page, 'trigger-expression').fill(expression);
  await screens.byTestId(page, 'save-schedule').click();
  await screens.byTestId(page, 'schedule').waitFor();
}

describe('a schedule', () => {
  it('is read back in plain words, fires by itself, and shows the jobs of its last time', async () => {
    await app.open();
    const { page } = app;
    await addSchedule('Every two seconds', '*/2 * * * * *');
    await screens.byTestId(page, 'schedule-last').click();
    await screens.waitForJob(page, 'weekly.csv', 'completed');
    await screens.goTo(page, 'timetable');
    await screens.byTestId(page, 'schedule-enabled').evaluate((input: HTMLElement) => input.click());
    await expect.poll(() => screens.byTestId(page, 'schedule').getAttribute('data-off')).not.toBeNull();
  });

  it('that can never fire is refused with the reason', async () => {
    await app.open();
    const { page } = app;
    await screens.goTo(page, 'timetable');
    await screens.byTestId(page, 'add-schedule').first().click();
    await screens.byTestId(page, 'trigger-mode').click();
    await page.getByRole('option').last().click();
    await screens.byTestId(page, 'trigger-expression').fill('0 0 30 2 *');
    expect(await screens.byTestId(page, 'trigger-fault').innerText()).toContain('never comes');
    await screens.byTestId(page, 'trigger-expression').fill('30 8 * * 1');
    expect(await screens.byTestId(page, 'trigger-reading').innerText()).toMatch(/Monday/);
  });

  it('keeps the app in the tray when the window is closed, and a second start brings the window back', async () => {
    await app.open({ AUSPEX_TRAY: '1' });
    await addSchedule('Mondays', '30 8 * * 1');
    const context = app.page.context();
    const gone = app.page.waitForEvent('close');
    await app.page.evaluate(() => window.close()).catch(() => {});
    await gone;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(app.isRunning()).toBe(true);
    const reopened = context.waitForEvent('page');
    expect(await startAgain({ home: app.home })).toBe(0);
    await screens.openedScreen(await reopened);
    expect(await app.terminate()).toBe(0);
  });
});

describe('a watched folder', () => {
  it('has its new files profiled, those of its subfolders when changed so, and their reports put where they are wanted', async () => {
    const folder = path.join(app.home.folder, 'incoming');
    const results = path.join(app.home.folder, 'reports');
    for (const made of [folder, results]) mkdirSync(made);
    await app.open({ AUSPEX_FOLDERS: [folder, results].join(path.delimiter) });
    const { page } = app;
    await screens.goTo(page, 'timetable');
    await screens.byTestId(page, 'timetable-tab-folders').click();
    await screens.byTestId(page, 'add-watch').first().click();
    await screens.byTestId(page, 'choose-watch').click();
    await screens.byTestId(page, 'choose-results').click();
    await screens.byTestId(page, 'save-watch').click();
    await page.locator('[data-testid="watched-folder"][data-state="watching"]').waitFor();

    writeSmallCsv(folder, 'delivery.csv', 120);
    const report = () => readdirSync(results).find((name) => /^delivery.*\.xlsx$/.test(name));
    await expect.poll(report, { timeout: 60_000 }).toBeDefined();
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path.join(results, report() as string));
    expect(workbook.worksheets.length).toBeGreaterThanOrEqual(3);
    await expect.poll(() => screens.byTestId(page, 'watch-submitted').innerText()).toContain('1 file');
    expect(storedJobs(app.home.dataFolder)).toHaveLength(1);

    await screens.byTestId(page, 'watch-change').click();
    await screens.byTestId(page, 'watch-subfolders').check();
    await screens.byTestId(page, 'watch-present').waitFor();
    await screens.byTestId(page, 'save-watch').click();
    await page.getByText('With subfolders').waitFor();
    mkdirSync(path.join(folder, 'later'));
    writeSmallCsv(path.join(folder, 'later'), 'below.csv', 60);
    const submitted = () => screens.byTestId(page, 'watch-submitted').innerText();
    await expect.poll(submitted, { timeout: 60_000 }).toContain('2 files');

    renameSync(folder, `${folder} elsewhere`);
    await page.locator('[data-testid="watched-folder"][data-state="vanished"]').waitFor();
    expect(await screens.faultNotice(page).getAttribute('data-fault-code')).toBe('WATCHED_FOLDER_MISSING');
    await screens.keepScreenshot(page, 'timetable-vanished');
    expect(existsSync(path.join(results, report() as string))).toBe(true);
  });

  it('compares each new file with the one that came before it', async () => {
    const folder = path.join(app.home.folder, 'monthly');
    mkdirSync(folder);
    await app.open({ AUSPEX_FOLDERS: folder });
    const { page } = app;
    await screens.goTo(page, 'timetable');
    await screens.byTestId(page, 'timetable-tab-folders').click();
    await screens.byTestId(page, 'add-watch').first().click();
    await screens.byTestId(page, 'choose-watch').click();
    await screens.chooseSegment(page, 'work-recipe', 'compare');
    await screens.byTestId(page, 'work-key').fill('id');
    await page.keyboard.press('Enter');
    await screens.keepScreenshot(page, 'timetable-compare');
    await screens.byTestId(page, 'save-watch').click();
    await page.locator('[data-testid="watched-folder"][data-state="watching"]').waitFor();

    const submitted = () => screens.byTestId(page, 'watch-submitted').innerText();
    writeSmallCsv(folder, 'month 1.csv', 50);
    await expect.poll(submitted, { timeout: 60_000 }).toContain('1 file');
    writeSmallCsv(folder, 'month 2.csv', 53);
    await expect.poll(submitted, { timeout: 60_000 }).toContain('2 files');
    const completed = () => storedJobs(app.home.dataFolder).filter(({ state }) => state === 'completed').length;
    // A profile of each file, and what has changed between them.
    await expect.poll(completed, { timeout: 60_000 }).toBe(3);

    await screens.showJobs(page, 'completed');
    await page
      .locator('[data-testid="job-row"]:has-text("month 1.csv → month 2.csv") [data-testid="open-result"]')
      .click();
    await screens.showTab(page, 'rows');
    expect(await screens.byTestId(page, 'changes-kind').innerText()).toMatch(/Added 3\b/);
  });
});
