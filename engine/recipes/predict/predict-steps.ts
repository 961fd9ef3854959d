import type { ProgressStep } from '../../jobs/progress.ts';

/** Stretches of a prediction with their share of the whole, in the order in which a person is told of them. */
export const predictSteps = {
  plan: { stage: 'opening', weight: 2 },
  read: { stage: 'reading', weight: 20 },
  store: { stage: 'storing', weight: 4 },
  match: { stage: 'preparing', weight: 2 },
  predict: { stage: 'predicting', weight: 36 },
  assemble: { stage: 'evaluating', weight: 6 },
  arrange: { stage: 'arranging', weight: 6 },
  write: { stage: 'exporting', weight: 20 },
  finish: { stage: 'finishing', weight: 4 },
} as const satisfies Record<string, ProgressStep>;

export type PredictStep = keyof typeof predictSteps;
