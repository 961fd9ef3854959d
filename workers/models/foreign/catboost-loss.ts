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

const identityLosses = ['RMSE', 'MAE', 'Quantile', 'MAPE', 'Huber', 'Expectile', 'Lq', 'LogCosh', 'GroupQuantile'];
const rankings = [
  ...['QueryRMSE', 'YetiRank', 'PairLogit', 'PairLogitPairwise', 'YetiRankPairwise', 'QuerySoftMax', 'LambdaMart'],
  ...['StochasticFilter', 'StochasticRank', 'QueryCrossEntropy'],
];
const plain: readonly string[] = [...identityLosses, ...rankings];

/** From `model_info`, whose values are texts of JSON in older versions. Throws MODEL_UNSUPPORTED. */
export function catboostLoss(modelInfo: unknown, outputs: number): CatboostLoss {
  const info = opened(modelInfo) ?? {};
  const params = opened(info.params) ?? {};
  const loss = opened(params.loss_function) ?? opened(info.loss_function) ?? {};
  const name = typeof loss.type === 'string' ? loss.type : '';
  const madeBy =
    typeof info.catboost_version_info === 'string' ? info.catboost_version_info.split('\n')[0]!.slice(0, 100) : '';
  const found = taskOf(name, outputs);
  if (!found) throw unsupportedModel(`its loss function is ${name === '' ? 'not told' : name.slice(0, 60)}`);
  if (found.task === 'regression') return { name, ...found, classes: null, madeBy };
  const threshold = Number(info.binclass_probability_threshold ?? 0.5);
  if (found.task === 'binary' && threshold !== 0.5) {
    throw unsupportedModel(`it tells its classes apart at a probability of ${String(threshold)}`);
  }
  const told = [info.class_params, params.class_params, info.multiclass_params, params.data_processing_options];
  return { name, ...found, classes: told.map((part) => classNames(opened(part) ?? {})).find(Boolean) ?? null, madeBy };
}

function taskOf(name: string, outputs: number): Pick<CatboostLoss, 'task' | 'link'> | null {
  if (outputs > 1) {
    if (name === 'MultiClass') return { task: 'multiclass', link: 'softmax' };
    return name === 'MultiClassOneVsAll' ? { task: 'multiclass', link: 'logistic' } : null;
  }
  if (name === 'Logloss' || name === 'CrossEntropy' || name === 'Focal') return { task: 'binary', link: 'logistic' };
  if (name === 'Poisson' || name === 'Tweedie') return { task: 'regression', link: 'exponential' };
  return plain.includes(name) ? { task: 'regression', link: 'identity' } : null;
}

/** An object, whether it stands as itself or as a text of JSON. */
function opened(value: unknown): Readonly<Record<string, unknown>> | null {
  const parsed =
    typeof value === 'string' && value.startsWith('{') ? parseBoundedJson(Buffer.from(value, 'utf8')) : value;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  return parsed as Readonly<Record<string, unknown>>;
}

function classNames(params: Readonly<Record<string, unknown>>): string[] | null {
  // As CatBoost's GetModelClassLabels goes through them; a mere count stands for 0, 1 and so on.
  const isCounted = typeof params.classes_count === 'number' && params.classes_count > 0;
  const lists = isCounted ? [params.class_names] : [params.class_names, params.class_to_label];
  const names = lists.find((list) => Array.isArray(list) && list.length > 0);
  if (!Array.isArray(names)) return null;
  return names.map((name) => {
    if (typeof name !== 'string' && typeof name !== 'number') throw damagedModel('a class has no name');
    return String(name);
  });
}
