// Compiles workers/kernel (AssemblyScript) to WebAssembly.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, 'workers/kernel');
/** What every compilation of the kernel needs. */
export const kernelOptions = ['--runtime', 'stub', '--enable', 'simd', '--disableWarning', '201'];
const options = [...kernelOptions, '-O3', '--noAssert'];

/** The module in base64, for bundlers to put where `__AUSPEX_KERNEL__` stands; made anew when its sources have changed. */
export async function kernelBase64() {
  const digest = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const name of ['package-lock.json', ...readdirSync(folder).map((file) => path.join('workers/kernel', file))]) {
    digest
      .update(name)
      .update('\0')
      .update(readFileSync(path.join(root, name)));
  }
  const file = path.join(root, 'dist/kernel', `${digest.digest('hex')}.wasm`);
  if (!existsSync(file)) compile(file);
  return readFileSync(file).toString('base64');
}

function compile(/** @type {string} */ file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}`;
  const compiler = path.join(root, 'node_modules/assemblyscript/bin/asc.js');
  const words = [compiler, 'workers/kernel/kernel.ts', '--outFile', path.relative(root, part), ...options];
  // A process of its own: the types of the compiler's package would redefine the globals of every script.
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the kernel does not compile\n${stderr}`);
  renameSync(part, file);
}
