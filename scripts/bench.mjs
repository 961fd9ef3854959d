// Runs a benchmark: `npm run bench -- profile`. Without a name it lists them.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, bundle } from './build.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const names = readdirSync(path.join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));
const [name, ...rest] = process.argv.slice(2);
if (!name || !names.includes(name)) {
  console.error(`Which one? npm run bench -- ${names.join(' | ')}`);
  process.exit(2);
}
await build(['workers', 'cli']);
const output = path.join(root, 'dist/bench', `${name}.js`);
await bundle(`bench/${name}.bench.ts`, output);
const run = spawnSync(process.execPath, ['--enable-source-maps', output, ...rest], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
