/*
 * Our boosted trees against XGBoost hist and scikit-learn's HistGradientBoosting: the same table, the same settings and
 * threads, in turns, each as a process of its own. The times are that of the fit with the making of its bins, without reading
 * the table, and that of predicting all of its rows; the peak is that of the whole process, the table included. To reach: at
 * most 1.2 × XGBoost's time to fit and 1.0 × its time to predict.
 *
 * `--only classes|million` or `--rows 1000000`, `--peers auspex,xgboost` and `--repeats 1` make it a matter of a minute.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../scripts/build.mjs';
import { measureCommand, median, megabytes, seconds } from './measure.ts';
import { makeData } from './trees/make-data.ts';
import { peerProgram } from './trees/peer-program.ts';

const python = '/usr/bin/python3';
const tested = 20_000;

interface Case {
  readonly name: string;
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
  readonly rounds: number;
}

interface Figures {
  readonly fitMs: number;
  readonly predictMs: number;
  readonly peakBytes: number;
  readonly loss: number;
  readonly accuracy: number;
}

const cases: readonly Case[] = [
  { name: 'classes', rows: 100_000, features: 31, classes: 3, rounds: 300 },
  { name: 'million', rows: 1_000_000, features: 20, classes: 2, rounds: 100 },
];

/** The file of a case: column after column in single precision, the target last. */
function dataFile({ rows, features, classes }: Case): string {
  const folder = path.join(tmpdir(), 'auspex-bench');
  const file = path.join(folder, `trees-${rows}-${features}-${classes}.bin`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const { columns, target } = makeData(rows + tested, features, classes);
  const parts = [...columns, target].map((column) => Buffer.from(column.buffer as ArrayBuffer));
  writeFileSync(`${file}.part`, Buffer.concat(parts));
  renameSync(`${file}.part`, file);
  return file;
}

async function run(command: string, words: readonly string[]): Promise<Figures> {
  const { stdout, peakBytes } = await measureCommand(command, words);
  return { ...(JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Omit<Figures, 'peakBytes'>), peakBytes };
}

function summarize(runs: readonly Figures[]): Figures {
  const of = (key: keyof Figures) => median(runs.map((figures) => figures[key]));
  return {
    fitMs: of('fitMs'),
    predictMs: of('predictMs'),
    peakBytes: of('peakBytes'),
    loss: of('loss'),
    accuracy: of('accuracy'),
  };
}

const { values } = parseArgs({
  options: {
    repeats: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    only: { type: 'string' },
    rows: { type: 'string' },
    peers: { type: 'string' },
  },
});
const program = fileURLToPath(new URL('trees-fit.js', import.meta.url));
await bundle('bench/trees/fit-program.ts', program);
const isAsked = ({ name, rows }: Case) =>
  (values.only === undefined || values.only === name) && (values.rows === undefined || Number(values.rows) === rows);
for (const one of cases.filter(isAsked)) {
  const { rows, features, classes, rounds } = one;
  const sizes = [dataFile(one), ...[rows, tested, features, classes, rounds].map(String), values.threads];
  const every: Readonly<Record<string, () => Promise<Figures>>> = {
    auspex: () => run(process.execPath, [program, ...sizes]),
    xgboost: () => run(python, ['-c', peerProgram, 'xgboost', ...sizes]),
    sklearn: () => run('env', [`OMP_NUM_THREADS=${values.threads}`, python, '-c', peerProgram, 'sklearn', ...sizes]),
  };
  const asked = values.peers?.split(',') ?? Object.keys(every);
  const peers = Object.fromEntries(Object.entries(every).filter(([peer]) => asked.includes(peer)));
  const runs = new Map<string, Figures[]>(Object.keys(peers).map((peer) => [peer, []]));
  for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
    for (const [peer, measure] of Object.entries(peers)) runs.get(peer)!.push(await measure());
  }
  console.log(
    `\n${rows.toLocaleString('en')} × ${features}, ${classes} classes, ${rounds} rounds, depth 6, ${values.threads} threads (median of ${values.repeats})`,
  );
  const ours = runs.has('auspex') ? summarize(runs.get('auspex')!) : null;
  for (const [peer, ofPeer] of runs) {
    const { fitMs, predictMs, peakBytes, loss, accuracy } = summarize(ofPeer);
    const ratio =
      peer === 'auspex' || ours === null
        ? ''
        : `   ours takes ${(ours.fitMs / fitMs).toFixed(2)} × to fit, ${(ours.predictMs / predictMs).toFixed(2)} × to predict`;
    console.log(
      `  ${peer.padEnd(8)} fit ${seconds(fitMs).padStart(8)}   predict ${seconds(predictMs).padStart(8)}   peak ${megabytes(peakBytes).padStart(7)}   accuracy ${accuracy.toFixed(4)}   log loss ${loss.toFixed(4)}${ratio}`,
    );
  }
}
