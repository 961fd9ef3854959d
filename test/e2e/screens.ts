import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';

/** Where things are on the screens: the only place that knows the selectors. */

const byId = (id: string) => `[data-testid="${id}"]`;

const screenshotFolder = path.resolve(import.meta.dirname, '../../test-results/screenshots');

/** Drops files on the window as a person does, by their paths. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { innerWidth, innerHeight } = await page.evaluate(() => ({
    innerWidth: window.innerWidth,
    innerHeight: window.innerHeight,
  }));
  const place = {
    x: innerWidth / 2,
    y: innerHeight / 2,
    data: { items: [], files: [...files], dragOperationsMask: 1 },
  };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...place });
  }
  await session.detach();
}

/** Chooses files through a file input, by their paths: real files, as the system's dialog gives them. */
export async function chooseFiles(page: Page, files: readonly string[], input = 'file-input'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const expression = `document.querySelector('${byId(input)}')`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  if (!result.objectId) throw new Error('there is no file input on this screen');
  await session.send('DOM.setFileInputFiles', { files: [...files], objectId: result.objectId });
  await session.detach();
}

/** A chosen file in the list of the start screen, in one of its states. */
export function fileItem(page: Page, fileName: string, state?: 'reading' | 'ready' | 'fault'): Locator {
  const stateSelector = state ? `[data-state="${state}"]` : '';
  return page.locator(`${byId('file-item')}[data-file-name="${fileName}"]${stateSelector}`);
}

export function previewTable(page: Page): Locator {
  return page.locator(byId('preview-table'));
}

export async function startJobs(page: Page): Promise<void> {
  await page.locator(`${byId('start-button')}:not([disabled])`).click();
  await page.locator(byId('jobs-screen')).waitFor();
}

type JobState = 'scheduled' | 'queued' | 'paused' | 'running' | 'completed' | 'cancelled' | 'dead';

export function jobRow(page: Page, fileName: string, state?: JobState): Locator {
  const stateSelector = state ? `[data-job-state="${state}"]` : '';
  return page.locator(`${byId('job-row')}[data-file-name="${fileName}"]${stateSelector}`);
}

export async function waitForJob(page: Page, fileName: string, state: JobState): Promise<void> {
  await jobRow(page, fileName, state).waitFor({ timeout: 90_000 });
}

export async function cancelJob(page: Page, fileName: string): Promise<void> {
  await jobRow(page, fileName).locator(byId('cancel-job')).click();
}

/** What is to be done with the chosen files. */
export async function pickRecipe(page: Page, recipe: 'profile' | 'compare' | 'train' | 'predict'): Promise<void> {
  // The radio itself is hidden; a person clicks its card.
  await page.locator(`label:has(${byId(`recipe-${recipe}`)})`).click();
}

/** One of a few choices that stand side by side. */
export async function chooseSegment(page: Page, id: string, value: string): Promise<void> {
  await page.locator(`${byId(id)} label:has([value="${value}"])`).click();
}

/** How many jobs the list of one state says there are. */
export async function jobCount(page: Page, state: JobState): Promise<number> {
  const words = await page.locator(`label:has(${byId(`tab-${state}`)})`).innerText();
  return Number(/[\d,]+\s*$/.exec(words.trim())?.[0].replace(/,/g, '') ?? 0);
}

/** Lists the jobs of one state, those of batches too. */
export async function showJobs(page: Page, state: JobState): Promise<void> {
  await goTo(page, 'jobs');
  await page.locator(`label:has(${byId(`tab-${state}`)})`).click();
}

/** The files of the jobs in the list, from the top. */
export async function listedJobs(page: Page): Promise<(string | null)[]> {
  const placed = await page
    .locator(byId('job-row'))
    .evaluateAll((rows) =>
      rows.map((row) => ({ top: row.getBoundingClientRect().top, name: row.getAttribute('data-file-name') })),
    );
  return placed.sort((one, other) => one.top - other.top).map(({ name }) => name);
}

/** Takes a waiting job by its handle and lets it go before another one. */
export async function dragJobBefore(page: Page, fileName: string, other: string): Promise<void> {
  const handle = await jobRow(page, fileName).locator('[data-handle]').boundingBox();
  const goal = await jobRow(page, other).boundingBox();
  if (!handle || !goal) throw new Error('a job to be moved is not in sight');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(goal.x + 20, goal.y + 3, { steps: 8 });
  await page.mouse.up();
}

/** An action from the menu of a job's row. */
export async function act(page: Page, fileName: string, name: 'pause' | 'resume' | 'pin'): Promise<void> {
  await jobRow(page, fileName).locator(byId('job-menu')).click();
  await page.locator(byId(`menu-${name}`)).click();
}

export async function openResult(page: Page, fileName: string): Promise<void> {
  await jobRow(page, fileName).locator(byId('open-result')).click();
  await page.locator(byId('result-screen')).waitFor();
}

export const trainingTabs = [
  ...(['summary', 'errors', 'curves', 'calibration', 'importance', 'dependence', 'groups'] as const),
  ...(['columns', 'fitting', 'rows', 'import'] as const),
] as const;
export const predictionTabs = ['summary', 'groups', 'drift', 'rows', 'model', 'import'] as const;
type ResultTab = (typeof trainingTabs)[number] | (typeof predictionTabs)[number];

export async function showTab(
  page: Page,
  tab: 'overview' | 'columns' | 'correlations' | 'rows' | 'import' | ResultTab,
): Promise<void> {
  await page.locator(byId(`result-tab-${tab}`)).click();
}

/** Opens the first row of a prediction of the grades, with its waterfall: a student's number is clicked. */
export async function openPredictedRow(page: Page): Promise<void> {
  await showTab(page, 'rows');
  await page
    .getByRole('gridcell')
    .filter({ hasText: /^20\d{8}$/ })
    .first()
    .click();
  await byTestId(page, 'waterfall').waitFor();
}

/** The words on one tile of the overview. */
export async function figure(page: Page, name: string): Promise<string> {
  return (await page.locator(byId(`figure-${name}`)).innerText()).trim();
}

export async function saveReport(page: Page, format: 'xlsx' | 'html' | 'json'): Promise<void> {
  await page.locator(`${byId('export-button')}:not([disabled])`).click();
  await page.locator(byId(`export-${format}`)).click();
}

/** The notification of the newest saved report. */
export function savedNotice(page: Page): Locator {
  return page.locator(byId('export-saved')).last();
}

export async function goTo(
  page: Page,
  screen: 'start' | 'jobs' | 'models' | 'library' | 'timetable' | 'settings',
): Promise<void> {
  await page.locator(byId(`nav-${screen}`)).click();
  await page.locator(byId(`${screen}-screen`)).waitFor();
}

export async function chooseTheme(page: Page, theme: 'system' | 'light' | 'dark'): Promise<void> {
  // The radio itself is hidden; a person clicks its label.
  await chooseSegment(page, 'theme-select', theme);
}

export async function chooseLanguage(page: Page, name: 'English' | '中文（简体）'): Promise<void> {
  await page.locator(byId('language-select')).click();
  await page.getByRole('option', { name, exact: true }).click();
}

export async function openedScreen(page: Page): Promise<void> {
  await page.locator(byId('start-screen')).waitFor();
}

export function faultNotice(within: Page | Locator): Locator {
  return within.locator(byId('fault-notice'));
}

export function byTestId(page: Page, id: string): Locator {
  return page.locator(byId(id));
}

/** Kept as test-results/screenshots/NAME.png. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  // Charts and transitions come to rest within this.
  await page.waitForTimeout(600);
  await page.screenshot({ path: path.join(screenshotFolder, `${name}.png`) });
}

/** Opens the file on show as a table over the whole window, and waits until all of it was read. */
export async function openAsTable(page: Page): Promise<void> {
  await page.locator(`${byId('open-as-table')}:not([disabled])`).click();
  await page.locator(byId('table-screen')).waitFor();
  await page
    .locator(`${byId('column-menu')}:not([disabled])`)
    .first()
    .waitFor({ state: 'attached' });
}

export function rowsTable(page: Page): Locator {
  return page.locator(byId('rows-table'));
}

/** The cells of a column in sight, from the top. */
export async function cellsOf(page: Page, columnIndex: number, count: number): Promise<string[]> {
  const cells = rowsTable(page).locator(`[role=gridcell][aria-colindex="${columnIndex}"]`);
  const placed = await cells.evaluateAll((all) =>
    all
      .map((cell) => ({ top: cell.getBoundingClientRect().top, text: cell.textContent ?? '' }))
      .sort((one, other) => one.top - other.top),
  );
  return placed.slice(0, count).map(({ text }) => text);
}

export async function sortByColumn(page: Page, name: string): Promise<void> {
  await rowsTable(page).locator(`[data-column="${name}"] button`).first().click();
}

/** Keeps only the rows whose value in a column is `value`, picked from the list of its values. */
export async function pickValue(page: Page, column: string, value: string): Promise<void> {
  const head = rowsTable(page).locator(`[data-column="${column}"]`);
  await head.hover();
  await head.locator(byId('column-menu')).click();
  const menu = page.locator(byId('column-menu-content'));
  await menu
    .locator('label[data-active], label')
    .filter({ hasText: /values|取值/i })
    .first()
    .click();
  await menu.getByLabel(value, { exact: true }).check();
  await menu.locator(byId('values-apply')).click();
  await menu.waitFor({ state: 'detached' });
}

export function rowsRange(page: Page): Locator {
  return page.locator(byId('rows-range'));
}

export function tableSearch(page: Page): Locator {
  return page.locator(byId('table-search'));
}

export function searchMatches(page: Page): Locator {
  return page.locator(byId('search-matches'));
}

export async function leaveTable(page: Page): Promise<void> {
  await page.locator(byId('table-back')).click();
  await page.locator(byId('start-screen')).waitFor();
}
