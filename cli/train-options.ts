import type { SubmissionInput } from '../contract/recipes.ts';
import { trainPresets } from '../contract/train/train-options.ts';
import { columnNames, type Invocation, numberFrom, oneOf, wholeNumber } from './command-line.ts';
import { MisuseError } from './misuse.ts';

/** The options of a training as far as they are given. */
export type TrainRequestOptions = Extract<SubmissionInput, { recipe: 'train' }>['options'];

/** What the words of a command say about a training; `modelName` null: after the target. Throws MisuseError. */
export function trainOptions({ options }: Pick<Invocation, 'options'>, modelName: string | null): TrainRequestOptions {
  const { target } = options;
  if (target === undefined) throw new MisuseError('targetNotSaid');
  const given = {
    task: oneOf(options, 'task', ['classification', 'regression']),
    preset: oneOf(options, 'preset', trainPresets),
    groupColumn: options.group ?? null,
    timeColumn: options.time ?? null,
    scoreColumn: options['score-by'] ?? null,
    modelName,
    folds: wholeNumber(options, 'folds', 2, 20),
    trees: wholeNumber(options, 'trees', 1, 20_000),
    depth: wholeNumber(options, 'depth', 1, 16),
    seed: wholeNumber(options, 'seed', 0, 2 ** 31 - 1),
    learningRate: numberFrom(options, 'learning-rate', 1e-6, 1),
  };
  const seconds = wholeNumber(options, 'budget', 1, 86_400);
  const known = Object.entries(given).filter(([, value]) => value !== null);
  return {
    ...{ target, exclude: columnNames(options.exclude), include: columnNames(options.include) },
    ...Object.fromEntries(known),
    ...(seconds === null ? {} : { budgetMs: seconds * 1000 }),
    testInputs: options.test === undefined ? 0 : 1,
  };
}
