/*
 * `auspex compare` against pandas (read both, merge by the key, compare every column) on a csv of 1,000,000 × 20 and what
 * became of it: 990,000 rows, of which 1.5 % came and 3 % changed. Both are run as their users run them, in turns, each as
 * a process of its own; printed are medians of the work alone (a job's duration; pandas without its import), of the whole
 * command and of the peak memory. Ours does more in that time: it finds the key and renamed columns, takes PSI and KS of
 * every column, stores both tables and every row that differs, and the command writes the three reports.
 * `npm run bench -- compare [--rounds 3] [--rows 1000000]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureCommand, median, megabytes, seconds } from './measure.ts';
import { changedCsvTable, csvTable } from './tables.ts';

const peer = `
import sys, time
import pandas as pd
started = time.perf_counter()
earlier, later = pd.read_csv(sys.argv[1]), pd.read_csv(sys.argv[2])
both = earlier.merge(later, on='id', how='outer', suffixes=(' before', ' after'), indicator=True)
added = both[both['_merge'] == 'right_only']
removed = both[both['_merge'] == 'left_only']
pairs = both[both['_merge'] == 'both']
differs = None
for name in earlier.columns:
    if name == 'id': continue
    before, after = pairs[name + ' before'], pairs[name + ' after']
    other = (before != after) & ~(before.isna() & after.isna())
    differs = other if differs is None else differs | other
changed = pairs[differs]
print(time.perf_counter() - started, len(added), len(removed), len(changed))
`;

interface Figures {
  readonly workMs: number;
  readonly wallMs: number;
  readonly peakBytes: number;
  /** Rows added, removed and changed. */
  readonly found: readonly number[];
}

async function runOurs(earlier: string, later: string): Promise<Figures> {
  const data = mkdtempSync(path.join(tmpdir(), 'auspex-bench-data-'));
  try {
    const words = ['dist/cli/auspex.js', 'compare', earlier, later, '--data', data, '--out', data, '--json'];
    const run = await measureCommand(process.execPath, words);
    const { added, removed, changed, durationMs } = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '{}');
    return { workMs: durationMs, wallMs: run.wallMs, peakBytes: run.peakBytes, found: [added, removed, changed] };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function runPandas(earlier: string, later: string): Promise<Figures> {
  const run = await measureCommand('/usr/bin/python3', ['-c', peer, earlier, later]);
  const [workSeconds = 0, ...found] = run.stdout.trim().split(' ').map(Number);
  return { workMs: workSeconds * 1000, wallMs: run.wallMs, peakBytes: run.peakBytes, found };
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, rows: { type: 'string', default: '1000000' } },
});
const rows = Number(values.rows);
const files = [await csvTable(rows), await changedCsvTable(rows)] as const;
const ours: Figures[] = [];
const theirs: Figures[] = [];
for (let round = 0; round < Number(values.rounds); round++) {
  ours.push(await runOurs(...files));
  theirs.push(await runPandas(...files));
}
const of = (runs: readonly Figures[], figure: 'workMs' | 'wallMs' | 'peakBytes') =>
  median(runs.map((run) => run[figure]));
const [us, them] = [ours, theirs].map((runs) => runs[0]!.found.join(', '));
console.log(`${rows.toLocaleString('en')} × 20 against what became of it (median of ${values.rounds})`);
if (us !== them) throw new Error(`rows added, removed, changed: ${us} here, ${them} by pandas`);
console.log(`  rows added, removed, changed: ${us}`);
for (const [name, runs] of [
  ['auspex', ours],
  ['pandas', theirs],
] as const) {
  const peak = megabytes(of(runs, 'peakBytes'));
  console.log(`  ${name}  work ${seconds(of(runs, 'workMs'))}   command ${seconds(of(runs, 'wallMs'))}   peak ${peak}`);
}
const ratio = (figure: 'workMs' | 'wallMs' | 'peakBytes') => of(theirs, figure) / of(ours, figure);
console.log(
  `  ratio   work ${ratio('workMs').toFixed(1)} × faster   command ${ratio('wallMs').toFixed(1)} × faster   memory ${(1 / ratio('peakBytes')).toFixed(2)} ×`,
);
