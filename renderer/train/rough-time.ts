import type { TrainPreset } from '../../contract/train/train-options.ts';
import type { TrainingProposal } from '../../contract/train/training-report.ts';

/** Milliseconds for a row, a feature, a tree of depth 6: 100,000 × 31 in 900 trees take some ten seconds on two threads. */
const msPerCellOfTree = 4e-6;
/** One for each of the five folds, and the final one. */
const fits = 6;
const rounds = { quick: 100, balanced: 400, thorough: 400 } as const satisfies Record<TrainPreset, number>;
/** Reading, evaluating and writing. */
const restMs = 1500;

/** How long a training may take, as a first guess, in milliseconds. */
export function roughTrainingMs(
  { rows, classes, columns, task }: Pick<TrainingProposal, 'rows' | 'classes' | 'columns' | 'task'>,
  tables: number,
  preset: TrainPreset,
): number {
  const features = columns.filter(({ role }) => role === 'feature').length;
  const outputs = task === 'multiclass' ? (classes?.length ?? 1) : 1;
  return restMs + rows * tables * features * outputs * fits * rounds[preset] * msPerCellOfTree;
}
