// Runs the long crash suite: `npm run crash`, with --seed and --kills as its head tells.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, bundle } from './build.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const output = path.join(root, 'dist/test/crash-command.js');
await build(['workers']);
await bundle('test/crash/engine-under-fire.ts', path.join(root, 'dist/test/engine-under-fire.js'));
await bundle('test/crash/crash-command.ts', output);
const command = ['--enable-source-maps', output, ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status ?? 1);
