import { Fault } from '../contract/faults.ts';
import type { ModelSummary } from '../contract/models/models.ts';
import type { PredictOptions } from '../contract/predict/predict-options.ts';
import type { Engine } from '../engine/engine.ts';
import { type Invocation, numberFrom, oneOf } from './command-line.ts';
import { MisuseError } from './misuse.ts';

export interface AskedPrediction {
  /** The model as the person calls it. */
  readonly model: string;
  readonly options: Omit<PredictOptions, 'modelId' | 'locale'>;
}

/** What the words of a command say about a prediction. Throws MisuseError. */
export function predictOptions({ options }: Pick<Invocation, 'options'>): AskedPrediction {
  const { model } = options;
  if (model === undefined) throw new MisuseError('modelNotSaid');
  const split = oneOf(options, 'split', ['sheets', 'workbooks']);
  if (split !== null && options['group-by'] === undefined)
    throw new MisuseError('optionNeedsOther', { option: '--split', other: '--group-by' });
  return {
    model,
    options: {
      ...{ groupBy: options['group-by'] ?? null, split: split ?? 'sheets', isExplained: options.explain ?? false },
      hasAllProbabilities: options['all-probabilities'] ?? false,
      ...{ columnMatches: matchesOf(options.match), driftGate: numberFrom(options, 'drift-gate', 0, 100) },
    },
  };
}

/** The model that a word means: its id, its name (the newest version), or a version as in `name@2`. Throws MODEL_UNKNOWN. */
export function modelNamed(engine: Pick<Engine, 'models'>, word: string): ModelSummary {
  const model = engine.models.findNamed(word);
  if (!model) throw new Fault('MODEL_UNKNOWN', { model: word });
  return model;
}

/** Pairs of names, such as `成绩=总分,年龄=`. Throws MisuseError. */
function matchesOf(words: string | undefined): Record<string, string | null> {
  const pairs = (words ?? '').split(/[,，]/).filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const column = pair.slice(0, Math.max(0, at)).trim();
      if (column === '') throw new MisuseError('pairMalformed', { pair });
      return [column, pair.slice(at + 1).trim() || null];
    }),
  );
}
