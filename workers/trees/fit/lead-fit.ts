import { Fault } from '../../../contract/faults.ts';
import { type BoostingOptions, optionsProblem, outputsOf } from '../boosting-options.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import type { TrainingSet } from '../training-set.ts';
import { BoostingFit } from './boosting-fit.ts';
import { ensembleOfTrees, treesOfEnsemble } from './ensemble-of-trees.ts';
import { openFitKernel } from './fit-kernel.ts';
import type { FitMemory } from './fit-memory.ts';
import type { FitCheckpoint, FitHooks, FitResult, RoundScores } from './fit-result.ts';
import type { GrowingTree } from './growing-tree.ts';
import { LeaderPhases } from './phases.ts';
import { metricOf } from './round-scores.ts';

/**
 * Fits boosted trees on this thread, with the help of those that meet it over `control`. The same set, options and seed
 * give the same bytes, however many threads help and wherever the fit was interrupted and resumed.
 *
 * Throws JOB_CANCELLED; REQUEST_INVALID for options that cannot be used; TABLE_TOO_LARGE (as KernelMemoryEnded) beyond 4 GiB.
 */
export function leadFit(
  control: FitMemory,
  set: TrainingSet,
  options: BoostingOptions,
  hooks: FitHooks = {},
): FitResult {
  const problem = optionsProblem(options, set.features.length);
  if (problem !== null) throw new Fault('REQUEST_INVALID', { reason: problem });
  const phases = new LeaderPhases(control, openFitKernel(control), hooks.patienceNaps);
  try {
    return fitRounds(new BoostingFit(control, phases, set, options), set, options, hooks);
  } finally {
    phases.end();
  }
}

function fitRounds(fit: BoostingFit, set: TrainingSet, options: BoostingOptions, hooks: FitHooks): FitResult {
  const outputs = outputsOf(options.objective);
  const trees: GrowingTree[] = hooks.resumeFrom ? [...treesOfEnsemble(hooks.resumeFrom.ensemble)] : [];
  const history: RoundScores[] = [...(hooks.resumeFrom?.history ?? [])];
  fit.replay(trees);
  const throwIfCancelled = () => {
    if (hooks.isCancelled?.()) throw new Fault('JOB_CANCELLED');
  };
  const ensembleOf = (rounds: number): TreeEnsemble =>
    ensembleOfTrees(trees.slice(0, rounds * outputs), fit.baseScores, set.features.length);
  const checkpoint = (): FitCheckpoint => ({
    ensemble: ensembleOf(history.length),
    history: [...history],
    bestRound: bestRoundOf(history),
  });
  let keptMs = performance.now();
  let round = trees.length / outputs;
  let paused: FitCheckpoint | null = null;
  for (; ; round++) {
    throwIfCancelled();
    const isLast = round === options.rounds;
    const scores = isLast ? fit.finalScores() : fit.startRound(round);
    if (round > history.length) {
      history.push(scores);
      hooks.onRound?.(round, scores);
    }
    if (isLast || isStale(history, options.earlyStoppingRounds)) break;
    if (round === hooks.pauseAfterRound) {
      paused = checkpoint();
      break;
    }
    if (hooks.checkpoint && round > 0 && performance.now() - keptMs >= hooks.checkpoint.everyMs) {
      hooks.checkpoint.keep(checkpoint());
      keptMs = performance.now();
    }
    for (const tree of fit.growRound(round, throwIfCancelled)) trees.push(tree);
  }
  const bestRound = bestRoundOf(history);
  const ensemble = ensembleOf(options.keepsAllRounds ? history.length : bestRound);
  const gains = new Float64Array(set.features.length);
  ensemble.splitFeatures.forEach((feature, node) => {
    if (feature >= 0) gains[feature]! += ensemble.gains[node]!;
  });
  const metric = metricOf(options.objective);
  return { ensemble, history, metric, bestRound, gains, paused, peakBytes: fit.arena.peak };
}

/** Rounds after which the validation score was best, the fewest of equals; all of them where nothing validates. */
function bestRoundOf(history: readonly RoundScores[]): number {
  let best = 0;
  history.forEach(({ validation }, index) => {
    if (validation === null) best = index + 1;
    else if (best === 0 || validation < history[best - 1]!.validation!) best = index + 1;
  });
  return best;
}

function isStale(history: readonly RoundScores[], patience: number): boolean {
  return patience > 0 && history.at(-1)?.validation != null && history.length - bestRoundOf(history) >= patience;
}
