import type { ModelDescription } from '../../contract/models/model-library-orders.ts';
import type { ModelFacts } from '../archive/model-repository.ts';

/** What a list shows of a model. Its scores are the most honest there are: test, else holdout, else the mean of the folds. */
export function factsOf({ task, target, classes, inputs, card }: ModelDescription): ModelFacts {
  return {
    ...{ task, target, classes: classes && [...classes], origin: card.origin, rows: card.rows, trees: card.trees },
    columns: inputs.length,
    scores: card.test ?? card.holdout ?? card.crossValidated?.mean ?? null,
  };
}
