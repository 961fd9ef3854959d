import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../../engine/engine.ts';
import { RealEngineBench } from '../../../builders/real-engine.ts';

let bench: RealEngineBench;
let engine: Engine;
let jobId: string;

/** Weights with a unit, grades with a word for missing, ids; a blank line after the second row. */
function messyText(): string {
  const rows = Array.from({ length: 300 }, (_, row) => {
    const grade = row % 50 === 7 ? '缺考' : 50 + (row % 50);
    return `00${row},${(40 + row / 4).toFixed(2)} kg,${grade},${row % 3 === 0 ? '是' : '否'}`;
  });
  rows.splice(2, 0, '');
  return `${['学号,体重,成绩,住校', ...rows].join('\n')}\n`;
}

const columnsOf = async (id: string) => (await engine.results.getImportReport(id)).columns;

beforeAll(async () => {
  bench = await RealEngineBench.open();
  engine = await bench.engine();
  const [job] = await bench.profile(engine, { 'messy.csv': messyText() });
  expect(job?.fault).toBeNull();
  jobId = job!.id;
});
afterAll(() => bench.close());

describe('a profile of a file with units and words', () => {
  it('tells what was done to its cells, in which rows of the file', async () => {
    const report = await engine.results.getImportReport(jobId);
    expect(report).toMatchObject({ fileName: 'messy.csv', rows: 300, firstRow: 2, changedCells: 606 });
    expect(report.table).toMatchObject({ blankRows: 1, raggedRows: 0, hasFallenBack: false });
    const [id, weight, grade, boarding] = report.columns;
    expect(id).toMatchObject({ readAs: 'text', changes: [], kept: { reason: 'ids' } });
    expect(weight).toMatchObject({ writtenAs: 'text', readAs: 'number', unit: 'kg' });
    expect(weight?.changes[0]?.rows.slice(0, 4)).toEqual([2, 3, 5, 6]);
    expect(grade).toMatchObject({ writtenAs: 'mixed', readAs: 'number' });
    expect(grade?.changes).toMatchObject([{ change: 'missingWord', count: 6, rows: [10, 60, 110, 160, 210, 260] }]);
    expect(boarding).toMatchObject({ readAs: 'boolean', changes: [{ change: 'booleanWord', count: 300 }] });
  });

  it('tells it in the report for programs too', async () => {
    const artifact = await engine.results.makeReport(jobId, 'json', 'en');
    const told = JSON.parse(readFileSync(engine.results.artifactPath(artifact), 'utf8'));
    expect(told.importReport).toEqual(await engine.results.getImportReport(jobId));
  });

  it('describes the columns as they were read, with their units', async () => {
    const { columns } = await engine.results.listColumns(jobId, { offset: 0, limit: 10, search: '' });
    expect(columns.map(({ type, unit }) => [type, unit])).toEqual([
      ['text', undefined],
      ['number', 'kg'],
      ['number', undefined],
      ['boolean', undefined],
    ]);
    expect(columns[1]?.number).toMatchObject({ minimum: 40, maximum: 114.75, count: 300 });
    expect(columns[2]).toMatchObject({ missing: 6, kinds: { number: 294, text: 0 } });
  });

  it('is read anew with a column as it is written, and back again', async () => {
    const first = await engine.jobs.rerun(jobId, { asWritten: ['体重', '成绩'] });
    await engine.jobs.waitForEnd([first.id]);
    const undone = await columnsOf(first.id);
    expect(undone.map(({ isAsWritten, readAs }) => [isAsWritten, readAs])).toEqual([
      [false, 'text'],
      [true, 'text'],
      [true, 'text'],
      [false, 'boolean'],
    ]);
    const { columns } = await engine.results.listColumns(first.id, { offset: 0, limit: 10, search: '' });
    expect(columns[1]?.topValues[0]?.value).toMatch(/^\d+\.\d\d kg$/);
    expect(columns[2]).toMatchObject({ missing: 0, kinds: { text: 300, number: 0 } });
    const second = await engine.jobs.rerun(first.id, { asWritten: [] });
    await engine.jobs.waitForEnd([second.id]);
    expect(await columnsOf(second.id)).toEqual(await columnsOf(jobId));
  });
});
