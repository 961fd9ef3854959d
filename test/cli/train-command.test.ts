import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../builders/auspex-command.ts';
import { studentHeader, studentRows } from '../builders/student-rows.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-train-'));
  const write = (name: string, count: number, seed: number) => {
    const lines = [studentHeader, ...studentRows(count, seed)].map((row) => row.map((cell) => cell ?? '').join(','));
    return writeFile(path.join(folder, name), `${lines.join('\n')}\n`);
  };
  await write('2022.csv', 200, 1);
  await write('2023.csv', 150, 2);
  await write('2024.csv', 100, 3);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const auspex = (line: string) => runCommand([...line.split(' '), '--data', 'data'], { folder });
const lastLine = (stdout: string) => JSON.parse(stdout.trimEnd().split('\n').at(-1)!);
const quick = '--trees 10 --depth 3 --learning-rate 0.3 --folds 3';

describe('auspex train', () => {
  it('answers one JSON object with scores of classes', async () => {
    const line = `train 2022.csv 2023.csv --target path --exclude final --test 2024.csv --name study ${quick} --json`;
    const { exitCode, stdout } = await auspex(line);
    const answer = lastLine(stdout);
    expect([exitCode, answer.fault]).toEqual([0, null]);
    expect(answer).toMatchObject({ model: 'study', version: 1, task: 'multiclass', state: 'completed' });
    expect(answer.fitMs).toBeGreaterThan(0);
    for (const part of ['cv', 'holdout', 'test', 'baseline']) {
      expect(Object.keys(answer[part])).toEqual(expect.arrayContaining(['accuracy', 'logloss', 'auc', 'macroF1']));
    }
    expect(Object.keys(answer.cv)).toContain('loglossSd');
    expect(answer.test.logloss).toBeLessThan(answer.baseline.logloss);
  });

  it('answers scores of a number, and the same ones for any number of threads', async () => {
    const line = `train 2022.csv --target final --exclude path ${quick} --again --json`;
    const one = lastLine((await auspex(`${line} --threads 1`)).stdout);
    const three = lastLine((await auspex(`${line} --threads 3`)).stdout);
    expect(Object.keys(one.cv)).toEqual(['rmse', 'mae', 'r2', 'rmseSd', 'maeSd', 'r2Sd']);
    expect(one.test).toBeNull();
    expect([three.cv, three.holdout]).toEqual([one.cv, one.holdout]);
    expect([one.version, three.version]).toEqual([1, 2]);
  });

  it('speaks to people', async () => {
    const { stdout } = await auspex(`train 2022.csv --target path --exclude final --lang en ${quick}`);
    expect(stdout).toMatch(/path \(version 1\): 30 trees from 200 rows/);
    expect(stdout).toMatch(/Out of fold:.*logloss/);
    expect(stdout).toMatch(/Linear model:.*logloss/);
    expect(stdout).not.toContain('Test file');
    const tested = await auspex(`train 2022.csv --target path --exclude final --test 2024.csv --lang en ${quick}`);
    expect(tested.stdout).toMatch(/path \(version 2\): 30 trees from 200 rows/);
    expect(tested.stdout).toMatch(/Test file:.*logloss/);
  });

  it('says what is wrong with the target, the columns and the words', async () => {
    const unknown = await auspex('train 2022.csv --target nothing --json');
    expect(unknown.exitCode).toBe(1);
    expect(lastLine(unknown.stdout)).toMatchObject({ state: 'dead', fault: { code: 'TARGET_UNKNOWN' } });
    expect((await auspex('train 2022.csv')).stderr).toContain('--target');
    for (const words of ['--trees 0', '--learning-rate 2', '--preset slow', '--folds 1', '--seed x']) {
      expect((await auspex(`train 2022.csv --target path ${words}`)).exitCode).toBe(2);
    }
  });
});
