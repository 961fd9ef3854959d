// Runs the long fuzz test: `npm run fuzz`, with --seed, --count and --threads as test/fuzz/fuzz-command.ts tells.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, bundle } from './build.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const output = path.join(root, 'dist/test/fuzz-command.js');
await build(['workers']);
await bundle('test/fuzz/fuzz-thread.ts', path.join(root, 'dist/test/fuzz-thread.js'));
await bundle('test/fuzz/fuzz-command.ts', output);
const command = ['--enable-source-maps', output, ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status ?? 1);
