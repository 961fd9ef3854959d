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

/** The result of a finished job, found by its file's name. */
const result = (fileName: string): Step => ({
  name: 'opened',
  act: async (page) => {
    await byId(page, 'nav-jobs').click();
    await byId(page, 'job-search').first().fill(fileName);
    const row = page.locator(`[data-file-name="${fileName}"]`).first();
    await row.locator('[data-testid="open-result"]').first().click();
    await byId(page, 'result-screen').waitFor();
    await page.waitForTimeout(restMs);
  },
});

const tabs = (names: readonly string[]): readonly Step[] => names.map((name) => clicked(name, `result-tab-${name}`));

export const journeys: readonly Journey[] = [
  {
    name: 'jobs',
    query: 'jobs=100000',
    steps: [screen('jobs'), wheel('scrolled', 'job-list'), typed('searched', 'job-search', 'gra')],
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
    steps: [screen('library'), typed('searched', 'library-search', 'ta')],
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
      ...tabs(['columns', 'correlations', 'rows', 'import']),
      wheel('rows scrolled', 'rows-table'),
    ],
  },
  { name: 'timetable', query: 'jobs=60', steps: [screen('timetable')] },
  { name: 'settings', query: 'jobs=60', steps: [screen('settings')] },
];
