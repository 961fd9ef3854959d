/*
 * What the window's own thread is busy with when screens of much data are opened: the real renderer before a made-up engine
 * (test/renderer/fake-bridge) in Chromium, with 100,000 jobs, trainings of 1,000 groups and 300 features, 1,000 models, a library
 * of 1,000 tables, profiles of 1,000 columns. For each step the longest task of the main thread in processor time, so that a
 * busy machine counts nothing twice, and what of it was script. To hold: no task with more than 20 ms of script.
 * `npm run bench -- screens [--only jobs,models]`; CHROMIUM names the browser where it is not /usr/bin/chromium.
 */
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { type Journey, journeys } from './screens/journeys.ts';
import { serveRenderer } from './screens/serve-renderer.ts';
import { longestTasks } from './screens/trace.ts';

const allowedScriptMs = 20;
const { values } = parseArgs({ options: { only: { type: 'string' }, built: { type: 'string' } } });
const wanted = values.only?.split(',') ?? null;

const site = await serveRenderer(values.built ?? null);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
let over = 0;

async function walk({ name, query, steps }: Journey): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${site.address}/?${query}`);
  await page.locator('[data-testid="nav-start"]').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  for (const { name: step, act } of steps) await measured(page, `${name}: ${step}`, act);
  await page.close();
}

async function measured(page: Page, name: string, act: (page: Page) => Promise<void>): Promise<void> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'v8'] });
  await act(page);
  const [longest] = longestTasks(JSON.parse((await browser.stopTracing()).toString('utf8')));
  if (!longest) return console.log(`${name.padEnd(44)} no task`);
  const isOver = longest.scriptMs > allowedScriptMs;
  if (isOver) over += 1;
  const figures = [longest.totalMs, longest.scriptMs, longest.layoutMs].map((ms) => ms.toFixed(1).padStart(7));
  console.log(`${name.padEnd(44)} ${figures.join(' ')}${isOver ? '  over' : ''}`);
}

try {
  console.log(`${'longest task by its script'.padEnd(44)}   total  script  layout   (ms of processor time)`);
  for (const journey of journeys) if (wanted === null || wanted.includes(journey.name)) await walk(journey);
  console.log(
    over === 0
      ? `No task has more than ${allowedScriptMs} ms of script.`
      : `${over} steps are over ${allowedScriptMs} ms.`,
  );
} finally {
  await browser.close();
  await site.close();
}
process.exitCode = over === 0 ? 0 : 1;
