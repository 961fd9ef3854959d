/*
 * The main job from end to end: a workbook in, a workbook for each group out. `auspex predict` as it is run, against pandas
 * (read_excel and to_excel by openpyxl) and XGBoost, both with 300 rounds of depth 6 trained beforehand on the same rows, on the same
 * machine, with the same number of threads. Printed are wall times of whole processes, their peak memory, and the ratio; the peer
 * runs once. Ours gives columns of reasons beside (`--explain`) where told so.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureCommand, median, megabytes, seconds } from './measure.ts';
import { columnCount, groupColumn, targetColumn, writeTable } from './predict/make-table.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '200000' },
    training: { type: 'string', default: '30000' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: String(os.availableParallelism()) },
    'no-peer': { type: 'boolean', default: false },
  },
});
const [rows, training, rounds, threads] = [values.rows, values.training, values.rounds, values.threads].map(Number) as [
  number,
  number,
  number,
  number,
];
const python = '/usr/bin/python3';
const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-bench-predict-'));
const inFolder = (name: string) => path.join(folder, name);
const auspex = (...words: string[]) =>
  measureCommand(process.execPath, [
    path.resolve('dist/cli/auspex.js'),
    ...words,
    '--data',
    inFolder('data'),
    '--json',
  ]);

try {
  await writeTable(inFolder('training.csv'), 0, training);
  await writeTable(inFolder('new.csv'), training, rows);
  await auspex('export', inFolder('new.csv'), '--out', folder);
  const workbook = inFolder('new.xlsx');
  const fixed = ['--trees', '300', '--learning-rate', '0.1', '--depth', '6', '--folds', '2'];
  await auspex(
    'train',
    inFolder('training.csv'),
    '--target',
    targetColumn,
    '--name',
    'bench',
    '--preset',
    'quick',
    ...fixed,
  );
  console.log(`${rows} rows × ${columnCount} columns, a workbook for each group, ${threads} threads`);
  const plain = await ours(workbook, []);
  await ours(workbook, ['--explain']);
  if (!values['no-peer']) await peer(workbook, plain);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function ours(workbook: string, more: readonly string[]): Promise<number> {
  const times: number[] = [];
  let [peakBytes, told] = [0, ''];
  for (let round = 0; round < rounds; round++) {
    const out = inFolder(`out${more.length}-${round}`);
    const words = [workbook, '--model', 'bench', '--group-by', groupColumn, '--split', 'workbooks', '--out', out];
    const run = await auspex('predict', ...words, '--again', '--threads', String(threads), ...more);
    const answer = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '{}') as {
      groups: number;
      scores: { accuracy: number };
    };
    const made = readdirSync(path.join(out, readdirSync(out)[0]!)).length;
    if (made !== answer.groups + 1) throw new Error(`${made} workbooks for ${answer.groups} groups`);
    times.push(run.wallMs);
    peakBytes = Math.max(peakBytes, run.peakBytes);
    told = `accuracy ${answer.scores.accuracy.toFixed(4)}`;
  }
  const name = `auspex predict ${more.join(' ')}`.trim();
  console.log(
    `  ${name.padEnd(28)} ${seconds(median(times)).padStart(9)}   peak ${megabytes(peakBytes).padStart(8)}   ${told}`,
  );
  return median(times);
}

async function peer(workbook: string, oursMs: number): Promise<void> {
  const script = path.resolve('bench/predict/predict_groups.py');
  const model = inFolder('peer');
  await measureCommand(python, [script, 'train', inFolder('training.csv'), model, String(threads)]);
  const out = inFolder('peer-out');
  mkdirSync(out);
  const { peakBytes, stdout, wallMs } = await measureCommand(python, [
    script,
    'predict',
    workbook,
    model,
    out,
    String(threads),
  ]);
  const { accuracy, predictMs, readMs, writeMs } = JSON.parse(stdout) as Record<string, number>;
  const parts = `read ${seconds(readMs!)}, predict ${seconds(predictMs!)}, write ${seconds(writeMs!)}`;
  console.log(
    `  ${'pandas, openpyxl, XGBoost'.padEnd(28)} ${seconds(wallMs).padStart(9)}   peak ${megabytes(peakBytes).padStart(8)}   accuracy ${accuracy!.toFixed(4)}   (${parts})`,
  );
  console.log(`  ours is ${(wallMs / oursMs).toFixed(1)} times as fast; at least 8 is what we hold ourselves to`);
}
