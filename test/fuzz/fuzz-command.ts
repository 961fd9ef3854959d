/*
 * Mutated workbooks and texts without end in sight: `npm run fuzz`, with --seed, --count (500,000), --threads and --old (the share of cases
 * of older formats, 0.05); --case NUMBER writes one case into the folder of temporary files and says where.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz-run.ts';
import { fuzzCase } from './mutations.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    count: { type: 'string', default: '500000' },
    threads: { type: 'string', default: String(availableParallelism()) },
    old: { type: 'string', default: '0.05' },
    case: { type: 'string' },
    entry: { type: 'string', default: 'dist/workers/entry.js' },
    thread: { type: 'string', default: 'dist/test/fuzz-thread.js' },
  },
});
const seed = Number(values.seed);
const oldShare = Number(values.old);

if (values.case !== undefined) {
  const { bytes, fileName, how } = fuzzCase(seed, Number(values.case), oldShare);
  const file = path.join(tmpdir(), `case-${seed}-${values.case}-${fileName}`);
  writeFileSync(file, bytes);
  console.log(`${file} (${how})`);
} else {
  const count = Number(values.count);
  const startedMs = performance.now();
  let told = 0;
  console.log(`seed ${seed}, ${count} cases on ${values.threads} threads`);
  const report = await runFuzz({
    ...{ seed, oldShare, count, threads: Number(values.threads) },
    entry: path.resolve(values.entry),
    thread: path.resolve(values.thread),
    onProgress: (done) => {
      if (done < told + 20_000) return;
      told = done;
      console.log(`${done} cases, ${Math.round((performance.now() - startedMs) / 1000)} s`);
    },
  });
  for (const [outcome, times] of Object.entries(report.outcomes).sort(([, a], [, b]) => b - a)) {
    console.log(`${String(times).padStart(8)}  ${outcome}`);
  }
  console.log(`peak ${Math.round(report.peakBytes / 1e6)} MB, ${Math.round((performance.now() - startedMs) / 1000)} s`);
  for (const finding of report.findings) console.error(finding);
  process.exit(report.findings.length > 0 ? 1 : 0);
}
