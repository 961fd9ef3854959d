/*
 * What the window's own thread is busy with when screens of much data are opened: the real renderer before a made-up engine
 * (test/renderer/fake-bridge) in Chromium, with 100,000 jobs, trainings of 1,000 groups and 300 features, 1,000 models, a library
 * of 1,000 tables, profiles of 1,000 columns. For each step the longest task of the main thread in processor time, so that a
 * busy machine counts nothing twice: script, first compiling, collecting garbage, styles, layout and painting. What of it was
 * script and what layout stands beside it. Nothing comes from a cache of compiled code, as at the very first start. To hold: no
 * task of more than 20 ms, in the median of `--turns`.
 * `npm run bench -- screens [--only jobs,models] [--turns 3]`; CHROMIUM names the browser where it is not /usr/bin/chromium.
 */
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { type Journey, journeys } from './screens/journeys.ts';
import { serveRenderer } from './screens/serve-renderer.ts';
import { longestTasks, type Task } from './screens/trace.ts';

const allowedMs = 20;
const options = {
  only: { type: 'string' },
  built: { type: 'string' },
  turns: { type: 'string', default: '1' },
} as const;
const { values } = parseArgs({ options });
const wanted = values.only?.split(',') ?? null;

const site = await serveRenderer(values.built ?? null);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
/** What is read and made ready while the window has nothing to do. */
const settledMs = 2_500;

/** Of each step, the longest task of each turn. */
const found = new Map<string, Task[]>();

async function walk({ name, query, steps }: Journey): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${site.address}/?${query}`);
  await page.locator('[data-testid="nav-start"]').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(settledMs);
  for (const { name: step, act } of steps) await measure(page, `${name}: ${step}`, act);
  await page.close();
}

async function measure(page: Page, name: string, act: (page: Page) => Promise<void>): Promise<void> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'v8'] });
  await act(page);
  const [longest] = longestTasks(JSON.parse((await browser.stopTracing()).toString('utf8')));
  if (longest) found.set(name, [...(found.get(name) ?? []), longest]);
}

/** Prints each step's task in the middle of its turns; answers how many steps are over what is allowed. */
function report(): number {
  let over = 0;
  for (const [name, tasks] of found) {
    const inOrder = [...tasks].sort((one, other) => one.totalMs - other.totalMs);
    const { totalMs, scriptMs, layoutMs } = inOrder[Math.floor(inOrder.length / 2)]!;
    const isOver = totalMs > allowedMs;
    if (isOver) over += 1;
    const figures = [totalMs, scriptMs, layoutMs].map((ms) => ms.toFixed(1).padStart(7));
    console.log(`${name.padEnd(44)} ${figures.join(' ')}${isOver ? '  over' : ''}`);
  }
  return over;
}

let over = 0;
try {
  console.log(`${'longest task of each step'.padEnd(44)}   total  script  layout   (ms of processor time)`);
  for (const journey of journeys) {
    if (wanted !== null && !wanted.includes(journey.name)) continue;
    found.clear();
    for (let turn = 0; turn < Number(values.turns); turn++) await walk(journey);
    over += report();
  }
  console.log(over === 0 ? `No task has more than ${allowedMs} ms.` : `${over} steps are over ${allowedMs} ms.`);
} finally {
  await browser.close();
  await site.close();
}
process.exitCode = over === 0 ? 0 : 1;
