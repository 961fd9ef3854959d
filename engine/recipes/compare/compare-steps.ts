import type { ProgressStep } from '../../jobs/progress.ts';

/** Stretches of a comparison with their share of the whole, in the order in which a person is told of them. */
export const compareSteps = {
  plan: { stage: 'opening', weight: 2 },
  readEarlier: { stage: 'reading', weight: 26 },
  readLater: { stage: 'reading', weight: 26 },
  match: { stage: 'comparing', weight: 10 },
  rows: { stage: 'comparing', weight: 20 },
  columns: { stage: 'comparing', weight: 14 },
  finish: { stage: 'finishing', weight: 2 },
} as const satisfies Record<string, ProgressStep>;

export type CompareStep = keyof typeof compareSteps;
