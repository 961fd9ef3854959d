import type { ProgressStep } from '../../jobs/progress.ts';

const stepNames = ['plan', 'read', 'prepare', 'search', 'folds', 'final', 'evaluate', 'store', 'finish'] as const;
export type TrainStep = (typeof stepNames)[number];

/** A search takes the time it is given. */
const searchWeight = 150;
const weightOfTrial = 10;

/** Stretches of a training with their share of the whole, in the order in which a person is told of them; `trials`: settings tried beforehand. */
export function trainSteps(trials: number): Readonly<Record<TrainStep, ProgressStep>> {
  return {
    plan: { stage: 'opening', weight: 1 },
    read: { stage: 'reading', weight: 6 },
    prepare: { stage: 'preparing', weight: 5 },
    search: { stage: 'training', weight: Math.min(searchWeight, trials * weightOfTrial) },
    folds: { stage: 'training', weight: 45 },
    final: { stage: 'training', weight: 20 },
    evaluate: { stage: 'evaluating', weight: 18 },
    store: { stage: 'storing', weight: 3 },
    finish: { stage: 'finishing', weight: 2 },
  };
}
