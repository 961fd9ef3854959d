import { describe, expect, it } from 'vitest';
import { writeSmallCsv } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

describe('the settings', () => {
  const app = appFor('all');
  const showSection = async (name: string) => {
    await screens.goTo(app.page, 'settings');
    await screens.byTestId(app.page, `settings-tab-${name}`).click();
  };

  it('of the engine are kept for the next start, and what is out of bounds is not', async () => {
    await showSection('jobs');
    const atOnce = screens.byTestId(app.page, 'max-running-jobs');
    await atOnce.fill('99');
    await atOnce.press('Enter');
    expect(await app.page.getByText('A number from 1 to 64').count()).toBe(1);
    await atOnce.fill('2');
    await atOnce.press('Enter');
    await app.close();
    await app.open();
    await showSection('jobs');
    expect(await screens.byTestId(app.page, 'max-running-jobs').inputValue()).toBe('2');
  });

  it('tell what a clean-up would free, and free it', async () => {
    await screens.goTo(app.page, 'start');
    await screens.chooseFiles(app.page, [writeSmallCsv(app.home.folder, 'kept.csv')]);
    await screens.fileItem(app.page, 'kept.csv', 'ready').waitFor();
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'kept.csv', 'completed');
    await showSection('keeping');
    await expect.poll(() => screens.byTestId(app.page, 'storage').innerText()).toMatch(/Results\s+[\d.]+ kB/);
    await screens.byTestId(app.page, 'clean-up').click();
    await app.page.getByText('Last clean-up').waitFor();
  });

  it('show who did what, in a chain that holds', async () => {
    await showSection('audit');
    await screens.byTestId(app.page, 'audit-entry').first().waitFor();
    const words = await screens.byTestId(app.page, 'audit-section').innerText();
    expect(words).toMatch(/You\s+submitted\s+.*kept\.csv/);
    expect(words).toMatch(/changed settings\s+maxRunningJobs/);
    await screens.byTestId(app.page, 'audit-verify').click();
    expect(await screens.byTestId(app.page, 'audit-verdict').getAttribute('data-intact')).toBe('true');
    await screens.keepScreenshot(app.page, 'settings-audit');
  });
});
