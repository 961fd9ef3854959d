// Compiles the kernels of the workers (AssemblyScript) to WebAssembly.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const common = ['--runtime', 'stub', '--enable', 'simd', '--disableWarning', '201'];
/** Threads share the memory of a fit of trees: it is made outside, as large as addresses reach. */
const shared = ['--enable', 'threads', '--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory'];

/** Each kernel: the global that bundlers put it in place of, its folder, and what every compilation of it needs. */
export const kernels = [
  { global: '__AUSPEX_KERNEL__', folder: 'workers/kernel', options: common },
  { global: '__AUSPEX_SCORE_KERNEL__', folder: 'workers/score-kernel', options: common },
  { global: '__AUSPEX_TREES_KERNEL__', folder: 'workers/trees-kernel', options: [...common, ...shared, '65536'] },
];

/**
 * The kernels in base64 by their globals, as sources of strings; each is made anew when its sources have changed.
 * @returns {Promise<Record<string, string>>}
 */
export async function kernelGlobals() {
  return Object.fromEntries(kernels.map((kernel) => [kernel.global, JSON.stringify(base64Of(kernel))]));
}

function base64Of(/** @type {typeof kernels[number]} */ kernel) {
  const folder = path.join(root, kernel.folder);
  const digest = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const name of ['package-lock.json', ...readdirSync(folder).map((file) => path.join(kernel.folder, file))]) {
    digest
      .update(name)
      .update('\0')
      .update(readFileSync(path.join(root, name)));
  }
  const file = path.join(root, 'dist/kernel', `${digest.digest('hex')}.wasm`);
  if (!existsSync(file)) compile(kernel, file);
  return readFileSync(file).toString('base64');
}

function compile(/** @type {typeof kernels[number]} */ kernel, /** @type {string} */ file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}`;
  const compiler = path.join(root, 'node_modules/assemblyscript/bin/asc.js');
  const source = `${kernel.folder}/kernel.ts`;
  const words = [compiler, source, '--outFile', path.relative(root, part), ...kernel.options, '-O3', '--noAssert'];
  // A process of its own: the types of the compiler's package would redefine the globals of every script.
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${kernel.folder} does not compile\n${stderr}`);
  renameSync(part, file);
}
