import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { bundle } from '../../scripts/build.mjs';
import { resolveElectron } from '../../scripts/electron-runtime.mjs';

const program = fileURLToPath(new URL('../../dist/test/exhausting-process.js', import.meta.url));
const workerFile = fileURLToPath(new URL('../fixtures/workers/scripted.mjs', import.meta.url));
beforeAll(() => bundle('test/fixtures/exhausting-process.ts', program));

it('the process of the app outlives all its threads running out of memory at once', async () => {
  const electron = await resolveElectron(() => undefined);
  if (!electron) throw new Error('there is no Electron here');
  const environment = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { stdout } = await promisify(execFile)(electron.executable, [program, workerFile], { env: environment });
  const { exhausted, after } = JSON.parse(stdout) as { exhausted: string[]; after: string[] };
  expect(exhausted.length).toBeGreaterThanOrEqual(5);
  expect(new Set(exhausted)).toEqual(new Set(['WORKER_DIED']));
  expect(new Set(after)).toEqual(new Set(['csv']));
});
