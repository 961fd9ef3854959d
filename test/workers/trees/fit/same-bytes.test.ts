import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BoostingOptions, defaultBoostingOptions } from '../../../../workers/trees/boosting-options.ts';
import type { TreeEnsemble } from '../../../../workers/trees/ensemble.ts';
import { BoostingFit, type GrowthLimits } from '../../../../workers/trees/fit/boosting-fit.ts';
import { ensembleOfTrees } from '../../../../workers/trees/fit/ensemble-of-trees.ts';
import { openFitKernel } from '../../../../workers/trees/fit/fit-kernel.ts';
import type { FitCheckpoint, FitHooks, FitResult } from '../../../../workers/trees/fit/fit-result.ts';
import { leadFit } from '../../../../workers/trees/fit/lead-fit.ts';
import { LeaderPhases } from '../../../../workers/trees/fit/phases.ts';
import { buildHelpingThread, startHelpingThread } from '../../../builders/helping-thread.ts';
import { fitControl, mixedTable, trainingSet } from '../../../builders/tree-fits.ts';

/** A digest of every number of an ensemble. */
function digest(ensemble: TreeEnsemble): string {
  const hash = createHash('sha256');
  for (const [name, value] of Object.entries(ensemble)) {
    hash.update(name);
    if (ArrayBuffer.isView(value)) hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    else hash.update(String(value));
  }
  return hash.digest('hex');
}

// Several chunks of rows, so that there is something to share.
const rows = 30_000;
const { features, margins, random } = mixedTable(rows, 5);
const softmaxTarget = Array.from(margins, (margin) => (margin + random() < 0.4 ? 0 : margin + random() < 1.6 ? 1 : 2));
const set = trainingSet(features, softmaxTarget, { validation: 9000 });
const sampled = { rounds: 6, rowSampling: 0.7, columnSampling: 0.6, learningRate: 0.2, keepsAllRounds: true };
const softmax = { ...defaultBoostingOptions({ kind: 'softmax', classes: 3 }), ...sampled };
const cases: readonly [name: string, options: BoostingOptions][] = [
  ['softmax by level', softmax],
  ['softmax by leaf', { ...softmax, growth: 'leaf', maxLeaves: 20, maxDepth: 9 }],
  ['squared with monotone features', { ...softmax, objective: { kind: 'squared' }, monotone: [1, 0, -1, 0] }],
  ['absolute', { ...softmax, objective: { kind: 'absolute' } }],
];

/** A fit with `helpers` threads at its side. */
async function fitWith(options: BoostingOptions, helpers: number, hooks: FitHooks = {}): Promise<FitResult> {
  const control = fitControl();
  const threads = [];
  for (let helper = 0; helper < helpers; helper++) threads.push(await startHelpingThread(control));
  const result = leadFit(control, set, options, hooks);
  for (const thread of threads) await thread.left;
  return result;
}

beforeAll(buildHelpingThread);

describe.each(cases)('%s gives the same bytes', (_, options) => {
  it('on one, two and four threads', async () => {
    const alone = await fitWith(options, 0);
    for (const helpers of [1, 3]) {
      const helped = await fitWith(options, helpers);
      expect(digest(helped.ensemble)).toBe(digest(alone.ensemble));
      expect(helped.history).toEqual(alone.history);
    }
  });

  it('paused and resumed after any round', async () => {
    const whole = await fitWith(options, 0);
    for (const round of [1, 4]) {
      const paused = (await fitWith(options, 0, { pauseAfterRound: round })).paused!;
      expect(paused.history).toEqual(whole.history.slice(0, round));
      const resumed = await fitWith(options, 0, { resumeFrom: structuredClone(paused) });
      expect(digest(resumed.ensemble)).toBe(digest(whole.ensemble));
      expect(resumed.history).toEqual(whole.history);
      expect(resumed.paused).toBeNull();
    }
  });
});

it('a checkpoint leads to the same bytes as well', async () => {
  const kept: FitCheckpoint[] = [];
  const whole = await fitWith(softmax, 0, { checkpoint: { everyMs: 0, keep: (state) => kept.push(state) } });
  expect(kept.map((state) => state.history.length)).toEqual([1, 2, 3, 4, 5]);
  const resumed = await fitWith(softmax, 0, { resumeFrom: kept[2]! });
  expect(digest(resumed.ensemble)).toBe(digest(whole.ensemble));
});

it('histograms made by subtraction are those made from rows: without room for them the bytes are the same', () => {
  const grow = (limits?: GrowthLimits) => {
    const control = fitControl();
    const phases = new LeaderPhases(control, openFitKernel(control));
    const fit = new BoostingFit(control, phases, set, softmax, limits);
    const trees = [0, 1].flatMap((round) => {
      fit.startRound(round);
      return fit.growRound(round, () => undefined);
    });
    return digest(ensembleOfTrees(trees, fit.baseScores, 4));
  };
  const usual = grow();
  expect(grow({ groupBytes: 512 << 20, poolBytes: 0 })).toBe(usual);
  expect(grow({ groupBytes: 0, poolBytes: 200_000 })).toBe(usual);
});

it('another seed draws others', async () => {
  const first = await fitWith(softmax, 0);
  const second = await fitWith({ ...softmax, seed: 2 }, 0);
  expect(digest(second.ensemble)).not.toBe(digest(first.ensemble));
});
