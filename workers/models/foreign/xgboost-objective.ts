import type { ModelDocument, PredictionTask } from '../../../contract/models/model-document.ts';
import { unsupportedModel } from '../model-reason.ts';

/** What an objective makes of margins. */
export interface XgboostObjective {
  readonly name: string;
  readonly task: PredictionTask;
  readonly link: ModelDocument['link'];
  /** A base score is kept as a prediction; this is its margin. */
  readonly marginOf: (baseScore: number) => number;
}

const identity = (score: number): number => score;
const logit = (score: number): number => Math.log(score / (1 - score));

/** By name (src/objective of XGBoost's sources). */
const objectives: Readonly<Record<string, Omit<XgboostObjective, 'name'>>> = {
  ...named(['reg:squarederror', 'reg:linear', 'reg:squaredlogerror', 'reg:pseudohubererror', 'reg:absoluteerror'], {
    task: 'regression',
    link: 'identity',
    marginOf: identity,
  }),
  ...named(['reg:quantileerror', 'reg:expectileerror', 'rank:pairwise', 'rank:ndcg', 'rank:map'], {
    task: 'regression',
    link: 'identity',
    marginOf: identity,
  }),
  ...named(['count:poisson', 'reg:gamma', 'reg:tweedie', 'survival:cox', 'survival:aft'], {
    task: 'regression',
    link: 'exponential',
    marginOf: Math.log,
  }),
  'reg:logistic': { task: 'regression', link: 'logistic', marginOf: logit },
  'binary:logistic': { task: 'binary', link: 'logistic', marginOf: logit },
  // Its predictions are margins, and so is its base score.
  'binary:logitraw': { task: 'binary', link: 'logistic', marginOf: identity },
  'binary:hinge': { task: 'binary', link: 'step', marginOf: identity },
  ...named(['multi:softprob', 'multi:softmax'], { task: 'multiclass', link: 'softmax', marginOf: identity }),
};

function named(names: readonly string[], objective: Omit<XgboostObjective, 'name'>) {
  return Object.fromEntries(names.map((name) => [name, objective]));
}

/** The objective `name`. Throws MODEL_UNSUPPORTED. */
export function xgboostObjective(name: string, classes: number): XgboostObjective {
  const objective = Object.hasOwn(objectives, name) ? objectives[name] : undefined;
  if (!objective) throw unsupportedModel(`its objective is ${name.slice(0, 100)}`);
  if ((objective.task === 'multiclass') !== classes > 1) throw unsupportedModel(`${name} with ${classes} classes`);
  return { name, ...objective };
}
