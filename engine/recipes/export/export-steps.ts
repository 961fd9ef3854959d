import type { ProgressStep } from '../../jobs/progress.ts';

/** Stretches of an export with their share of the whole, in the order in which a person is told of them. */
export const exportSteps = {
  plan: { stage: 'opening', weight: 2 },
  read: { stage: 'reading', weight: 22 },
  store: { stage: 'storing', weight: 6 },
  arrange: { stage: 'arranging', weight: 10 },
  write: { stage: 'exporting', weight: 52 },
  finish: { stage: 'finishing', weight: 8 },
} as const satisfies Record<string, ProgressStep>;

export type ExportStep = keyof typeof exportSteps;
