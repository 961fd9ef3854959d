import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCrashes } from './crash-run.ts';

// The long form of the crash suite: `npm run crash -- --kills 200 --seed 7`. The folder stays when something is wrong.
const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string', default: '200' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-crash-'));
const program = fileURLToPath(new URL('./engine-under-fire.js', import.meta.url));
console.log(`seed ${seed}, ${values.kills} kills, in ${folder}`);
const startedAtMs = performance.now();
try {
  const report = await runCrashes({ seed, kills: Number(values.kills), folder, program, tell: console.log });
  console.log(JSON.stringify(report));
  console.log(`nothing lost, nothing twice, the same bytes: ${Math.round((performance.now() - startedAtMs) / 1000)} s`);
  rmSync(folder, { recursive: true, force: true });
} catch (error) {
  console.error(error);
  console.error(`again: npm run crash -- --seed ${seed} --kills ${values.kills}`);
  process.exitCode = 1;
}
