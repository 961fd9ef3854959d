import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { hasOpenpyxl, readWithOpenpyxl } from '../agreement/openpyxl.ts';
import { example } from './sample-files.ts';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

const removed = 3;
const added = 2;
const changed = 4;

/** Two workbooks compared in one window: each test goes on where the one before ended. */
describe('from two workbooks to what changed between them', () => {
  const app = appFor('all');

  it('proposes a key as soon as both are there', async () => {
    await screens.pickRecipe(app.page, 'compare');
    const newer = await writeNewer(app.home.folder);
    await screens.dropFiles(app.page, [example('customer-churn'), newer]);
    await screens.byTestId(app.page, 'compare-shape').waitFor({ timeout: 60_000 });
    expect(await screens.byTestId(app.page, 'comparison-key').innerText()).toContain('Customer ID');
    expect(await screens.byTestId(app.page, 'compare-later').innerText()).toContain('Newer file');
    expect(await screens.byTestId(app.page, 'compare-file-later').inputValue()).toBe('customer-churn-newer.xlsx');
    await screens.keepScreenshot(app.page, 'compare-plan');
  });

  it('turns round by a click, and back', async () => {
    await screens.byTestId(app.page, 'compare-swap').click();
    await expect.poll(() => screens.byTestId(app.page, 'compare-file-later').inputValue()).toBe('customer-churn.xlsx');
    await screens.byTestId(app.page, 'compare-swap').click();
    await screens.byTestId(app.page, 'compare-shape').waitFor();
  });

  it('shows the rows that were added, removed and changed', async () => {
    await screens.startJobs(app.page);
    await screens.waitForJob(app.page, 'customer-churn-newer.xlsx', 'completed');
    await screens.openResult(app.page, 'customer-churn-newer.xlsx');
    await screens.showTab(app.page, 'rows');
    const kinds = screens.byTestId(app.page, 'changes-kind');
    await kinds.waitFor();
    const words = await kinds.innerText();
    for (const [kind, count] of Object.entries({ Changed: changed, Added: added, Removed: removed })) {
      expect(words).toMatch(new RegExp(`${kind} ${count}\\b`));
    }
    const rows = screens.byTestId(app.page, 'changed-rows');
    await rows.getByText('→').first().waitFor();
    await screens.keepScreenshot(app.page, 'compare-rows');
  });

  it('saves a workbook that holds each of them', async () => {
    await screens.saveReport(app.page, 'xlsx');
    const find = () => readNames(app.home.exportFolder).find((name) => name.endsWith('.xlsx'));
    await expect.poll(find, { timeout: 60_000 }).toBeDefined();
    await screens.savedNotice(app.page).waitFor();
    const file = path.join(app.home.exportFolder, find()!);
    const kinds = await changeKindsIn(file);
    expect(kinds.filter((kind) => kind === 'changed')).toHaveLength(changed);
    expect(kinds.filter((kind) => kind === 'added')).toHaveLength(added);
    expect(kinds.filter((kind) => kind === 'removed')).toHaveLength(removed);
  });
});

const readNames = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** The example as it may look a month later. */
async function writeNewer(folder: string): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(example('customer-churn'));
  const sheet = book.worksheets[0]!;
  const last = sheet.rowCount;
  const values = (row: number) => (sheet.getRow(row).values as ExcelJS.CellValue[]).slice(1);
  const placeOf = (name: string) => values(1).indexOf(name) + 1;
  for (let row = 10; row < 10 + changed; row++) {
    const cell = sheet.getRow(row).getCell(placeOf('Total paid'));
    cell.value = Number(cell.value ?? 0) + 1000;
  }
  for (let row = 1; row <= added; row++) {
    const copy = values(last);
    copy[placeOf('Customer ID') - 1] = `X-${row}`;
    sheet.addRow(copy);
  }
  sheet.spliceRows(30, removed);
  const file = path.join(folder, 'customer-churn-newer.xlsx');
  await book.xlsx.writeFile(file);
  return file;
}

/** The first column of the sheet of changed rows, as openpyxl reads it; where that is not there, as ExcelJS does. */
async function changeKindsIn(file: string): Promise<string[]> {
  if (hasOpenpyxl()) {
    const [book] = await readWithOpenpyxl([file]);
    const cells = book?.sheets?.find(({ name }) => name === 'Changed rows')?.cells ?? [];
    return cells.filter(([row, column]) => row > 0 && column === 0).map(([, , , value]) => String(value));
  }
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const kinds: string[] = [];
  book.getWorksheet('Changed rows')!.eachRow((row, number) => {
    if (number > 1) kinds.push(String(row.getCell(1).value));
  });
  return kinds;
}
