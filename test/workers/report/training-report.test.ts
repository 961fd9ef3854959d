import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { locales } from '../../../contract/texts.ts';
import { columnRoleTexts } from '../../../contract/train/column-role-texts.ts';
import { averagedSentence } from '../../../contract/train/sample-texts.ts';
import { columnRoles, type TrainingReport, trainingReportSchema } from '../../../contract/train/training-report.ts';
import { trainingWarningSentence, trainingWarningTexts } from '../../../contract/train/training-texts.ts';
import { shortenedInside } from '../../../workers/report/training/plots.ts';
import { renderTraining } from '../../../workers/report/training/render-training.ts';
import { testContext } from '../../builders/order-context.ts';
import { sampleRegression, sampleTraining } from './sample-training.ts';

type Format = 'xlsx' | 'html' | 'json';

async function render(
  report: TrainingReport,
  format: Format,
  locale: 'en' | 'zh-CN' = 'en',
  context = testContext().context,
) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-training-'));
  const reportPath = path.join(folder, 'report.json');
  writeFileSync(reportPath, JSON.stringify(report));
  const order = {
    reportPath,
    modelName: 'Degrees',
    engineVersion: '1.2.3',
    format,
    locale,
    scratchPath: path.join(folder, `out.${format}`),
  };
  return renderTraining(order, context);
}

async function workbookOf(report: TrainingReport, locale: 'en' | 'zh-CN' = 'en'): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile((await render(report, 'xlsx', locale)).path);
  return workbook;
}

const textsOf = (sheet: ExcelJS.Worksheet) => {
  const texts: string[] = [];
  sheet.eachRow((row) => {
    row.eachCell(({ text }) => {
      texts.push(text);
    });
  });
  return texts;
};

it('the samples are such reports as trainings give', () => {
  for (const report of [sampleTraining, sampleRegression]) expect(trainingReportSchema.parse(report)).toEqual(report);
});

describe('the workbook of a training', () => {
  it('has scores beside the baselines, and a sheet for all that is known', async () => {
    const workbook = await workbookOf(sampleTraining);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      ...['Summary', 'Confusion', 'ROC curve', 'Precision and recall', 'Calibration', 'Importance'],
      ...['Partial dependence', 'Groups', 'Learning curve', 'Columns', 'Settings'],
    ]);
    const summary = workbook.getWorksheet('Summary')!;
    expect(summary.getRow(5).values).toEqual([
      ...[undefined, 'Score', '', 'Cross-validated', '± over folds', 'Held out', 'Linear', 'Trivial'].map(
        (text) => text || undefined,
      ),
    ]);
    expect(summary.getRow(6).values).toEqual([undefined, 'Accuracy', 'higher is better', 0.8, 0.02, 0.78, 0.7, 0.5]);
    expect(textsOf(summary).join('\n')).toContain('12.5% of the rows have the same values');
  });

  it('runs no formula of the files', async () => {
    const workbook = await workbookOf(sampleTraining);
    expect(textsOf(workbook.getWorksheet('Groups')!)).toContain("'=Law");
    expect(textsOf(workbook.getWorksheet('Columns')!)).toContain("'=cmd()");
    expect(textsOf(workbook.getWorksheet('Confusion')!)).toContain("'-Third");
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) => row.eachCell(({ formula }) => expect(formula).toBeUndefined()));
  });

  it('tells which classes are found, and of how many predictions are right', async () => {
    const sheet = (await workbookOf(sampleTraining)).getWorksheet('Confusion')!;
    expect(sheet.getRow(3).values).toEqual([undefined, 'First', 70, 20, 10, 0.7]);
    expect(sheet.getRow(6).getCell(2).value).toBeCloseTo(70 / 80, 10);
  });

  it('names settings and settings tried in the language of the reader', async () => {
    const searched = { ...sampleRegression, search: [{ settings: { depth: 4, other: 1 }, score: 12.5, fits: 5 }] };
    const texts = textsOf((await workbookOf(searched, 'zh-CN')).getWorksheet('设置')!);
    for (const shown of ['学习率', '均衡', '树的最大深度', 'other', '12.5']) expect(texts).toContain(shown);
  });

  it('of a number has residuals in place of classes', async () => {
    const workbook = await workbookOf(sampleRegression);
    const names = workbook.worksheets.map(({ name }) => name);
    expect(names).toContain('Residuals');
    expect(names).not.toContain('Confusion');
    expect(textsOf(workbook.getWorksheet('Summary')!)).toContain('Nothing stood out.');
  });

  it('has the same bytes each time, and is written in both languages', async () => {
    const [one, other] = [await render(sampleTraining, 'xlsx', 'zh-CN'), await render(sampleTraining, 'xlsx', 'zh-CN')];
    expect(one.sha256).toBe(other.sha256);
    expect((await workbookOf(sampleTraining, 'zh-CN')).worksheets[0]!.name).toBe('总览');
    expect(readdirSync(path.dirname(one.path)).sort()).toEqual(['out.xlsx', 'report.json']);
  });
});

describe.each(locales)('a training whose model is the mean of several fits, in %s', (locale) => {
  it('says on page and sheet that the lines are those of one of them, and else does not', async () => {
    const mean = { ...sampleTraining, settings: { ...sampleTraining.settings, averaged: 3 } };
    const told = averagedSentence(mean, locale);
    expect(told).toMatch(locale === 'en' ? /best of 3 fits/ : /3 次拟合/);
    const pageOf = async (report: TrainingReport) => readFile((await render(report, 'html', locale)).path, 'utf8');
    const sheetOf = async (report: TrainingReport) =>
      textsOf((await workbookOf(report, locale)).getWorksheet(locale === 'en' ? 'Learning curve' : '学习曲线')!).join();
    expect(await pageOf(mean)).toContain(told);
    expect(await sheetOf(mean)).toContain(told);
    expect(averagedSentence(sampleTraining, locale)).toBe('');
    expect(await pageOf(sampleTraining)).not.toContain(told);
    expect(await sheetOf(sampleTraining)).not.toContain(told);
  });
});

describe('the page of a training', () => {
  it('shows scores, curves and reasons, and takes nothing of the files for markup', async () => {
    const page = await readFile((await render(sampleTraining, 'html')).path, 'utf8');
    for (const shown of [
      '80.0% ± 2.0%',
      '“=cmd()” is the target in another form',
      '&lt;script&gt;',
      'ROC curve',
      'few rows',
    ]) {
      expect(page).toContain(shown);
    }
    expect(page.match(/<svg /g)!.length).toBeGreaterThanOrEqual(9);
    expect(page).not.toMatch(/<script|<b>2022|https?:\/\/(?!www\.w3\.org)/);
  });

  it('of a number, in Chinese', async () => {
    const page = await readFile((await render(sampleRegression, 'html', 'zh-CN')).path, 'utf8');
    expect(page).toContain('lang="zh-CN"');
    expect(page).toContain('预测值与真实值');
    expect(page).not.toContain('混淆矩阵');
    expect(page).toContain('2024-0');
  });

  it('of a training with hardly anything to tell', async () => {
    const bare: TrainingReport = {
      ...sampleRegression,
      ...{
        crossValidated: null,
        holdout: null,
        conformal: null,
        residuals: null,
        importance: [],
        partialDependence: [],
      },
      ...{ learningCurve: [], history: { train: [], validation: [] }, columns: [] },
    };
    expect(await readFile((await render(bare, 'html')).path, 'utf8')).toContain('Prediction of Price');
    expect((await workbookOf(bare)).worksheets.map(({ name }) => name)).toEqual(['Summary', 'Columns', 'Settings']);
  });
});

it('the JSON of a training is its report with what it is', async () => {
  const told = JSON.parse(await readFile((await render(sampleTraining, 'json')).path, 'utf8'));
  expect(told).toMatchObject({ format: 'auspex-training', version: 1, modelName: 'Degrees', ...sampleTraining });
});

it('a report that is cancelled leaves no file', async () => {
  const { cancel, context } = testContext();
  cancel();
  for (const format of ['xlsx', 'html'] as const) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-training-'));
    const reportPath = path.join(folder, 'report.json');
    writeFileSync(reportPath, JSON.stringify(sampleTraining));
    const order = {
      reportPath,
      modelName: 'D',
      engineVersion: '1',
      format,
      locale: 'en',
      scratchPath: path.join(folder, 'out'),
    } as const;
    await expect(renderTraining(order, context)).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    expect(existsSync(order.scratchPath)).toBe(false);
    expect(readdirSync(folder)).toEqual(['report.json']);
  }
});

describe('sentences', () => {
  it('every role and warning speaks both languages, and says what it is about', () => {
    for (const role of columnRoles)
      for (const locale of locales) expect(columnRoleTexts[role].sentence[locale]).not.toBe('');
    for (const [code, texts] of Object.entries(trainingWarningTexts)) {
      const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
      expect(places(texts['zh-CN']), code).toEqual(places(texts.en));
    }
  });

  it('figures are written for people', () => {
    const warning = { code: 'leakAlone', values: { column: 'Mark', score: 0.99731, measure: 'AUC' } };
    expect(trainingWarningSentence(warning, 'en')).toContain('“Mark” alone predicts the target (AUC 0.997)');
    expect(trainingWarningSentence({ code: 'unknown', values: {} }, 'en')).toBe('unknown');
  });

  it('long names keep their ends', () => {
    expect(shortenedInside('Curricular units 2nd sem (approved)', 24)).toBe('Curricular … (approved)');
    expect(shortenedInside('智能科学与技术专业第一学期成绩', 12)).toBe('智能…成绩');
    expect(shortenedInside('short', 24)).toBe('short');
  });
});

describe('which rows a figure was taken from', () => {
  const told = [
    ...['1,200 of 5,400 held-out rows', '500 of the 21,600 rows trained on', 'all rows of its fold (17,280)'],
    ...['the 4,320 validation rows of the first fold', 'take too long: 1', '20,000 of 21,600 rows'],
    'all 21,600 rows predicted out of fold',
  ];

  it('stands on the page and in the workbook', async () => {
    const page = await readFile((await render(sampleTraining, 'html')).path, 'utf8');
    const cells = (await workbookOf(sampleTraining)).worksheets.flatMap(textsOf).join('\n');
    for (const words of told) {
      expect(page).toContain(words);
      expect(cells).toContain(words);
    }
  });

  it('is left out of reports that do not know it', async () => {
    const { samples: _, ...old } = sampleTraining;
    const page = await readFile((await render(old, 'html', 'zh-CN')).path, 'utf8');
    expect(page).not.toContain('随机种子抽取');
  });
});
