import type { ProgressStep } from '../../jobs/progress.ts';

/**
 * The steps of a profile in the order a person hears of them. The weights are shares of the time that a table of a
 * million rows and twenty columns takes.
 */
export const profileSteps = {
  plan: { stage: 'opening', weight: 2 },
  read: { stage: 'reading', weight: 45 },
  describe: { stage: 'describing', weight: 25 },
  correlate: { stage: 'correlating', weight: 14 },
  store: { stage: 'storing', weight: 12 },
  finish: { stage: 'finishing', weight: 2 },
} as const satisfies Record<string, ProgressStep>;

export type ProfileStep = keyof typeof profileSteps;
