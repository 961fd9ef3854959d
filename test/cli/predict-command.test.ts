import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../builders/auspex-command.ts';
import { studentHeader, studentRows } from '../builders/student-rows.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-predict-'));
  const write = (name: string, count: number, seed: number) => {
    const lines = [studentHeader, ...studentRows(count, seed)].map((row) => row.map((cell) => cell ?? '').join(','));
    return writeFile(path.join(folder, name), `${lines.join('\n')}\n`);
  };
  await write('2022.csv', 200, 1);
  await write('2023.csv', 100, 2);
  await write('2024.csv', 60, 3);
  const line = 'train 2022.csv --target path --exclude final --name study --trees 10 --depth 3 --folds 3';
  expect((await auspex(line)).exitCode).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const auspex = (line: string) => runCommand([...line.split(' '), '--data', 'data'], { folder });
const lastLine = (stdout: string) => JSON.parse(stdout.trimEnd().split('\n').at(-1)!);

describe('auspex predict', () => {
  it('answers one JSON object and puts the workbook into a folder', async () => {
    const line = 'predict 2023.csv --model study --group-by major --explain --out out --json';
    const { exitCode, stdout } = await auspex(line);
    const answer = lastLine(stdout);
    expect(exitCode).toBe(0);
    expect(Object.keys(answer)).toEqual(['rows', 'groups', 'durationMs', 'scores', 'artifacts']);
    expect(answer).toMatchObject({ rows: 100, groups: 5, artifacts: [path.join(folder, 'out/2023 predictions.xlsx')] });
    expect(Object.keys(answer.scores)).toEqual(['accuracy', 'logloss', 'auc', 'macroF1']);
    expect(readdirSync(path.join(folder, 'out'))).toContain('2023 predictions.xlsx');
  });

  it('takes many files, a version of the model, and makes workbooks for groups', async () => {
    const words =
      'predict 2023.csv 2024.csv --model study@1 --group-by major --split workbooks --out books --lang zh-CN --json';
    const answer = lastLine((await auspex(words)).stdout);
    // The majors of the second file are among those of the first.
    expect(answer).toMatchObject({
      rows: 160,
      groups: 5,
      files: [
        { rows: 100, groups: 5 },
        { rows: 60, groups: 5 },
      ],
    });
    expect(Object.keys(answer.scores)).toEqual(['accuracy', 'logloss', 'auc', 'macroF1']);
    for (const key of ['accuracy', 'logloss']) {
      const [one, other] = answer.files.map(({ scores }: { scores: Record<string, number> }) => scores[key]);
      expect(answer.scores[key]).toBeCloseTo((one * 100 + other * 60) / 160, 12);
    }
    expect(readdirSync(path.join(folder, 'books')).sort()).toEqual(['2023 预测', '2024 预测']);
    const majors = ['AI', 'Law', 'Music', 'Statistics', '（空）'].map((name) => `${name}.xlsx`);
    expect(readdirSync(path.join(folder, 'books/2023 预测')).sort()).toEqual(['_目录.xlsx', ...majors].sort());
  });

  it('speaks to people', async () => {
    const { stdout } = await auspex('predict 2023.csv --model study --group-by major --lang en');
    expect(stdout).toMatch(/2023\.csv: 100 rows predicted with study \(version 1\)/);
    expect(stdout).toContain('Groups by major: 5');
    expect(stdout).toMatch(/true values in the file: accuracy/);
    expect(stdout).toMatch(/Promised coverage 90%/);
    // Without --out the workbook stays where it was made, and that is told.
    const told = stdout.trimEnd().split('\n').at(-1)!.trim();
    expect(told).toMatch(/\.xlsx$/);
    expect(readFileSync(told).subarray(0, 2).toString()).toBe('PK');
  });

  it('says what is wrong with the model, the columns and the words', async () => {
    const unknown = await auspex('predict 2023.csv --model nothing');
    expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringContaining('model')]);
    const nothing = lastLine((await auspex('predict 2023.csv --model nothing --json')).stdout);
    expect(Object.keys(nothing)).toEqual(['rows', 'groups', 'durationMs', 'scores', 'artifacts', 'fault']);
    const column = await auspex('predict 2023.csv --model study --group-by class --json');
    expect([column.exitCode, lastLine(column.stdout).fault.code]).toEqual([1, 'COLUMN_NAME_UNKNOWN']);
    await writeFile(path.join(folder, 'other.csv'), 'a,b\n1,2\n3,4\n');
    const other = lastLine((await auspex('predict other.csv --model study --json')).stdout);
    expect(other).toMatchObject({ rows: 0, fault: { code: 'PREDICTION_COLUMNS_MISSING' } });
    for (const words of [
      '',
      '--model study --split sheets',
      '--model study --drift-gate x',
      '--model study --match =a',
    ]) {
      expect((await auspex(`predict 2023.csv ${words}`.trim())).exitCode).toBe(2);
    }
  });

  it('takes columns for what a person says they are', async () => {
    await writeFile(path.join(folder, 'renamed.csv'), 'subject,m,physics,absences\nAI,90,80,1\nLaw,50,40,9\n');
    const line = 'predict renamed.csv --model study --match major=subject,maths=m,enrolled= --json';
    expect(lastLine((await auspex(line)).stdout)).toMatchObject({ rows: 2, scores: null });
  });
});
