// Fits a table of `make-data.ts` with our trees, scores all of its rows, and prints what came of it: node fit-program.js FILE ROWS TESTED FEATURES CLASSES ROUNDS THREADS
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { defaultBoostingOptions } from '../../workers/trees/boosting-options.ts';
import type { TreeEnsemble } from '../../workers/trees/ensemble.ts';
import type { FeatureColumn } from '../../workers/trees/feature-column.ts';
import type { FitMemory } from '../../workers/trees/fit/fit-memory.ts';
import { helpFit } from '../../workers/trees/fit/help-fit.ts';
import { leadFit } from '../../workers/trees/fit/lead-fit.ts';
import { scoreMargins } from '../../workers/trees/score/score-margins.ts';

async function fitFile(): Promise<void> {
  const [program = '', file = '', ...sizes] = process.argv.slice(1);
  const [rows = 0, tested = 0, features = 0, classes = 0, rounds = 0, threads = 1] = sizes.map(Number);
  const bytes = readFileSync(file);
  const columns = Array.from({ length: features + 1 }, (_, column) => {
    const values = new Float32Array(new SharedArrayBuffer((rows + tested) * 4));
    values.set(new Float32Array(bytes.buffer, bytes.byteOffset + column * values.byteLength, values.length));
    return values;
  });
  const target = Float64Array.from(columns.pop()!);
  const columnsOfSet = columns.map((values) => ({ kind: 'number' as const, values }));
  const control: FitMemory = new WebAssembly.Memory({ initial: 16, maximum: 65_536, shared: true });
  // In the product the threads of the pool are there already.
  const helpers = Array.from({ length: threads - 1 }, () => new Worker(program, { workerData: control }));
  for (const helper of helpers) await once(helper, 'message');
  const set = {
    ...{ rows: rows + tested, features: columnsOfSet, target, weights: null },
    ...{ trainRows: Uint32Array.from({ length: rows }, (_, row) => row), validationRows: new Uint32Array(0) },
  };
  const objective = classes === 2 ? { kind: 'logistic' as const } : { kind: 'softmax' as const, classes };
  // As a training with its number of trees given.
  const asXgboost = { cuts: 'values', start: 'half' } as const;
  const options = { ...defaultBoostingOptions(objective), ...asXgboost, rounds, learningRate: 0.1 };
  for (const helper of helpers) helper.postMessage('begin');
  const started = performance.now();
  const { ensemble, peakBytes } = leadFit(control, set, options);
  const fitMs = performance.now() - started;
  const { margins: all, predictMs } = await scoreAll({ ensemble, columns: columnsOfSet }, rows + tested, helpers);
  const margins = all.subarray(rows * ensemble.outputs);
  let loss = 0;
  let right = 0;
  for (let row = 0; row < tested; row++) {
    const own = Array.from(margins.subarray(row * ensemble.outputs, (row + 1) * ensemble.outputs));
    if (classes === 2) own.unshift(0);
    const place = target[rows + row]!;
    right += own.indexOf(Math.max(...own)) === place ? 1 : 0;
    loss += Math.log(own.reduce((sum, margin) => sum + Math.exp(margin), 0)) - own[place]!;
  }
  console.log(
    JSON.stringify({ fitMs, predictMs, loss: loss / tested, accuracy: right / tested, sharedBytes: peakBytes }),
  );
  process.exit(0);
}

interface Scoring {
  readonly ensemble: TreeEnsemble;
  readonly columns: readonly FeatureColumn[];
}

/** Margins of all rows, on this thread and the helpers; each packs the trees for itself, as in the product. */
async function scoreAll(scoring: Scoring, rows: number, helpers: readonly Worker[]) {
  const share = Math.ceil(rows / (helpers.length + 1));
  const started = performance.now();
  const ofHelpers = helpers.map((helper, place) => {
    helper.postMessage({ ...scoring, from: share * (place + 1), to: Math.min(rows, share * (place + 2)) });
    return once(helper, 'message') as Promise<[Float64Array]>;
  });
  const own = scoreMargins(scoring.ensemble, scoring.columns, 0, Math.min(rows, share));
  const parts = [own, ...(await Promise.all(ofHelpers)).map(([margins]) => margins)];
  const predictMs = performance.now() - started;
  const margins = new Float64Array(rows * scoring.ensemble.outputs);
  let at = 0;
  for (const part of parts) {
    margins.set(part, at);
    at += part.length;
  }
  return { margins, predictMs };
}

function help(): void {
  const port = parentPort!;
  port.once('message', () => {
    port.once('message', ({ ensemble, columns, from, to }: Scoring & { from: number; to: number }) => {
      const margins = scoreMargins(ensemble, columns, from, to);
      port.postMessage(margins, [margins.buffer as ArrayBuffer]);
    });
    helpFit(workerData as FitMemory, () => false);
  });
  port.postMessage('here');
}

if (isMainThread) await fitFile();
else help();
