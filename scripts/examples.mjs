// Writes the example workbooks: `node scripts/examples.mjs [FOLDER]`, into examples/ unless told otherwise.
// Everything is drawn from fixed seeds, so that the same workbooks come out byte for byte; a test compares.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { churnWorkbook } from './examples/churn.mjs';
import { gradeWorkbooks } from './examples/grades.mjs';
import { messyWorkbook } from './examples/messy.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.resolve(process.argv[2] ?? path.join(root, 'examples'));

await mkdir(folder, { recursive: true });
for (const files of [await gradeWorkbooks(), await churnWorkbook(), await messyWorkbook()]) {
  for (const [name, bytes] of Object.entries(files)) {
    await writeFile(path.join(folder, name), bytes);
    console.log(`${name} ${Math.round(bytes.length / 1024)} kB`);
  }
}
