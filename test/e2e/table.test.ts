import { describe, expect, it } from 'vitest';
import { writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

/** A chosen file as a table, in one window: each test goes on where the one before ended. */
describe('a chosen file as a table', () => {
  const app = appFor('all');

  it('opens over the whole window', async () => {
    await screens.dropFiles(app.page, [writeSmallCsv(app.home.folder, 'people.csv', 5_000)]);
    await screens.fileItem(app.page, 'people.csv', 'ready').waitFor();
    await screens.openAsTable(app.page);
    await expect.poll(() => screens.rowsRange(app.page).innerText()).toContain('5,000');
    expect(await screens.cellsOf(app.page, 1, 3)).toEqual(['1', '2', '3']);
  });

  it('sorts by a click on a head, and by another click the other way round', async () => {
    await screens.sortByColumn(app.page, 'id');
    await screens.sortByColumn(app.page, 'id');
    await expect.poll(() => screens.cellsOf(app.page, 1, 2)).toEqual(['5000', '4999']);
  });

  it('shows the last row whole, above the bars', async () => {
    const table = screens.rowsTable(app.page);
    await table.locator('[role=gridcell]').first().click();
    await table.press('Control+End');
    await expect.poll(() => screens.rowsRange(app.page).innerText()).toMatch(/–5,000 of/);
    const hiddenPx = await table.evaluate((element) => {
      const scroller = [element, ...element.querySelectorAll('*')].find(
        (one) => one.scrollHeight > one.clientHeight + 1000,
      )!;
      const bottoms = [...element.querySelectorAll('[role=gridcell]')].map(
        (cell) => cell.getBoundingClientRect().bottom,
      );
      return Math.max(...bottoms) - (scroller.getBoundingClientRect().top + scroller.clientTop + scroller.clientHeight);
    });
    expect(hiddenPx).toBeLessThanOrEqual(1);
    await table.press('Control+Home');
  });

  it('filters by a value', async () => {
    await screens.pickValue(app.page, 'name', 'name 3');
    await expect.poll(() => screens.rowsRange(app.page).innerText()).toContain('714');
    expect(new Set(await screens.cellsOf(app.page, 2, 10))).toEqual(new Set(['name 3']));
  });

  it('copies what is selected, as a spreadsheet range', async () => {
    const table = screens.rowsTable(app.page);
    await table.press('Control+Home');
    await table.press('Shift+ArrowRight');
    await table.press('Control+c');
    const [id] = await screens.cellsOf(app.page, 1, 1);
    // Pasted where it can be read: the range is one line of two cells with a tab between them.
    await expect
      .poll(async () => {
        await screens.tableSearch(app.page).fill('');
        await screens.tableSearch(app.page).press('Control+v');
        return screens.tableSearch(app.page).inputValue();
      })
      .toBe(`${id}\tname 3`);
    await screens.tableSearch(app.page).fill('');
  });

  it('finds a text and says how many rows hold it', async () => {
    await screens.tableSearch(app.page).fill('2024-03-18');
    await expect.poll(() => screens.searchMatches(app.page).innerText()).toMatch(/^1 of \d+ rows$/);
    await screens.tableSearch(app.page).press('Enter');
    await expect.poll(() => screens.searchMatches(app.page).innerText()).toMatch(/^2 of \d+ rows$/);
  });

  it('goes back to the chosen files', async () => {
    await screens.leaveTable(app.page);
    await screens.fileItem(app.page, 'people.csv', 'ready').waitFor();
  });
});
