import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MisuseError } from '../../cli/misuse.ts';
import { readingOf, tablesOf } from '../../cli/reading-options.ts';
import { jobsIn, runCommand } from '../builders/auspex-command.ts';
import { buildWorkbook } from '../builders/workbook-builder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-reading-cli-'));
  const marks = ['name,mark,note', 'Li,90,ok', 'Wang,-99,unknown', 'Zhao,70,fine', 'Total,61,'];
  await writeFile(path.join(folder, 'marks.csv'), `${marks.join('\n')}\n`);
  await writeFile(path.join(folder, 'earlier.csv'), `${marks.join('\n').replace('-99', '').replace('unknown', '')}\n`);
  await writeFile(path.join(folder, 'merged.xlsx'), buildWorkbook({ sheets: [{ name: 'Marks', xml: mergedSheet }] }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const mergedSheet = `<worksheet xmlns="${main}"><sheetData>
<row r="1">${text('A1', 'class')}${text('B1', 'name')}${text('C1', 'mark')}</row>
<row r="2">${text('A2', 'one')}${text('B2', 'Li')}<c r="C2"><v>90</v></c></row>
<row r="3">${text('B3', 'Wang')}<c r="C3"><v>70</v></c></row>
<row r="4">${text('A4', 'two')}${text('B4', 'Zhao')}<c r="C4"><v>80</v></c></row>
</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells></worksheet>`;

const run = (...words: string[]) => runCommand([...words, '--data', 'data', '--json', '--threads', '1'], { folder });

async function exported(...words: string[]): Promise<unknown[]> {
  const [job] = jobsIn(await run('export', ...words, '--to', 'jsonl'));
  expect(job).toMatchObject({ state: 'completed', fault: null });
  const lines = (await readFile(job!.artifacts[0]!, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

describe('what a command says about reading cells', () => {
  it('reaches an export: words for missing, rows of totals, merged cells', async () => {
    const li = { name: 'Li', mark: 90, note: 'ok' };
    const zhao = { name: 'Zhao', mark: 70, note: 'fine' };
    expect(await exported('marks.csv', '--missing=-99,unknown', '--skip-totals')).toEqual([
      li,
      { name: 'Wang', mark: null, note: null },
      zhao,
    ]);
    const merged = (await exported('merged.xlsx', '--fill-merged')) as { class: string | null }[];
    expect(merged.map((row) => row.class)).toEqual(['one', 'one', 'two']);
  });

  it('reaches profiles and both sides of a comparison', async () => {
    const [profile] = jobsIn(await run('profile', 'marks.csv', '--skip-totals', '--missing=-99', '--out', 'reports'));
    expect(profile).toMatchObject({ state: 'completed', rows: 3 });
    const json = profile!.artifacts.find((artifact) => artifact.endsWith('.json'))!;
    const { columns } = JSON.parse(await readFile(json, 'utf8')) as { columns: { name: string; missing: number }[] };
    expect(columns.find(({ name }) => name === 'mark')).toMatchObject({ missing: 1 });
    const words = ['--key', 'name', '--missing=-99,unknown', '--skip-totals'];
    const { stdout } = await run('compare', 'earlier.csv', 'marks.csv', ...words);
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1)!)).toMatchObject({
      ...{ state: 'completed', added: 0, removed: 0, changed: 0, unchanged: 3, fault: null },
    });
  });

  it('is refused where it cannot be meant', async () => {
    expect(readingOf({})).toEqual({ missingWords: [], fillsMerged: false, skipsTotals: false });
    expect(readingOf({ missing: ' -99 , keine Angabe' }).missingWords).toEqual(['-99', 'keine Angabe']);
    expect(tablesOf({})).toBeNull();
    expect(tablesOf({ 'fill-merged': true })).toMatchObject([{ sheet: null, fillsMerged: true }]);
    for (const missing of [' , ', 'x'.repeat(65), Array.from({ length: 51 }, (_, word) => word).join(',')]) {
      expect(() => readingOf({ missing })).toThrow(MisuseError);
    }
    for (const words of [
      ['export', 'marks.csv', '--as-written', '--missing', 'x'],
      ['predict', 'marks.csv', '--model', 'none', '--missing', ','],
    ]) {
      expect((await run(...words)).exitCode, words.join(' ')).toBe(2);
    }
  });
});
