import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelFileBytes } from '../../workers/models/write-model-file.ts';
import { goldenModel, modelsFolder } from '../workers/models/golden-model.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

interface Brought {
  readonly name: string;
  /** Of the fixtures. */
  readonly file: string;
  /** Header of the recorded predictions, and which of a row's they are. */
  readonly header: string;
  readonly place: number;
}

/** Models of other programs, in through the window and put to use there. */
describe('a model that another program made', () => {
  const app = appFor('all');
  const id = (name: string) => screens.byTestId(app.page, name);
  const fixture = (file: string) => path.join(modelsFolder, file);

  /** A table of the rows and predictions that its own program recorded. */
  function recordedTable({ file, header, name, place }: Brought, columns?: readonly string[]): string {
    const stem = path.parse(file).name;
    const expected = JSON.parse(readFileSync(fixture(`${stem}.expected.json`), 'utf8'));
    const lines = expected.rows.map((row: (string | number | null)[], at: number) => {
      const recorded = [expected.predictions[at]].flat()[place];
      return [...row.map((cell) => cell ?? ''), recorded].join(',');
    });
    const target = path.join(app.home.folder, `${name} recorded.csv`);
    writeFileSync(target, `${[...(columns ?? expected.columns), header].join(',')}\n${lines.join('\n')}\n`);
    return target;
  }

  async function bringIn(file: string, name: string, table: string, look: string): Promise<void> {
    const { page } = app;
    await screens.goTo(page, 'models');
    await id('import-model').click();
    await id('import-model-dialog').waitFor();
    await screens.chooseFiles(page, [file], 'model-file');
    await page.locator('[data-testid="import-model-dialog"] summary').click();
    await screens.chooseFiles(page, [table], 'check-file');
    await page
      .locator(
        '[data-testid="import-model-dialog"] input[type="text"], [data-testid="import-model-dialog"] input:not([type])',
      )
      .first()
      .fill(name);
    await page.getByText(path.basename(table)).waitFor();
    await screens.keepScreenshot(page, `import-model-${look}`);
    await id('import-model-now').click();
    await id('import-model-dialog').waitFor({ state: 'hidden', timeout: 60_000 });
    await id('model-item').filter({ hasText: name }).waitFor();
    await id('model-card-view').waitFor();
    await screens.keepScreenshot(page, `foreign-card-${look}`);
  }

  async function predict(name: string, table: string, rows: number, look: string): Promise<void> {
    const { page } = app;
    await id('predict-with').click();
    await screens.dropFiles(page, [table]);
    const fileName = path.basename(table);
    await screens.fileItem(page, fileName, 'ready').waitFor();
    await id('match-summary').waitFor();
    expect(await id('match-summary').innerText()).toMatch(/(\d+)\D+\1/);
    await screens.startJobs(page);
    await screens.waitForJob(page, fileName, 'completed');
    await screens.openResult(page, fileName);
    await id('prediction-summary').waitFor();
    expect(await id('prediction-summary').innerText()).toContain(String(rows));
    await screens.keepScreenshot(page, `foreign-prediction-${look}`);
    await screens.showTab(page, 'rows');
    await page.getByRole('tabpanel').first().waitFor();
    expect(await screens.faultNotice(page).count(), name).toBe(0);
    await screens.keepScreenshot(page, `foreign-rows-${look}`);
  }

  it.each([
    { name: 'From XGBoost', file: 'xgboost-regression.json', header: 'prediction', place: 0, rows: 40 },
    { name: 'From LightGBM', file: 'lightgbm-multiclass.txt', header: 'P(2)', place: 2, rows: 40 },
    { name: 'From CatBoost', file: 'catboost-categories.cbm', header: 'P(pass)', place: 0, rows: 60 },
  ])('$name is checked, shown and predicted with', async ({ rows, ...brought }) => {
    const table = recordedTable(brought);
    const look = path.parse(brought.file).name;
    await bringIn(fixture(brought.file), brought.name, table, look);
    await predict(brought.name, table, rows, look);
  });

  it('as ONNX is checked, shown and predicted with', async () => {
    const { document } = await goldenModel('xgboost-regression.json');
    const file = path.join(app.home.folder, 'made.onnx');
    writeFileSync(file, modelFileBytes(document, 'onnx'));
    const brought = { name: 'From ONNX', file: 'xgboost-regression.json', header: 'prediction', place: 0 };
    const table = recordedTable(
      brought,
      document.columns.map((_, place) => `f${place}`),
    );
    await bringIn(file, brought.name, table, 'onnx');
    expect(await id('model-detail').innerText()).toContain('does not name what it predicts');
    await predict(brought.name, table, 40, 'onnx');
    const { page } = app;
    await page.getByText('This model cannot tell its reasons; choose a row').waitFor();
    await page.getByRole('gridcell').first().click();
    await id('predicted-value').waitFor();
    expect(await id('row-panel').innerText()).toContain('This model cannot tell its reasons.');
    expect(await page.locator('body').innerText()).not.toMatch(
      /Choose a row to see its reasons|prediction \(predicted\)/,
    );
    await screens.keepScreenshot(page, 'foreign-row-onnx');
  });

  it('says what an exported file does not hold, in every look', async () => {
    const { page } = app;
    const { document } = await goldenModel('xgboost-categories.json');
    const conformal = { coverage: 0.9, observedCoverage: 0.9, below: 0.2, above: 0.2, setThreshold: null };
    const file = path.join(app.home.folder, 'with-intervals.auspex-model.json');
    const place = document.columns.findIndex(({ name }) => name === 'course');
    const levels = ['art', 'engineering', 'law', 'medicine', 'music'];
    const columns = document.columns.map((one, at) => (at === place ? { ...one, type: 'text' as const } : one));
    const features = document.features.map((one, at) =>
      at === place ? { ...one, encoding: { kind: 'category' as const, levels } } : one,
    );
    writeFileSync(file, modelFileBytes({ ...document, columns, features, conformal }, 'auspex-model'));
    for (const [look, theme, language, words] of [
      ['light', 'light', 'English', /without their intervals/],
      ['dark', 'dark', 'English', /takes numbers only/],
      ['chinese-light', 'light', '中文（简体）', /不给区间/],
      ['chinese-dark', 'dark', '中文（简体）', /只接受数字/],
    ] as const) {
      await screens.goTo(page, 'settings');
      await screens.chooseTheme(page, theme);
      await screens.chooseLanguage(page, language);
      await screens.goTo(page, 'models');
      if (look === 'light') {
        await id('import-model').click();
        await screens.chooseFiles(page, [file], 'model-file');
        await id('import-model-now').click();
        await id('import-model-dialog').waitFor({ state: 'hidden', timeout: 60_000 });
      }
      await id('model-item').filter({ hasText: 'with-intervals' }).click();
      await id('model-card-view').waitFor();
      await id('export-model').click();
      await id('export-onnx').click();
      const notice = page.getByRole('alert').filter({ hasText: words }).last();
      await notice.waitFor({ timeout: 30_000 });
      await screens.keepScreenshot(page, `export-losses-${look}`);
      await notice.getByRole('button').click();
      await notice.waitFor({ state: 'hidden' });
    }
    await screens.goTo(page, 'settings');
    await screens.chooseTheme(page, 'light');
    await screens.chooseLanguage(page, 'English');
  });

  it('that does not give what was recorded is refused, in the language of the person', async () => {
    const { page } = app;
    await screens.goTo(page, 'settings');
    await screens.chooseLanguage(page, '中文（简体）');
    await screens.goTo(page, 'models');
    await id('model-item').filter({ hasText: 'From CatBoost' }).click();
    await id('model-card-view').waitFor();
    await screens.keepScreenshot(page, 'foreign-card-chinese');
    // Texts that the file does not name are tried as they are typed.
    await id('model-tab-whatIf').click();
    await id('probabilities').waitFor();
    await page.locator('[data-input="math"]').fill('2.6');
    const before = await id('probabilities').innerText();
    await page.locator('[data-input="status"]').fill('Sales');
    await expect.poll(() => id('probabilities').innerText(), { timeout: 20_000 }).not.toBe(before);
    await screens.keepScreenshot(page, 'foreign-what-if-chinese');
    await id('import-model').click();
    await screens.chooseFiles(page, [fixture('catboost-numbers.cbm')], 'model-file');
    await page.locator('[data-testid="import-model-dialog"] summary').click();
    const table = path.join(app.home.folder, 'wrong.csv');
    writeFileSync(table, 'math,hours,prediction\n1,2,99\n');
    await screens.chooseFiles(page, [table], 'check-file');
    await page.getByText('wrong.csv').waitFor();
    await id('import-model-now').click();
    const fault = screens.faultNotice(id('import-model-dialog'));
    await fault.waitFor();
    expect(await fault.innerText()).toMatch(/第 1 行/);
    await screens.keepScreenshot(page, 'import-refused-chinese');
    await page.keyboard.press('Escape');
  });

  it('tells what leaves it behind when it is exported', async () => {
    const { page } = app;
    await id('model-item').filter({ hasText: 'From CatBoost' }).click();
    await id('export-model').click();
    await id('export-xgboost-json').click();
    await page.getByText('Auspex 模型文件').first().waitFor({ timeout: 30_000 });
    await screens.keepScreenshot(page, 'export-refused-chinese');
  });
});
