import type { ModelDocument, PredictionTask } from '../../../contract/models/model-document.ts';
import { unsupportedModel } from '../model-reason.ts';

/** What an objective makes of margins; leaves are multiplied by `scale` before its link. */
export interface LightgbmObjective {
  readonly task: PredictionTask;
  readonly link: ModelDocument['link'];
  readonly scale: number;
}

const plain = ['regression', 'regression_l1', 'huber', 'fair', 'quantile', 'mape', 'lambdarank', 'rank_xendcg'];
const exponential = ['poisson', 'gamma', 'tweedie'];

/** From the line `objective=binary sigmoid:1` and the like (ConvertOutput in LightGBM's src/objective). Throws MODEL_UNSUPPORTED. */
export function lightgbmObjective(line: string, outputs: number): LightgbmObjective {
  const [name = '', ...words] = line.trim().split(' ');
  const expectsOne = name !== 'multiclass' && name !== 'multiclassova';
  if (expectsOne !== (outputs === 1))
    throw unsupportedModel(`its objective is ${line.slice(0, 100)} with ${outputs} outputs`);
  // `sqrt`: the roots of the values were learned.
  if (plain.includes(name)) {
    return { task: 'regression', link: words.includes('sqrt') ? 'square' : 'identity', scale: 1 };
  }
  if (name === 'cross_entropy_lambda') return { task: 'regression', link: 'softplus', scale: 1 };
  if (exponential.includes(name)) return { task: 'regression', link: 'exponential', scale: 1 };
  if (name === 'cross_entropy') return { task: 'regression', link: 'logistic', scale: 1 };
  if (name === 'multiclass') return { task: 'multiclass', link: 'softmax', scale: 1 };
  if (name === 'multiclassova') return { task: 'multiclass', link: 'logistic', scale: sigmoidOf(words) };
  if (name === 'binary') return { task: 'binary', link: 'logistic', scale: sigmoidOf(words) };
  throw unsupportedModel(`its objective is ${name === '' ? 'not told' : line.slice(0, 100)}`);
}

function sigmoidOf(words: readonly string[]): number {
  const word = words.find((candidate) => candidate.startsWith('sigmoid:'));
  const scale = word === undefined ? 1 : Number(word.slice('sigmoid:'.length));
  if (!(scale > 0 && Number.isFinite(scale))) throw unsupportedModel(`its sigmoid is ${word}`);
  return scale;
}
