import type { Locator } from 'playwright';
import { describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { example, writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

/** The window for somebody who hears it or drives it by keys: each test goes on where the one before ended. */
describe('no screen stands in the way', () => {
  const app = appFor('all');
  const id = (name: string) => screens.byTestId(app.page, name);
  /** Goes on, so that one run tells all there is. */
  const expectNoBarriers = async (scene: string) => expect.soft(await barriers(app.page), scene).toEqual([]);

  it('while files are chosen', async () => {
    await expectNoBarriers('start, empty');
    await screens.dropFiles(app.page, [example('grades-2023'), writeSmallCsv(app.home.folder, 'people.csv', 200)]);
    await screens.fileItem(app.page, 'people.csv', 'ready').waitFor();
    await screens.previewTable(app.page).waitFor();
    await expectNoBarriers('start, files chosen');
    await screens.openAsTable(app.page);
    await expectNoBarriers('table');
    await screens.leaveTable(app.page);
  });

  it('while jobs are done, and at a profile', async () => {
    await screens.startJobs(app.page);
    for (const name of ['grades-2023.xlsx', 'people.csv']) await screens.waitForJob(app.page, name, 'completed');
    await expectNoBarriers('jobs');
    await screens.jobRow(app.page, 'people.csv').locator('[data-testid="job-menu"]').click();
    await expectNoBarriers('jobs, the menu of a row');
    await id('menu-details').click();
    await id('job-timeline').waitFor();
    await expectNoBarriers('job');
    await id('back-to-jobs').click();
    await screens.openResult(app.page, 'grades-2023.xlsx');
    for (const tab of ['overview', 'columns', 'correlations', 'rows', 'import'] as const) {
      await screens.showTab(app.page, tab);
      await app.page.getByRole('tabpanel').first().waitFor();
      await expectNoBarriers(`profile, ${tab}`);
    }
  });

  it('while a model is trained, looked at and used', async () => {
    await screens.goTo(app.page, 'start');
    await screens.dropFiles(app.page, [example('grades-2022')]);
    await screens.fileItem(app.page, 'grades-2022.xlsx', 'ready').waitFor();
    await screens.pickRecipe(app.page, 'train');
    await id('target-classes').waitFor({ timeout: 60_000 });
    await app.page.locator('label:has([data-testid="preset-quick"])').click();
    await expectNoBarriers('training plan');
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'grades-2022.xlsx', 'completed');
    await screens.openResult(app.page, 'grades-2022.xlsx');
    for (const tab of screens.trainingTabs) {
      await screens.showTab(app.page, tab);
      await app.page.getByRole('tabpanel').first().waitFor();
      await expectNoBarriers(`training, ${tab}`);
    }
    await screens.goTo(app.page, 'models');
    await id('model-detail').waitFor();
    await expectNoBarriers('models');
    await id('model-tab-whatIf').click();
    await id('probabilities').waitFor();
    await expectNoBarriers('models, what if');
    await id('predict-with').click();
    await screens.dropFiles(app.page, [example('grades-2024')]);
    await id('match-summary').waitFor();
    await expectNoBarriers('prediction plan');
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'grades-2024.xlsx', 'completed');
    await screens.openResult(app.page, 'grades-2024.xlsx');
    await id('prediction-scores').waitFor();
    for (const tab of screens.predictionTabs) {
      await screens.showTab(app.page, tab);
      await app.page.getByRole('tabpanel').first().waitFor();
      await expectNoBarriers(`prediction, ${tab}`);
    }
    await screens.openPredictedRow(app.page);
    await expectNoBarriers('prediction, a row');
  });

  it('in the library, the timetable and the settings', async () => {
    await id('import-into-library').click();
    await id('import-run').waitFor();
    await expectNoBarriers('import into the library');
    await id('import-run').click();
    await id('import-dialog').waitFor({ state: 'detached', timeout: 60_000 });
    await screens.goTo(app.page, 'library');
    await id('library-show').first().click();
    await id('sql-figures').waitFor();
    await id('library-columns').first().click();
    await expectNoBarriers('library');
    await id('library-table-menu').first().click();
    await id('library-rename').click();
    await id('library-new-name').waitFor();
    await expectNoBarriers('library, a new name');
    await app.page.keyboard.press('Escape');
    await id('library-new-name').waitFor({ state: 'detached' });
    await screens.goTo(app.page, 'timetable');
    await expectNoBarriers('timetable, empty');
    await id('add-schedule').first().click();
    await id('schedule-dialog').waitFor();
    await screens.chooseFiles(app.page, [writeSmallCsv(app.home.folder, 'weekly.csv')]);
    await expectNoBarriers('timetable, a new schedule');
    await app.page.keyboard.press('Escape');
    for (const section of ['general', 'jobs', 'keeping', 'telling', 'audit']) {
      await screens.goTo(app.page, 'settings');
      await id(`settings-tab-${section}`).click();
      await expectNoBarriers(`settings, ${section}`);
    }
  });

  describe('and by keys', () => {
    /** What has the focus, by its name in tests, and whether that is seen. */
    const focused = () =>
      app.page.evaluate(() => {
        const { activeElement: at } = document;
        const hasRing = at?.matches(':focus-visible') && getComputedStyle(at).outlineStyle === 'solid';
        return `${at?.getAttribute('data-testid') ?? at?.tagName}${hasRing ? '' : ', without a ring'}`;
      });
    const expectFocusAt = (name: string, after: string) => expect.poll(focused, { message: after }).toBe(name);
    const press = (key: string) => app.page.keyboard.press(key);
    const expectFocusIn = (box: Locator) =>
      expect.poll(() => box.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    /** Takes an entry of the menu that is open, once the menu has taken the focus. */
    const take = async (entry: string) => {
      await expectFocusIn(app.page.getByRole('menu'));
      await id(entry).press('Enter');
    };
    const leaveDialog = async () => {
      const dialog = app.page.getByRole('dialog');
      await expectFocusIn(dialog);
      await press('Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    /** Opens a dialog by keys, through a menu where it is one of its entries, and leaves it. */
    const openAndLeave = async (opener: string, entry?: string) => {
      await id(opener).first().press('Enter');
      if (entry) await take(entry);
      await leaveDialog();
      await expectFocusAt(opener, `the dialog of ${entry ?? opener}`);
    };

    it('a dialog gives the focus back to what opened it', async () => {
      await screens.goTo(app.page, 'library');
      for (const entry of ['library-rename', 'library-remove', 'library-imports']) {
        await openAndLeave('library-table-menu', entry);
      }
      await openAndLeave('sql-keep');
      await screens.goTo(app.page, 'models');
      for (const entry of ['rename-model', 'remove-model']) await openAndLeave('model-more', entry);
      await screens.goTo(app.page, 'timetable');
      await openAndLeave('add-schedule');
    });

    it('so does a menu, also at its first time', async () => {
      await screens.goTo(app.page, 'start');
      await screens.goTo(app.page, 'library');
      await id('library-table-menu').first().press('Enter');
      await expectFocusIn(app.page.getByRole('menu'));
      await press('Escape');
      await expectFocusAt('library-table-menu', 'the menu of a table');
    });

    it('the list of jobs has it again after a question and after the page of a job', async () => {
      const list = id('job-list');
      await screens.goTo(app.page, 'jobs');
      await list.focus();
      for (const key of ['Home', 'ArrowDown']) await press(key);
      const line = await list.getAttribute('aria-activedescendant');
      expect(line).not.toBeNull();
      await press('Delete');
      await leaveDialog();
      await expectFocusAt('job-list', 'a question');
      await press('Shift+F10');
      await take('menu-remove');
      await leaveDialog();
      await expectFocusAt('job-list', 'a question from the menu');
      await press('i');
      await id('job-timeline').waitFor();
      // The first stop of the page itself, not of the window.
      await press('Tab');
      await expectFocusAt('back-to-jobs', 'one step into the page of a job');
      await press('Enter');
      await expectFocusAt('job-list', 'the page of a job');
      expect(await list.getAttribute('aria-activedescendant')).toBe(line);
    });
  });
});
