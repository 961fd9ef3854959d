import { describe, expect, it } from 'vitest';
import { chartColors, heatColors } from '../../../workers/report/charts/chart-colors.ts';
import { pageReport } from '../../../workers/report/page/page-report.ts';
import { hostileNames, numberColumn, profileOf, sampleProfile } from './sample-profile.ts';

const never = () => {};
const pageOf = async (data = sampleProfile(), locale: 'en' | 'zh-CN' = 'en') =>
  (await pageReport(data, locale, never)).toString('utf8');

describe('pageReport', () => {
  it('keeps every text text', async () => {
    const page = await pageOf();
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<i>x</i>');
    expect(page).not.toContain('sample <b>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain(hostileNames[2]!);
  });

  it('needs nothing from outside and runs nothing', async () => {
    const page = await pageOf();
    expect(page.includes('content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;')).toBe(true);
    expect(page.match(/(?:src|href)="(?!#)[^"]*"/g) ?? []).toEqual([]);
    expect(page).not.toMatch(/url\(|@import|<link/);
    const addresses = new Set(page.match(/https?:\/\/[^"\s<&]+/g));
    addresses.delete('http://x'); // stands in a column’s name, as text
    expect([...addresses].filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([]);
  });

  it('draws charts in colours that turn with the theme', async () => {
    const page = await pageOf();
    const drawings = page.match(/<svg[\s\S]*?<\/svg>/g) ?? [];
    expect(drawings.length).toBe(7);
    expect(drawings.join('')).not.toMatch(/ id="|sans-serif/); // names would clash between drawings of one page
    for (const color of [...Object.values(chartColors), ...heatColors]) expect(drawings.join('')).not.toContain(color);
    expect(drawings.join('')).toContain('var(--chart-accent)');
    expect(page).toContain('prefers-color-scheme:dark');
  });

  it('speaks the language asked for', async () => {
    const page = await pageOf(sampleProfile(), 'zh-CN');
    expect(page).toContain('<html lang="zh-CN">');
    for (const word of ['总览', '发现', '缺失值', '相关性', '结果的来源']) expect(page).toContain(word);
    expect(page).not.toContain('Findings');
  });

  it('leads from the contents and from findings to each column', async () => {
    const page = await pageOf();
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
    expect(page).toContain('href="#column-0"');
  });

  it('is the same for the same profile, whatever was drawn before', async () => {
    expect(await pageOf()).toBe(await pageOf());
  });

  it('stays small enough to open for a very wide table, and says so', async () => {
    const columns = Array.from({ length: 16_384 }, (_, index) => numberColumn(index, `c${index}`));
    const page = await pageOf(profileOf(columns));
    expect(page.length).toBeLessThan(6_000_000);
    expect(page).toContain('400 of 16,384 columns');
  }, 60_000);
});
