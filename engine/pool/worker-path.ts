import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** From a bundle (dist/main/main.js, dist/cli/auspex.js) and from this source file, as the tests run it. */
const candidates = ['../workers/entry.js', '../../dist/workers/entry.js'];

/** The file that every pool thread runs: the one place that knows where the workers lie. */
export function findWorkerFile(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const found = candidates.map((candidate) => path.resolve(here, candidate)).find((file) => existsSync(file));
  if (!found) throw new Error('the workers are not built: run `node scripts/build.mjs workers`');
  return found;
}
