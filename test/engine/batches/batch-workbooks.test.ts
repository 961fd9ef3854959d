import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../engine/engine.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';

let bench: RealEngineBench;
let engine: Engine;
beforeEach(async () => {
  bench = await RealEngineBench.open();
  engine = await bench.engine();
});
afterEach(() => bench.close());

const files = { 'a.csv': 'x,y\n1,2\n3,4\n', '成绩.csv': 'name,mark\n甲,90\n乙,80\n丙,\n', 'empty.csv': '' };

async function filesSheet(artifact: { sha256: string; extension: string }, name: string): Promise<unknown[][]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(engine.results.artifactPath(artifact));
  const rows: unknown[][] = [];
  workbook.getWorksheet(name)!.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}

describe('the workbook of a batch', () => {
  it('shows every file of it, in both languages', async () => {
    const [job] = await bench.profile(engine, files);
    const english = await engine.batchWorkbooks.make(job!.batchId, 'en');
    expect(english).toMatchObject({ kind: 'batch-xlsx', variant: 'en', extension: '.xlsx' });
    const rows = await filesSheet(english, 'Files');
    expect(rows.slice(1).map((row) => [row[1], row[3], row[4]])).toEqual([
      ['a.csv', 'Completed', 2],
      ['成绩.csv', 'Completed', 3],
      ['empty.csv', 'Failed', undefined],
    ]);
    const chinese = await filesSheet(await engine.batchWorkbooks.make(job!.batchId, 'zh-CN'), '文件');
    expect(chinese.slice(1).map((row) => row[3])).toEqual(['已完成', '已完成', '失败']);
  });

  it('is made once, and anew when the batch has changed', async () => {
    const [first, second] = await bench.profile(engine, files);
    const { batchId } = first!;
    const [one, other] = await Promise.all([
      engine.batchWorkbooks.make(batchId, 'en'),
      engine.batchWorkbooks.make(batchId, 'en'),
    ]);
    expect(await engine.batchWorkbooks.make(batchId, 'en')).toEqual(one);
    expect(other).toEqual(one);
    await engine.jobs.remove({ ids: [second!.id] });
    const later = await engine.batchWorkbooks.make(batchId, 'en');
    expect(later.sha256).not.toBe(one.sha256);
    expect(await filesSheet(later, 'Files')).toHaveLength(3);
    await engine.upkeep.cleanUp();
    const stored = await readdir(path.join(bench.dataFolder, 'artifacts'), { recursive: true });
    expect(stored.filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
  });

  it('goes with the batch', async () => {
    const jobs = await bench.profile(engine, files);
    await engine.batchWorkbooks.make(jobs[0]!.batchId, 'en');
    await engine.jobs.remove({ batchId: jobs[0]!.batchId });
    await engine.upkeep.cleanUp();
    const stored = await readdir(path.join(bench.dataFolder, 'artifacts'), { recursive: true, withFileTypes: true });
    expect(stored.filter((entry) => entry.isFile())).toEqual([]);
    await expect(engine.batchWorkbooks.make(jobs[0]!.batchId, 'en')).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
  });

  it('is refused where there is nothing to show', async () => {
    const [job] = await bench.profile(engine, { 'empty.csv': '' });
    await expect(engine.batchWorkbooks.make(job!.batchId, 'en')).rejects.toMatchObject({
      code: 'BATCH_WITHOUT_RESULTS',
    });
    await expect(engine.batchWorkbooks.make(randomUUID(), 'en')).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
  });
});
