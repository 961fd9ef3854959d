import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobsIn, runCommand } from '../builders/auspex-command.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-library-'));
  const rows = Array.from({ length: 6 }, (_, row) => `${row},M${row % 2},${row * 10}`);
  await writeFile(path.join(folder, 'grades.csv'), `id,major,score\n${rows.join('\n')}\n`);
  await writeFile(path.join(folder, 'later.csv'), 'id,major,score\n5,M1,99\n6,M0,60\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const auspex = (...words: string[]) => runCommand([...words, '--data', 'data'], { folder });
/** The JSON object in the last line of stdout. */
async function answer<T>(...words: string[]): Promise<T> {
  const { stdout, stderr } = await auspex(...words, '--json');
  const last = stdout.trimEnd().split('\n').at(-1)!;
  expect(last, stderr).toMatch(/^\{/);
  return JSON.parse(last) as T;
}

describe('auspex library', () => {
  it('imports results and files, tells of tables, and answers SQL', async () => {
    expect((await auspex('library', 'tables')).stdout).toContain('no tables');
    const [job] = jobsIn(await auspex('profile', 'grades.csv', '--json'));
    const first = ['library', 'import', job!.id.slice(-8), '--table', 'Grades', '--group-by', 'major'];
    expect(await answer(...first)).toMatchObject({
      ...{ table: 'Grades', rows: 6, added: 6, rowsAfter: 6 },
      groups: [
        { name: 'M0', before: 0, after: 3 },
        { name: 'M1', before: 0, after: 3 },
      ],
    });
    const byKey = ['library', 'import', 'later.csv', '--table', 'grades', '--key', 'id'];
    expect((await auspex(...byKey)).stdout).toContain('1 rows added, 1 updated, 7 in all');
    expect(await answer('library', 'tables')).toMatchObject({
      tables: [{ name: 'Grades', rows: 7, imports: 2, keyColumns: ['id'] }],
    });
    const sql = 'SELECT major, count(*) AS n, max(score) AS best FROM Grades GROUP BY 1 ORDER BY 1';
    expect(await answer('library', 'query', sql)).toMatchObject({
      columns: [
        { name: 'major', type: 'text' },
        { name: 'n', type: 'number' },
        { name: 'best', type: 'number' },
      ],
      rows: [
        ['M0', 4, 60],
        ['M1', 3, 99],
      ],
      isCut: false,
    });
    const { stdout } = await auspex('library', 'query', `${sql} LIMIT 1`);
    expect(stdout.split('\n').map((line) => line.trim().split(/\s+/))).toContainEqual(['M0', '4', '60']);
    const { artifacts } = await answer<{ artifacts: string[] }>('library', 'query', sql, '--out', 'out', '--to', 'csv');
    expect(await readdir(path.join(folder, 'out'))).toEqual([path.basename(artifacts[0]!)]);
    expect(await readFile(artifacts[0]!, 'utf8')).toMatch(/major,n,best\r?\nM0,4,60/);
  });

  it('answers a query that cannot be with its place, and wrong words with the usage', async () => {
    const wrong = await auspex('library', 'query', 'SELECT *\nFROM Nowhere');
    expect(wrong).toMatchObject({ exitCode: 1 });
    expect(wrong.stderr).toContain('line 2, column 6');
    expect(await auspex('library', 'query', 'DROP TABLE Grades')).toMatchObject({ exitCode: 1 });
    for (const words of [
      ['library', 'import', 'grades.csv'],
      ['library', 'import', 'grades.csv', '--table', 'T', '--mode', 'key'],
      ['library', 'import', 'grades.csv', '--table', 'T', '--mode', 'other'],
      ['library', 'query'],
    ]) {
      expect((await auspex(...words)).exitCode).toBe(2);
    }
  });
});

describe('auspex models', () => {
  it('has none at first, and knows none', async () => {
    expect((await auspex('models', 'list')).stdout).toContain('No models');
    expect(await answer('models', 'list')).toEqual({ models: [], total: 0 });
    expect(await auspex('models', 'show', 'Dropout')).toMatchObject({ exitCode: 1 });
    expect((await auspex('models', 'remove', 'Dropout')).stderr).toContain('no model “Dropout”');
  });

  it('lists, shows, exports, imports and removes what was trained', async () => {
    const rows = Array.from(
      { length: 120 },
      (_, row) => `${(row * 37) % 100},${(row * 37) % 100 > 50 ? 'pass' : 'fail'}`,
    );
    await writeFile(path.join(folder, 'train.csv'), `score,passed\n${rows.join('\n')}\n`);
    await auspex('train', 'train.csv', '--target', 'passed', '--trees', '5', '--folds', '2', '--name', 'Passing');
    const { models } = await answer<{ models: { id: string }[] }>('models', 'list');
    expect(models).toMatchObject([{ name: 'Passing', version: 1, target: 'passed', classes: ['fail', 'pass'] }]);
    expect((await auspex('models', 'list')).stdout).toContain(models[0]!.id.slice(-8));
    expect((await auspex('models', 'show', 'Passing')).stdout).toContain('score');
    const { artifacts } = await answer<{ artifacts: string[] }>('models', 'export', 'Passing', '--out', 'out');
    expect(artifacts.map((file) => path.basename(file))).toEqual(['Passing v1.model.json']);
    const imported = await answer('models', 'import', artifacts[0]!, '--name', 'Passing');
    expect(imported).toMatchObject({ model: { name: 'Passing', version: 2 }, checkedRows: null });
    await auspex('models', 'export', models[0]!.id.slice(-8), '--to', 'xgboost', '--out', 'out');
    expect((await readdir(path.join(folder, 'out'))).sort()).toEqual([
      'Passing v1.model.json',
      'Passing v1.xgboost.json',
    ]);
    expect((await auspex('models', 'remove', 'Passing@1', 'Passing@9')).exitCode).toBe(1);
    expect(await answer('models', 'remove', 'Passing@1', 'Passing@2')).toEqual({ removed: 2 });
    expect(await answer('models', 'list')).toMatchObject({ total: 0 });
  });
});
