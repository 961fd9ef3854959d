import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobsIn, runCommand } from '../builders/auspex-command.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-compare-'));
  await writeFile(path.join(folder, 'march.csv'), 'id,name,stamp\n1,a,x\n2,b,x\n3,c,x\n');
  await writeFile(path.join(folder, 'april.csv'), 'id,name,stamp\n2,b,y\n3,C,y\n4,d,y\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const auspex = (line: string) => runCommand([...line.split(' '), '--data', 'data'], { folder });
const lastLine = (stdout: string) => JSON.parse(stdout.trimEnd().split('\n').at(-1)!);

describe('auspex compare', () => {
  it('tells what changed as one JSON object and writes the reports', async () => {
    const { exitCode, stdout } = await auspex('compare march.csv april.csv --ignore stamp --out reports --json');
    expect(exitCode).toBe(0);
    const answer = lastLine(stdout);
    expect(answer).toMatchObject({ added: 1, removed: 1, changed: 1, unchanged: 1, key: ['id'], fault: null });
    expect(answer.columns.map(({ name, changed }: { name: string; changed: number }) => [name, changed])).toEqual([
      ['id', 0],
      ['name', 1],
    ]);
    const names = (await readdir(path.join(folder, 'reports'))).sort();
    expect(names).toEqual(['html', 'json', 'parquet', 'xlsx'].map((ending) => `april changes.${ending}`));
    expect(answer.artifacts).toHaveLength(4);
  });

  it('speaks to people', async () => {
    const { stdout } = await auspex('compare march.csv april.csv --key id');
    expect(stdout).toContain('1 rows added, 1 removed, 2 changed, 0 unchanged');
    expect(stdout).toContain('Rows are told apart by: id');
  });

  it('says what is wrong with the files, the key and the words', async () => {
    const missing = await auspex('compare march.csv april.csv --key number --json');
    expect(missing.exitCode).toBe(1);
    expect(lastLine(missing.stdout)).toMatchObject({ state: 'dead', fault: { code: 'COMPARISON_KEY_MISSING' } });
    const one = await auspex('compare march.csv');
    expect([one.exitCode, one.stderr]).toEqual([2, expect.stringContaining('compare takes two files')]);
    expect((await auspex('compare march.csv april.csv --tolerance -1')).exitCode).toBe(2);
  });
});

it('auspex profile --since compares beside the profile', async () => {
  const jobs = jobsIn(await auspex('profile april.csv --since march.csv --json'));
  expect(jobs.map(({ file, state }) => [file, state])).toEqual([
    ['april.csv', 'completed'],
    ['march.csv → april.csv', 'completed'],
  ]);
  expect(jobs[1]!.artifacts).toHaveLength(4);
});
