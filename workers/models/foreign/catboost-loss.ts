import type { ModelDocument, PredictionTask } from '../../../contract/models/model-document.ts';
import { damagedModel, unsupportedModel } from '../model-reason.ts';
import { parseBoundedJson } from './parse-json.ts';

/** What CatBoost's model_info tells. */
export interface CatboostLoss {
  readonly name: string;
  readonly task: PredictionTask;
  readonly link: ModelDocument['link'];
  readonly classes: readonly string[] | null;
  readonly madeBy: string;
}

const identityLosses = [
  'RMSE',
  'MAE',
  'Quantile',
  'MAPE',
  'Huber',
  'Expectile',
  'Lq',
  'LogLinQuantile',
  'RMSEWithUncertainty',
];
const rankings = ['QueryRMSE', 'YetiRank', 'PairLogit', 'PairLogitPairwise', 'YetiRankPairwise', 'QuerySoftMax'];

/** From `model_info`, whose values are texts of JSON in older versions. Throws MODEL_UNSUPPORTED. */
export function catboostLoss(modelInfo: unknown, outputs: number): CatboostLoss {
  const info = opened(modelInfo) ?? {};
  const params = opened(info.params) ?? {};
  const loss = opened(params.loss_function) ?? {};
  const name = typeof loss.type === 'string' ? loss.type : '';
  const madeBy =
    typeof info.catboost_version_info === 'string' ? info.catboost_version_info.split('\n')[0]!.slice(0, 100) : '';
  const classes = classNames(opened(info.class_params) ?? opened(params.class_params) ?? {});
  const found = taskOf(name, outputs);
  if (!found) throw unsupportedModel(`its loss function is ${name === '' ? 'not told' : name.slice(0, 60)}`);
  return { name, ...found, classes: found.task === 'regression' ? null : classes, madeBy };
}

function taskOf(name: string, outputs: number): Pick<CatboostLoss, 'task' | 'link'> | null {
  if (name === 'MultiClass') return outputs > 1 ? { task: 'multiclass', link: 'softmax' } : null;
  if (outputs !== 1) return null;
  if (name === 'Logloss' || name === 'CrossEntropy') return { task: 'binary', link: 'logistic' };
  if (name === 'Poisson' || name === 'Tweedie') return { task: 'regression', link: 'exponential' };
  const isPlain = (identityLosses.includes(name) && name !== 'LogLinQuantile') || rankings.includes(name);
  return isPlain ? { task: 'regression', link: 'identity' } : null;
}

/** An object, whether it stands as itself or as a text of JSON. */
function opened(value: unknown): Readonly<Record<string, unknown>> | null {
  const parsed =
    typeof value === 'string' && value.startsWith('{') ? parseBoundedJson(Buffer.from(value, 'utf8')) : value;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  return parsed as Readonly<Record<string, unknown>>;
}

function classNames(params: Readonly<Record<string, unknown>>): string[] | null {
  const names = [params.class_names, params.class_to_label].find((list) => Array.isArray(list) && list.length > 0);
  if (!Array.isArray(names)) return null;
  return names.map((name) => {
    if (typeof name !== 'string' && typeof name !== 'number') throw damagedModel('a class has no name');
    return String(name);
  });
}
