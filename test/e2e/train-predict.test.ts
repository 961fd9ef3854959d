import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasOpenpyxl, readWithOpenpyxl } from '../workers/export/read-with-openpyxl.ts';
import { example } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

const majors = 5;
const students2024 = 547;

/** The main path of the app, in one window: each test goes on where the one before ended. */
describe('from last years’ grades to a workbook by major', () => {
  const app = appFor('all');
  const id = (name: string) => screens.byTestId(app.page, name);

  it('proposes what to predict from two dropped workbooks', async () => {
    await screens.dropFiles(app.page, [example('grades-2022'), example('grades-2023')]);
    await screens.fileItem(app.page, 'grades-2023.xlsx', 'ready').waitFor();
    await screens.pickRecipe(app.page, 'train');
    await expect.poll(() => id('target-select').inputValue(), { timeout: 60_000 }).toBe('毕业去向');
    await id('target-classes').waitFor();
    expect(await id('used-columns').innerText()).toMatch(/\d+ of 20 columns/);
    await screens.keepScreenshot(app.page, 'train-plan');
  });

  it('trains on both together', async () => {
    await app.page.locator('label:has([data-testid="preset-quick"])').click();
    await id('model-name').fill('Graduates');
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'grades-2022.xlsx', 'completed');
  });

  it('shows how good the model is beside a guess', async () => {
    await screens.openResult(app.page, 'grades-2022.xlsx');
    await id('training-summary').waitFor();
    const words = await id('training-summary').innerText();
    const [right, guessed] = [...words.matchAll(/right in (\d+)/gi)].map(([, count]) => Number(count));
    expect(right).toBeGreaterThan(guessed ?? 100);
    await screens.keepScreenshot(app.page, 'training-summary');
    for (const tab of screens.trainingTabs) {
      await screens.showTab(app.page, tab);
      await app.page.getByRole('tabpanel').first().waitFor();
      expect(await screens.faultNotice(app.page).count(), tab).toBe(0);
    }
  });

  it('saves a chart as a picture and as a drawing', async () => {
    await screens.showTab(app.page, 'curves');
    // Hidden until the thread that draws says that it has drawn.
    await id('roc-chart').locator('canvas').waitFor({ state: 'visible', timeout: 30_000 });
    for (const format of ['png', 'svg'] as const) {
      await id('roc-chart').locator('[data-testid="chart-menu"]').click();
      await id(`save-${format}`).click();
      await expect.poll(() => savedFile(`.${format}`), { timeout: 30_000 }).toBeDefined();
    }
    expect(
      readFileSync(savedFile('.png') ?? '')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(readFileSync(savedFile('.svg') ?? '', 'utf8')).toMatch(/^<svg /);
  });

  it('tries inputs in the model library', async () => {
    await screens.goTo(app.page, 'models');
    await id('model-item').filter({ hasText: 'Graduates' }).waitFor();
    await screens.keepScreenshot(app.page, 'models');
    await id('model-tab-whatIf').click();
    await id('probabilities').waitFor();
    const before = await id('probabilities').innerText();
    await app.page.locator('[data-input="平均绩点"]').fill('1.1');
    await expect.poll(() => id('probabilities').innerText(), { timeout: 20_000 }).not.toBe(before);
    await screens.keepScreenshot(app.page, 'what-if');
  });

  it('predicts the next year with it, by major', async () => {
    await id('predict-with').click();
    await screens.dropFiles(app.page, [example('grades-2024')]);
    await screens.fileItem(app.page, 'grades-2024.xlsx', 'ready').waitFor();
    await id('match-summary').waitFor();
    expect(await id('match-summary').innerText()).toMatch(/^(\d+) of \1 columns are found/);
    await id('group-by').fill('专业');
    await app.page.getByRole('option', { name: /^专业/ }).first().click();
    await screens.keepScreenshot(app.page, 'predict-plan');
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'grades-2024.xlsx', 'completed');
  });

  it('shows what was predicted, and why', async () => {
    await screens.openResult(app.page, 'grades-2024.xlsx');
    await id('prediction-summary').waitFor();
    expect(await id('prediction-summary').innerText()).toContain(`${students2024} rows`);
    await id('prediction-scores').waitFor();
    await screens.keepScreenshot(app.page, 'prediction-summary');
    for (const tab of screens.predictionTabs) {
      await screens.showTab(app.page, tab);
      await app.page.getByRole('tabpanel').first().waitFor();
      expect(await screens.faultNotice(app.page).count(), tab).toBe(0);
    }
    await screens.openPredictedRow(app.page);
    await screens.keepScreenshot(app.page, 'prediction-row');
  });

  it('hands out a workbook with a sheet for each major', async () => {
    await id('save-export').click();
    await expect.poll(() => savedFile('.xlsx'), { timeout: 60_000 }).toBeDefined();
    if (!hasOpenpyxl) return;
    const sheets = readWithOpenpyxl(savedFile('.xlsx') ?? '');
    const ofMajors = sheets.filter(({ rows }) => rows.some((row) => row.includes('学号')));
    expect(ofMajors).toHaveLength(majors);
    const students = new Set(ofMajors.flatMap(({ rows }) => rows.flatMap((row) => row.filter(isStudent))));
    expect(students.size).toBe(students2024);
    const linked = sheets.flatMap(({ links }) => Object.values(links)).join('\n');
    for (const { name } of ofMajors) expect(linked).toContain(name);
  });

  it('takes the predictions into the library, where they can be asked', async () => {
    await id('import-into-library').click();
    await id('import-dialog').waitFor();
    await id('import-run').click();
    await id('import-dialog').waitFor({ state: 'hidden', timeout: 60_000 });
    await screens.goTo(app.page, 'library');
    await id('library-table').first().waitFor();
    await id('library-table').first().locator('[data-testid="library-show"]').click();
    await expect.poll(() => id('sql-figures').innerText(), { timeout: 60_000 }).toContain(String(students2024));
    await screens.keepScreenshot(app.page, 'library-predictions');
  });

  const isStudent = (cell: unknown) => typeof cell === 'string' && /^20\d{8}$/.test(cell);

  /** The first file with that ending in the export folder. */
  function savedFile(extension: string): string | undefined {
    const { exportFolder } = app.home;
    const name = existsSync(exportFolder) && readdirSync(exportFolder).find((one) => one.endsWith(extension));
    return name ? path.join(exportFolder, name) : undefined;
  }
});
