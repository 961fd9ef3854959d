import { describe, expect, it } from 'vitest';
import { example, writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

/** Every screen in every look: kept as test artifacts, and a proof that language and theme change at once. */
describe('the screens', () => {
  const app = appFor('all');
  const texts = new Map<string, string>();

  it.each([
    ['light', 'light', 'English'],
    ['dark', 'dark', 'English'],
    ['chinese', 'light', '中文（简体）'],
  ] as const)('in %s', async (look, theme, language) => {
    const { page } = app;
    await screens.goTo(page, 'settings');
    await screens.chooseTheme(page, theme);
    await screens.chooseLanguage(page, language);
    await expect
      .poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme))
      .toContain(theme);
    await screens.keepScreenshot(page, `settings-${look}`);
    await screens.goTo(page, 'timetable');
    await screens.keepScreenshot(page, `timetable-${look}`);
    await screens.goTo(page, 'models');
    await screens.keepScreenshot(page, `models-${look}`);
    await screens.goTo(page, 'library');
    await screens.keepScreenshot(page, `library-${look}`);

    await screens.goTo(page, 'start');
    await screens.keepScreenshot(page, `start-${look}`);
    const file = writeSmallCsv(app.home.folder, `notes-${look}.csv`);
    await screens.dropFiles(page, [example('grades-2024'), example('messy'), file]);
    await screens.fileItem(page, `notes-${look}.csv`, 'ready').waitFor();
    await screens.fileItem(page, 'messy.xlsx', 'ready').waitFor();
    await screens.previewTable(page).waitFor();
    await screens.keepScreenshot(page, `preview-${look}`);
    await screens.openAsTable(page);
    await screens.keepScreenshot(page, `table-${look}`);
    await screens.leaveTable(page);

    await screens.startJobs(page);
    await screens.waitForJob(page, `notes-${look}.csv`, 'completed');
    await screens.jobRow(page, 'grades-2024.xlsx', 'completed').first().waitFor();
    await screens.keepScreenshot(page, `jobs-${look}`);
    texts.set(look, await page.locator('nav').innerText());

    await screens.openResult(page, `notes-${look}.csv`);
    await screens.goTo(page, 'jobs');
    await screens.jobRow(page, 'grades-2024.xlsx', 'completed').first().locator('[data-testid="open-result"]').click();
    for (const tab of ['overview', 'columns', 'correlations', 'rows', 'import'] as const) {
      await screens.showTab(page, tab);
      await screens.keepScreenshot(page, `result-${tab}-${look}`);
    }
  });

  it('speak the language that was chosen', () => {
    expect(texts.get('light')).toBe(texts.get('dark'));
    expect(texts.get('chinese')).toMatch(/[\u4e00-\u9fff]/);
    expect(texts.get('light')).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('keep theme and language for the next start', async () => {
    await app.close();
    await app.open();
    expect(await app.page.locator('nav').innerText()).toMatch(/[\u4e00-\u9fff]/);
  });
});
