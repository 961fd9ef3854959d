import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { hurriedFlag } from '../../cli/early-threads.ts';
import { builtWorkers } from '../builders/worker-entry.ts';

/** Starts two threads as the command line does, one after the other; each tells of its scripts whether V8 refused their bytecode. */
function threadsTell(flag: string): unknown[] {
  const entry = pathToFileURL(builtWorkers).href;
  const loader = pathToFileURL(path.join(path.dirname(builtWorkers), 'load-compiled.js')).href;
  const thread = `import(${JSON.stringify(entry)})
    .then(() => import(${JSON.stringify(loader)}))
    .then(({ loadedScripts }) => console.log(JSON.stringify(loadedScripts.map(({ script }) => script.cachedDataRejected))))`;
  const host = `const { Worker } = require('node:worker_threads');
    require('node:v8').setFlagsFromString(${JSON.stringify(flag)});
    const start = () => new Worker(${JSON.stringify(thread)}, { eval: true, env: { AUSPEX_HURRIED_THREADS: '1' } });
    start().once('exit', start);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', host], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('takes what the build compiled, in each thread of the command line', () => {
  expect(threadsTell(hurriedFlag)).toEqual([
    [false, false],
    [false, false],
  ]);
});

it('goes on without it where it was made with other flags', () => {
  expect(threadsTell('--interrupt-budget=400001')).toEqual([
    [true, true],
    [true, true],
  ]);
});
