import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { deathInWords, sumOf, tallyOfFiles } from '../../scripts/test-tally.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const fixtures = path.join(root, 'test/fixtures/dying-process');

it('a file whose process dies is named with its end and last words, and counts as failed', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-tally-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const report = path.join(folder, 'report.json');
  const deathsFile = path.join(folder, 'deaths.jsonl');
  const vitest = [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const env = { PATH: process.env.PATH, HOME: folder, AUSPEX_TEST_DEATHS: deathsFile };
  const config = ['--config', path.join(fixtures, 'vitest.config.mjs')];
  await new Promise<void>((resolve) => {
    execFile(process.execPath, [...vitest, ...config], { cwd: root, env }, () => resolve());
  });
  const deaths = (await readFile(deathsFile, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const dead = path.join(fixtures, 'dies.fixture.mjs');
  expect(deaths).toMatchObject([{ files: [dead], code: null, signal: 'SIGKILL' }]);
  expect(deathInWords(deaths[0], root).split('\n')).toEqual([
    'the process of test/fixtures/dying-process/dies.fixture.mjs died: SIGKILL',
    '  the native library gave up',
  ]);
  const tallies = tallyOfFiles(JSON.parse(await readFile(report, 'utf8')).testResults, deaths);
  expect(tallies.get(dead)?.failed).toBe(1);
  expect(tallies.get(path.join(fixtures, 'lives.fixture.mjs'))).toEqual({ passed: 1, failed: 0, skipped: 1 });
});

it('a file fails when a test failed, when it could not be loaded, and when it did not end', () => {
  const report = (name: string, status: string, ...tests: string[]) => ({
    ...{ name, status, assertionResults: tests.map((one) => ({ status: one })) },
  });
  const tallies = tallyOfFiles(
    [
      report('good', 'passed', 'passed', 'skipped', 'todo'),
      report('bad', 'failed', 'passed', 'failed', 'failed'),
      report('unloadable', 'failed'),
      report('unended', 'passed', 'passed', 'pending'),
    ],
    [{ files: ['gone'], code: 3, signal: null, lastWords: '' }],
  );
  expect(Object.fromEntries(tallies)).toEqual({
    good: { passed: 1, failed: 0, skipped: 2 },
    bad: { passed: 1, failed: 2, skipped: 0 },
    unloadable: { passed: 0, failed: 1, skipped: 0 },
    unended: { passed: 1, failed: 1, skipped: 0 },
    gone: { passed: 0, failed: 1, skipped: 0 },
  });
  expect(sumOf(tallies.values())).toEqual({ passed: 3, failed: 5, skipped: 2 });
});
