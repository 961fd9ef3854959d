import type { Page } from 'playwright';

export interface Step {
  readonly name: string;
  readonly act: (page: Page) => Promise<void>;
}

/** Screens that are opened one after another; `query` tells the made-up engine how much there is. */
export interface Journey {
  readonly name: string;
  readonly query: string;
  readonly steps: readonly Step[];
}

type ScreenName = 'start' | 'jobs' | 'models' | 'library' | 'timetable' | 'settings';

const byId = (page: Page, id: string) => page.locator(`[data-testid="${id}"]`);

/** Answers, charts and idle work come to rest within this. */
const restMs = 1_200;

const screen = (name: ScreenName): Step => ({
  name: 'opened',
  act: async (page) => {
    await byId(page, `nav-${name}`).click();
    await byId(page, `${name}-screen`).waitFor();
    await page.waitForTimeout(restMs);
  },
});

const clicked = (name: string, id: string): Step => ({
  name,
  act: async (page) => {
    await byId(page, id).first().click();
    await page.waitForTimeout(restMs);
  },
});

/** A choice whose own mark is hidden behind what it is called. */
const picked = (name: string, id: string): Step => ({
  name,
  act: async (page) => {
    await page.locator(`label:has([data-testid="${id}"])`).first().click();
    await page.waitForTimeout(restMs);
  },
});

/** One of a few choices side by side. */
const segment = (name: string, id: string, value: string): Step => ({
  name,
  act: async (page) => {
    await page.locator(`[data-testid="${id}"] label:has([value="${value}"])`).first().click();
    await page.waitForTimeout(restMs);
  },
});

const typed = (name: string, id: string, text: string): Step => ({
  name,
  act: async (page) => {
    await byId(page, id).first().click();
    await page.keyboard.type(text, { delay: 150 });
    await page.waitForTimeout(restMs);
  },
});

const wheel = (name: string, id: string): Step => ({
  name,
  act: async (page) => {
    await byId(page, id).first().hover();
    for (let turn = 0; turn < 12; turn++) {
      await page.mouse.wheel(0, turn % 3 === 2 ? 40_000 : 900);
      await page.waitForTimeout(90);
    }
    await page.waitForTimeout(restMs);
  },
});

/** A made-up workbook is chosen, as through the dialog of the system. */
const chosen = (fileName: string): Step => ({
  name: 'file chosen',
  act: async (page) => {
    const buffer = Buffer.from('made up');
    await byId(page, 'file-input')
      .first()
      .setInputFiles({ name: fileName, mimeType: 'application/octet-stream', buffer });
    await page.waitForTimeout(restMs * 2);
  },
});

const rightClicked = (name: string, id: string): Step => ({
  name,
  act: async (page) => {
    await byId(page, id).first().click({ button: 'right' });
    await page.waitForTimeout(restMs);
  },
});

/** The result of a finished job, found by its file's name. */
const result = (fileName: string): Step => ({
  name: 'opened',
  act: async (page) => {
    await byId(page, 'nav-jobs').click();
    await byId(page, 'job-search').first().fill(fileName);
    await page.locator(`[data-file-name="${fileName}"] [data-testid="open-result"]`).first().click();
    await byId(page, 'result-screen').waitFor();
    await page.waitForTimeout(restMs);
  },
});

const pressed = (name: string, key: string): Step => ({
  name,
  act: async (page) => {
    await page.keyboard.press(key);
    await page.waitForTimeout(restMs);
  },
});

const settingsTabs = ['general', 'jobs', 'keeping', 'telling', 'audit'];

const tabs = (names: readonly string[]): readonly Step[] => names.map((name) => clicked(name, `result-tab-${name}`));

export const journeys: readonly Journey[] = [
  {
    name: 'jobs',
    query: 'jobs=100000',
    steps: [
      ...[screen('jobs'), wheel('scrolled', 'job-list'), clicked('batch opened', 'batch-toggle')],
      ...[picked('failed', 'tab-dead'), picked('all again', 'tab-all'), typed('searched', 'job-search', 'gra')],
      ...[rightClicked('menu', 'job-row'), clicked('job page', 'menu-details')],
    ],
  },
  {
    name: 'models',
    query: 'models=1000&jobs=60',
    steps: [
      ...[screen('models'), wheel('scrolled', 'model-item'), typed('searched', 'model-search', 'ch')],
      ...[clicked('what if', 'model-tab-whatIf'), clicked('compared', 'model-tab-compare')],
    ],
  },
  {
    name: 'library',
    query: 'tables=1000&columns=1000&jobs=60',
    steps: [
      ...[screen('library'), typed('searched', 'library-search', 'ta')],
      ...[typed('written', 'sql-text', 'select '), clicked('asked', 'sql-run'), clicked('drawn', 'sql-tab-chart')],
    ],
  },
  {
    name: 'training',
    query: 'groups=1000&columns=300&classes=12&jobs=60',
    steps: [
      result('grades-2022.xlsx'),
      ...tabs([
        'errors',
        'curves',
        'calibration',
        'importance',
        'dependence',
        'groups',
        'columns',
        'fitting',
        'rows',
        'import',
      ]),
    ],
  },
  {
    name: 'prediction',
    query: 'groups=1000&columns=300&jobs=60',
    steps: [result('grades-2024.xlsx'), ...tabs(['groups', 'drift', 'rows', 'model', 'import'])],
  },
  {
    name: 'comparison',
    query: 'changes=1000&jobs=60',
    steps: [result('orders 2026-03.xlsx'), ...tabs(['columns', 'rows'])],
  },
  {
    name: 'profile',
    query: 'columns=1000&jobs=60',
    steps: [
      result('élèves et notes – été.csv'),
      ...tabs(['columns', 'correlations', 'import', 'rows']),
      wheel('rows scrolled', 'rows-table'),
      ...[clicked('exported', 'export-rows'), pressed('export closed', 'Escape')],
      ...[clicked('into the library', 'import-into-library'), pressed('import closed', 'Escape')],
      clicked('since', 'since-button'),
    ],
  },
  {
    name: 'start',
    query: 'models=1000&jobs=60',
    steps: [
      ...[chosen('wide grades.xlsx'), picked('train', 'recipe-train'), picked('predict', 'recipe-predict')],
      picked('compare', 'recipe-compare'),
    ],
  },
  {
    name: 'timetable',
    query: 'jobs=60',
    steps: [
      ...[screen('timetable'), clicked('folders', 'timetable-tab-folders')],
      ...[clicked('folder added', 'add-watch'), pressed('closed', 'Escape')],
      ...[clicked('schedules', 'timetable-tab-schedules'), clicked('added', 'add-schedule')],
      ...[segment('compares', 'work-recipe', 'compare'), segment('predicts', 'work-recipe', 'predict')],
    ],
  },
  {
    name: 'settings',
    query: 'jobs=60',
    steps: [screen('settings'), ...settingsTabs.map((name) => clicked(name, `settings-tab-${name}`))],
  },
];
