import { describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { example, writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

/** What opens over a screen, what is seen more rarely, and the window in Chinese: each test goes on where the one before ended. */
describe('nothing that opens stands in the way', () => {
  const app = appFor('all');
  const id = (name: string) => screens.byTestId(app.page, name);
  /** Goes on, so that one run tells all there is. */
  const expectNoBarriers = async (scene: string) => expect.soft(await barriers(app.page), scene).toEqual([]);
  /** Opens something by a click, examines the window, and closes it by Escape. */
  const expectNoBarriersIn = async (
    scene: string,
    opener: string,
    opened = app.page.locator('[role=menu], [role=dialog]'),
  ) => {
    await id(opener).first().click();
    await opened.first().waitFor();
    await expectNoBarriers(scene);
    await app.page.keyboard.press('Escape');
    await opened.first().waitFor({ state: 'hidden' });
  };
  const options = () => app.page.getByRole('listbox');

  it('where files are chosen', async () => {
    await expectNoBarriersIn('start, the menu of choosing', 'choose-menu');
    await screens.dropFiles(app.page, [example('messy'), writeSmallCsv(app.home.folder, 'people.csv', 200)]);
    await screens.fileItem(app.page, 'messy.xlsx', 'ready').waitFor();
    await screens.fileItem(app.page, 'people.csv', 'ready').waitFor();
    await screens.previewTable(app.page).waitFor();
    await expectNoBarriersIn('start, how cells are read', 'cell-choices');
    await expectNoBarriersIn('start, the options of jobs', 'start-options');
    await screens.openAsTable(app.page);
    await expectNoBarriersIn('table, the menu of a column', 'column-menu', id('column-menu-content'));
    await expectNoBarriersIn('table, the columns', 'columns-button');
    await screens.leaveTable(app.page);
  });

  it('where two files are compared', async () => {
    await app.page.getByRole('button', { name: 'Remove all' }).click();
    await screens.pickRecipe(app.page, 'compare');
    await expectNoBarriers('comparison plan, empty');
    await screens.dropFiles(app.page, [example('grades-2023'), example('grades-2024')]);
    await id('compare-shape').waitFor({ timeout: 60_000 });
    await expectNoBarriers('comparison plan');
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'grades-2024.xlsx', 'completed');
    await expectNoBarriersIn('jobs, the filter', 'job-filter-menu');
    await expectNoBarriersIn('jobs, the keys', 'job-keys', id('job-keys-list'));
    await screens.openResult(app.page, 'grades-2024.xlsx');
    for (const tab of ['overview', 'columns', 'rows'] as const) {
      await screens.showTab(app.page, tab);
      await app.page.getByRole('tabpanel').first().waitFor();
      await expectNoBarriers(`comparison, ${tab}`);
    }
    await expectNoBarriersIn('comparison, saving it', 'export-button');
  });

  it('in the timetable and where models come in', async () => {
    await screens.goTo(app.page, 'timetable');
    await id('timetable-tab-folders').click();
    await expectNoBarriers('watched folders, empty');
    await id('add-watch').first().click();
    await id('watch-dialog').waitFor();
    await expectNoBarriers('a new watched folder');
    await app.page.keyboard.press('Escape');
    await id('watch-dialog').waitFor({ state: 'detached' });
    await id('timetable-tab-schedules').click();
    await id('add-schedule').first().click();
    await id('schedule-dialog').waitFor();
    await id('trigger-mode').click();
    await options().waitFor();
    await expectNoBarriers('a new schedule, when it begins');
    await app.page.getByRole('option').last().click();
    await screens.chooseSegment(app.page, 'work-recipe', 'compare');
    await expectNoBarriers('a new schedule that compares');
    await app.page.keyboard.press('Escape');
    await id('schedule-dialog').waitFor({ state: 'detached' });
    await screens.goTo(app.page, 'models');
    await expectNoBarriers('models, empty');
  });

  it('in Chinese', async () => {
    await screens.goTo(app.page, 'settings');
    await id('language-select').click();
    await options().waitFor();
    await expectNoBarriers('settings, the languages');
    await app.page.getByRole('option', { name: '中文（简体）', exact: true }).click();
    await expect.poll(() => app.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    for (const screen of ['settings', 'start', 'jobs', 'models', 'library', 'timetable'] as const) {
      await screens.goTo(app.page, screen);
      await expectNoBarriers(`${screen}, in Chinese`);
    }
    await screens.goTo(app.page, 'jobs');
    await screens.openResult(app.page, 'grades-2024.xlsx');
    await expectNoBarriers('comparison, in Chinese');
  });

  it('and no section of the settings is wider than its place', async () => {
    for (const section of ['general', 'jobs', 'keeping', 'telling', 'audit']) {
      await screens.goTo(app.page, 'settings');
      await id(`settings-tab-${section}`).click();
      const panel = app.page.getByRole('tabpanel').filter({ visible: true });
      await panel.locator('h2, h3, p').first().waitFor();
      expect.soft(await panel.evaluate((box) => box.scrollWidth - box.clientWidth), section).toBe(0);
    }
  });
});
