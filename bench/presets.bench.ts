/*
 * The preset that nobody has to choose against XGBoost and scikit-learn's HistGradientBoosting, on tables of one's own: of each table in a
 * folder every fifth row is tested, and the ratio of log-loss or RMSE to the better peer is printed, the worst first.
 *
 * `--tables DIR` holds .csv files and `tables.json`: `[{ "name": "diamonds", "target": "price", "task": "regression" }, …]`, each of
 * DIR/name.csv. `--fixed` fits 300 rounds, 0.1, depth 6 and compares with XGBoost alone. `--only a,b` takes some of them.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCommand, median, seconds } from './measure.ts';
import { peerProgram } from './presets/peer-program.ts';

const python = '/usr/bin/python3';
const command = fileURLToPath(new URL('../cli/auspex.js', import.meta.url));

interface Table {
  readonly name: string;
  readonly target: string;
  readonly task: 'classification' | 'regression';
}

type Scores = Readonly<Record<string, number>>;

/** Rows with their line ends, so that cells that hold line ends stay whole. */
function recordsOf(text: string): string[] {
  const records: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === '\n' && !isQuoted) {
      records.push(text.slice(from, at + 1));
      from = at + 1;
    }
  }
  if (from < text.length) records.push(`${text.slice(from)}\n`);
  return records;
}

/** Writes the rows to learn from and every fifth one. */
function split(file: string, folder: string): [train: string, test: string] {
  const [header = '', ...rows] = recordsOf(readFileSync(file, 'utf8'));
  const write = (name: string, isTest: boolean) => {
    const own = rows.filter((_, row) => (row % 5 === 4) === isTest);
    const target = path.join(folder, name);
    writeFileSync(target, header + own.join(''));
    return target;
  };
  return [write('train.csv', false), write('test.csv', true)];
}

const { values } = parseArgs({
  options: { tables: { type: 'string' }, only: { type: 'string' }, fixed: { type: 'boolean', default: false } },
});
if (values.tables === undefined) {
  console.error('Which tables? --tables DIR');
  process.exit(2);
}
const tables: readonly Table[] = JSON.parse(readFileSync(path.join(values.tables, 'tables.json'), 'utf8'));
const only = values.only?.split(',');
const fixed = values.fixed ? ['--trees', '300', '--learning-rate', '0.1', '--depth', '6'] : [];
const found: { name: string; ratio: number; line: string }[] = [];
for (const { name, target, task } of tables.filter((table) => only?.includes(table.name) ?? true)) {
  const folder = mkdtempSync(path.join(tmpdir(), 'auspex-presets-'));
  try {
    const [train, test] = split(path.join(values.tables, `${name}.csv`), folder);
    const words = ['train', train, '--target', target, '--task', task, '--test', test, '--json', ...fixed];
    const ours = await measureCommand(process.execPath, [command, ...words, '--data', path.join(folder, 'data')]);
    const scores: Scores = JSON.parse(ours.stdout.trim().split('\n').at(-1)!).test;
    const peers = await measureCommand(python, ['-c', peerProgram, train, test, target, task]);
    const { xgboost, sklearn }: Record<'xgboost' | 'sklearn', Scores> = JSON.parse(peers.stdout);
    const metric = task === 'regression' ? 'rmse' : 'logloss';
    const best = values.fixed ? xgboost[metric]! : Math.min(xgboost[metric]!, sklearn[metric]!);
    const ratio = scores[metric]! / best;
    const told = [scores, xgboost, sklearn].map((one) => one[metric]!.toPrecision(5).padStart(11)).join('');
    const points =
      task === 'regression' ? '' : `   accuracy ${scores.accuracy!.toFixed(4)} ${xgboost.accuracy!.toFixed(4)}`;
    const line = `${name.padEnd(32)} ${metric.padEnd(8)}${told}   × ${ratio.toFixed(4)}   ${seconds(ours.wallMs)}${points}`;
    found.push({ name, ratio, line });
    console.error(line);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(
  `${'table'.padEnd(41)}     auspex    xgboost    sklearn   to the ${values.fixed ? 'first' : 'better'}   time`,
);
for (const { line } of found.sort((a, b) => b.ratio - a.ratio)) console.log(line);
const ratios = found.map(({ ratio }) => ratio);
const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / Math.max(1, ratios.length));
console.log(
  `${ratios.length} tables: median ${median(ratios).toFixed(3)}, geometric mean ${mean.toFixed(3)}, better on ${ratios.filter((ratio) => ratio < 1).length}, worse by more than half a percent on ${ratios.filter((ratio) => ratio > 1.005).length}`,
);
