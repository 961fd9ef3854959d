import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const grave: readonly unknown[] = ['serious', 'critical'];
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * What stands in the way of somebody who hears the window, drives it by keys or sees it poorly, a line each: every rule in the light
 * colours, and the contrast once more in the dark ones, where nothing else differs.
 */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Colours are measured when nothing is on its way any more.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  const light = await examine(page, { runOnly: { type: 'tag', values: levels } });
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  const dark = await examine(page, { runOnly: { type: 'rule', values: ['color-contrast'] } });
  return [...inWords('light', light), ...inWords('dark', dark)];
}

async function examine(page: Page, options: RunOptions): Promise<AxeResults> {
  await page.waitForTimeout(150);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate((how) => window.axe.run(document, { ...how, resultTypes: ['violations'] }), options);
}

function inWords(look: string, { violations }: AxeResults): string[] {
  return violations
    .filter(({ impact }) => grave.includes(impact))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => {
        const why = failureSummary.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim();
        return `${look}: ${id} at ${target.join(' ')}: ${why}`;
      }),
    );
}
