import path from 'node:path';
import type { FitSettings } from '../../../contract/train/train-orders.ts';
import { runFits } from './run-fit.ts';
import type { TrainAttempt } from './train-attempt.ts';
import type { FitShard } from './train-shards.ts';

/** Fits the model itself on all rows, with all threads, a part of the rounds after the other; where it is the mean of several fits all at once. */
export async function fitFinal(attempt: TrainAttempt, settings: readonly FitSettings[]): Promise<void> {
  const { checkpoints, context, plan, progress } = attempt;
  const { places } = checkpoints;
  progress.report('final', 0, { subject: null });
  let last: FitShard | null = null;
  for (let part = 0; part < plan.finalParts; part++) {
    const finished: FitShard | null = attempt.parts().final[part] ?? null;
    if (finished) {
      last = finished;
      continue;
    }
    if (last?.isFinished) {
      // The fit ended in an earlier part; its file is not kept twice.
      checkpoints.fit(places.final[part]!, { ...last, file: null, durationMs: 0 });
      continue;
    }
    const isWhole = part === plan.finalParts - 1 || settings.length > 1;
    const fit = await runFits(
      context,
      {
        ...{ matrix: await attempt.matrix(), settings, part: { kind: 'final' } },
        pauseAfterRound: isWhole ? null : Math.ceil((settings[0]!.rounds * (part + 1)) / plan.finalParts),
        resumePath: last?.file?.path ?? null,
        scratchPath: path.join(context.scratchFolder, `final-${part}.json`),
      },
      context.computeThreads - 1,
      (fraction, round) => progress.report('final', fraction, { subject: String(round) }),
    );
    checkpoints.fit(places.final[part]!, fit);
    last = fit;
  }
  progress.report('final', 1);
}
