import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { columnChart } from '../../../workers/report/charts/column-charts.ts';
import { drawSvg } from '../../../workers/report/charts/draw-svg.ts';
import { shareCharts, takeCharts } from '../../../workers/report/charts/shared-charts.ts';
import { pageReport } from '../../../workers/report/page/page-report.ts';
import { workbookReport } from '../../../workers/report/workbook/workbook-report.ts';
import { numberColumn, sampleProfile } from './sample-profile.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'shared-charts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const never = () => {};
const design = columnChart(numberColumn(0, 'a'), 'en')!;
let files = 0;
const sharing = (state = 0) => {
  const shared = { path: path.join(folder, `${files++}.json`), state: new SharedArrayBuffer(4) };
  Atomics.store(new Int32Array(shared.state), 0, state);
  return shared;
};

describe('shared charts', () => {
  it('make the same workbook as charts drawn for it alone', async () => {
    const shared = sharing();
    await shareCharts(shared, (draw) => pageReport(sampleProfile(), 'en', never, draw));
    const alone = await workbookReport(sampleProfile(), 'en', folder, never);
    expect((await workbookReport(sampleProfile(), 'en', folder, never, shared)).equals(alone)).toBe(true);
  });

  it('are taken by their names, and others are drawn', async () => {
    const shared = sharing();
    await shareCharts(shared, (draw) => draw('one', design));
    const other = columnChart(numberColumn(1, 'b'), 'zh-CN')!;
    const take = await takeCharts(shared, never);
    expect(await take('one', other)).toBe(await drawSvg(design));
    expect(await take('constructor', other)).toBe(await drawSvg(other));
  });

  it('are waited for while somebody draws, until that one gives up or the report is cancelled', async () => {
    const shared = sharing(1);
    const giveUp = `const { workerData } = require('node:worker_threads');
      const state = new Int32Array(workerData);
      setTimeout(() => { Atomics.store(state, 0, 3); Atomics.notify(state, 0); }, 50);`;
    const thread = new Worker(giveUp, { eval: true, workerData: shared.state });
    expect(await (await takeCharts(shared, never))('one', design)).toBe(await drawSvg(design));
    await thread.terminate();
    const stop = () => {
      throw new Error('stop');
    };
    await expect(takeCharts(sharing(1), stop)).rejects.toThrow('stop');
  });

  it('are nobody’s when the drawing fails or cannot be written', async () => {
    const failing = sharing();
    await expect(shareCharts(failing, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const unwritable = { ...sharing(), path: path.join(folder, 'missing', 'charts.json') };
    expect(await shareCharts(unwritable, (draw) => draw('one', design))).toBe(await drawSvg(design));
    for (const { state } of [failing, unwritable]) expect(new Int32Array(state)[0]).toBe(3);
  });
});
