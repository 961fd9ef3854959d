import type { FitSettings, MatrixFacts, TriedSettings } from '../../../contract/train/train-orders.ts';
import { newFitControl } from './fit-control.ts';
import { hasFewRows, isSearching, trialSettings, variantSettings } from './fit-settings.ts';
import type { TrainAttempt } from './train-attempt.ts';

/** Folds that a trial of a search is scored on, and one beside a preset. */
const searchFolds = 3;
const variantFolds = 2;
/** Of fewer rows than this a trial is scored on all folds: two of them tell settings apart by chance. */
const fewRows = 1000;
/** Settings beside a preset are taken where they are better by so large a share of its score: less may be chance. */
const clearlyBetter = 0.005;

/** How many folds a trial is scored on, the first ones. */
export function trialFolds({ folds, trainRows }: Pick<MatrixFacts, 'folds' | 'trainRows'>, hasBudget: boolean): number {
  return trainRows < fewRows ? folds : Math.min(hasBudget ? searchFolds : variantFolds, folds);
}

/**
 * Tries settings, in a search until the time is up, as many at a time as there are threads. Which settings are tried, and what each scores,
 * follows from the seed alone; how many of them the time allowed is part of what the checkpoints keep.
 */
export async function searchSettings(attempt: TrainAttempt): Promise<void> {
  const { checkpoints, context, options, plan, progress } = attempt;
  if (plan.trials === 0) return progress.report('search', 1);
  const { facts } = attempt.parts().table!;
  const hasBudget = isSearching(options);
  const earlierMs = Math.max(0, ...attempt.parts().trials.map((trial) => trial?.elapsedMs ?? 0));
  const startedAtMs = performance.now();
  const elapsedMs = () => earlierMs + performance.now() - startedAtMs;
  const matrix = await attempt.matrix();
  const folds = Array.from({ length: trialFolds(facts, hasBudget) }, (_, fold) => fold);
  let done = attempt.parts().trials.filter((trial) => trial !== null).length;
  const missing = attempt.parts().trials.flatMap((trial, place) => (trial === null ? [place] : []));
  const tell = () => {
    const fraction = Math.max(done / plan.trials, hasBudget ? elapsedMs() / options.budgetMs : 0);
    progress.report('search', fraction, { subject: `${done}/${plan.trials}` });
  };
  tell();
  const tryNext = async (): Promise<void> => {
    for (let place = missing.shift(); place !== undefined; place = missing.shift()) {
      const begunAtMs = performance.now();
      // The first one is that of the preset: there is always one to go by.
      const isLate = hasBudget && place > 0 && elapsedMs() >= options.budgetMs;
      let tried: TriedSettings | null = null;
      if (!isLate) {
        const settings = (hasBudget ? trialSettings : variantSettings)(options, facts, place);
        const order = { matrix, settings, folds, controls: folds.map(newFitControl) };
        tried = { settings, ...(await context.run('try-settings', order, tell)) };
      }
      done++;
      checkpoints.trial(place, { tried, elapsedMs: elapsedMs() }, begunAtMs);
      tell();
    }
  };
  await Promise.all(Array.from({ length: context.computeThreads }, tryNext));
  progress.report('search', 1);
}

/** What was tried, the best first; equal ones in the order of the search. */
export function triedSettings(attempt: Pick<TrainAttempt, 'parts'>): TriedSettings[] {
  const tried = attempt.parts().trials.flatMap((trial) => trial?.tried ?? []);
  return tried.sort((one, other) => one.score - other.score);
}

/** Of few rows the model is the mean of so many fits, whose settings came out best, and nearly as good as the best. */
const mostAveraged = 3;
const nearlyAsGood = 0.03;

/**
 * The settings to fit with: of few rows the best ones, whose mean tells more than each; of many the best of a search, or those clearly
 * better than the preset; else those of preset and options.
 */
export function chosenSettings(
  attempt: Pick<TrainAttempt, 'options' | 'parts'>,
  otherwise: FitSettings,
): readonly FitSettings[] {
  const tried = triedSettings(attempt);
  const [best] = tried;
  if (!best) return [otherwise];
  if (hasFewRows(attempt.parts().table!.facts)) {
    const limit = best.score + Math.abs(best.score) * nearlyAsGood;
    return tried
      .filter(({ score }) => score <= limit)
      .slice(0, mostAveraged)
      .map(({ settings }) => settings);
  }
  const preset = attempt.parts().trials[0]?.tried;
  if (isSearching(attempt.options) || !preset) return [best.settings];
  const isClear = best.score < preset.score - Math.abs(preset.score) * clearlyBetter;
  return [isClear ? best.settings : preset.settings];
}
