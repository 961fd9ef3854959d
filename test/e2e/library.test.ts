import { describe, expect, it } from 'vitest';
import { writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

/** From a result into the library and to questions about it, in one window: each test goes on where the one before ended. */
describe('the library', () => {
  const app = appFor('all');
  const at = (id: string) => screens.byTestId(app.page, id);

  /** Writes a query in place of the one that stands there, and runs it. */
  async function ask(sql: string): Promise<void> {
    await at('sql-text').click();
    await app.page.keyboard.press('Control+a');
    await app.page.keyboard.insertText(sql);
    // What is proposed for the last word must not be taken by Enter.
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('Control+Enter');
  }

  it('takes over the rows of a result, and says before what that does', async () => {
    await screens.dropFiles(app.page, [writeSmallCsv(app.home.folder, 'people.csv', 700)]);
    await screens.fileItem(app.page, 'people.csv', 'ready').waitFor();
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'people.csv', 'completed');
    await screens.openResult(app.page, 'people.csv');
    await screens.showTab(app.page, 'rows');
    await at('import-into-library').click();
    await expect.poll(() => at('import-table').inputValue()).toBe('people');
    await expect.poll(() => at('import-after').innerText()).toBe('700');
    await at('import-run').click();
    await at('import-dialog').waitFor({ state: 'detached' });
    await screens.goTo(app.page, 'library');
    await app.page.locator('[data-testid="library-table"][data-name="people"]').waitFor();
  });

  it('shows a table by a click, and answers a query', async () => {
    await app.page.locator('[data-name="people"] [data-testid="library-show"]').first().click();
    await expect.poll(() => at('sql-figures').innerText()).toContain('700 rows');
    await ask('SELECT name, count(*) AS n FROM people GROUP BY name ORDER BY n DESC, name LIMIT 3');
    await expect.poll(() => at('sql-figures').innerText()).toContain('3 rows');
    await expect.poll(() => screens.cellsOf(app.page, 2, 3)).toEqual(['100', '100', '100']);
    await at('sql-tab-chart').click();
    await at('query-chart').waitFor();
    await screens.keepScreenshot(app.page, 'library-chart');
  });

  it('says where a query is wrong, and changes nothing', async () => {
    await ask('SELECT *\nFROM nobody');
    await expect.poll(() => screens.faultNotice(app.page).innerText()).toContain('line 2, column 6');
    await app.page.locator('.cm-wrong', { hasText: 'nobody' }).waitFor();
    await ask('DROP TABLE people');
    await expect.poll(() => screens.faultNotice(app.page).getAttribute('data-fault-code')).toBe('SQL_NOT_READING');
    await screens.keepScreenshot(app.page, 'library-fault');
  });

  it('remembers queries, and keeps what one found as a table', async () => {
    await at('sql-history').click();
    await at('sql-history-list').locator('button', { hasText: 'GROUP BY name' }).click();
    await at('sql-run').click();
    await at('sql-keep').click();
    await at('import-table').fill('Counts');
    await expect.poll(() => at('import-after').innerText()).toBe('3');
    await at('import-run').click();
    await app.page.locator('[data-testid="library-table"][data-name="Counts"]').waitFor();
    await ask('SELECT sum(n) AS total FROM "Counts"');
    await expect.poll(() => screens.cellsOf(app.page, 1, 1)).toEqual(['300']);
  });
});
