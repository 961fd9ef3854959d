import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Home } from './app-driver.ts';
import { example } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

/** The whole path, in one window: each test goes on where the one before ended. */
describe('from a dropped workbook to reports on disk', () => {
  const app = appFor('all');

  it('opens on the start screen', async () => {
    await screens.openedScreen(app.page);
    expect(await app.page.title()).toContain('Auspex');
  });

  it('previews what is dropped', async () => {
    await screens.dropFiles(app.page, [example('grades-2024')]);
    await screens.fileItem(app.page, 'grades-2024.xlsx', 'ready').waitFor();
    await screens.previewTable(app.page).waitFor();
    expect(await screens.previewTable(app.page).innerText()).not.toBe('');
  });

  it('profiles it while the jobs screen shows how far it is', async () => {
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'grades-2024.xlsx', 'completed');
  });

  it('shows the result', async () => {
    await screens.openResult(app.page, 'grades-2024.xlsx');
    expect(await screens.figure(app.page, 'rows')).toMatch(/\d/);
    for (const tab of ['columns', 'correlations', 'rows', 'overview'] as const) {
      await screens.showTab(app.page, tab);
      await app.page.getByRole('tabpanel').first().waitFor();
      expect(await screens.faultNotice(app.page).count()).toBe(0);
    }
  });

  it('saves the styled workbook', async () => {
    await screens.saveReport(app.page, 'xlsx');
    const file = await savedFile(app.home, '.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    expect(workbook.worksheets.length).toBeGreaterThanOrEqual(3);
    expect(path.basename(file)).toMatch(/^grades-2024.* profile\.xlsx$/);
  });

  it('saves a page that stands alone, and JSON', async () => {
    await screens.saveReport(app.page, 'html');
    const page = readFileSync(await savedFile(app.home, '.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="https?:/i);
    await screens.saveReport(app.page, 'json');
    const data = JSON.parse(readFileSync(await savedFile(app.home, '.json'), 'utf8'));
    expect(Object.keys(data).length).toBeGreaterThan(1);
  });

  it('opens a saved report and shows where it lies', async () => {
    await screens.savedNotice(app.page).locator('[data-testid="open-export"]').click();
    await expect
      .poll(() => openedPaths(app.home), { timeout: 10_000 })
      .toContainEqual(expect.stringMatching(/profile\.json$/));
    await screens.savedNotice(app.page).locator('[data-testid="show-export"]').click();
    // Without a file manager on the bus Electron opens a folder instead; some versions take the one above.
    await expect
      .poll(() => openedPaths(app.home), { timeout: 30_000 })
      .toContainEqual(expect.stringMatching(/\/Downloads(\/Auspex)?$/));
  });

  it('never overwrites a saved report', async () => {
    const before = readdirSync(app.home.exportFolder).length;
    await screens.saveReport(app.page, 'json');
    await expect.poll(() => readdirSync(app.home.exportFolder).length, { timeout: 30_000 }).toBe(before + 1);
  });

  it('keeps the jobs for the next start', async () => {
    expect(await app.close()).toBe(0);
    await app.open();
    await screens.goTo(app.page, 'jobs');
    await screens.waitForJob(app.page, 'grades-2024.xlsx', 'completed');
  });
});

/** The first file with that ending in the export folder, once it is there. */
async function savedFile(home: Home, extension: string): Promise<string> {
  const find = () =>
    existsSync(home.exportFolder) ? readdirSync(home.exportFolder).find((name) => name.endsWith(extension)) : undefined;
  await expect.poll(find, { timeout: 60_000 }).toBeDefined();
  return path.join(home.exportFolder, find() as string);
}

function openedPaths(home: Home): readonly string[] {
  return existsSync(home.openedLog) ? readFileSync(home.openedLog, 'utf8').trim().split('\n') : [];
}
