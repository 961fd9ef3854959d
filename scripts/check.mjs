// `npm run check`: types of every room, lint and format, and the rules of the rooms.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernels } from './kernel.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const rooms = readdirSync(root, { withFileTypes: true })
  .filter((folder) => folder.isDirectory() && existsSync(path.join(root, folder.name, 'tsconfig.json')))
  .map((folder) => folder.name);

/** @type {[name: string, command: string, words: string[]][]} */
const checks = [
  ...rooms.map((room) => /** @type {[string, string, string[]]} */ ([`types of ${room}`, 'tsc', ['-p', room]])),
  // The kernels are AssemblyScript: its own compiler knows their types.
  ...kernels.map(
    ({ folder, options }) =>
      /** @type {[string, string, string[]]} */ ([
        `types of ${folder}`,
        'asc',
        [`${folder}/kernel.ts`, '--noEmit', ...options],
      ]),
  ),
  ['lint and format', 'biome', ['check', '--error-on-warnings', '.']],
  ['rules of the rooms', 'vitest', ['run', 'test/architecture', '--reporter=dot']],
];

const failed = [];
for (const [name, command, words] of checks) {
  const { status, stdout, stderr } = spawnSync(path.join(root, 'node_modules/.bin', command), words, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 1 << 26,
  });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'}  ${name}`);
  if (status === 0) continue;
  failed.push(name);
  console.log(`${stdout}${stderr}`.trim());
}
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
