import { priorities } from '../contract/job-states.ts';
import type { Work, WorkRecipe } from '../contract/timetable.ts';
import { type Invocation, oneOf } from './command-line.ts';
import { type OptionName, workOptions } from './command-specs.ts';
import { comparisonOptions } from './comparison-options.ts';
import type { Session } from './engine-session.ts';
import { MisuseError } from './misuse.ts';
import { modelNamed, predictOptions } from './predict-options.ts';
import { trainOptions } from './train-options.ts';

const recipes = ['profile', 'compare', 'train', 'predict'] as const satisfies readonly WorkRecipe[];
const ofComparisons = ['key', 'ignore', 'tolerance'] as const;
const ofPredictions = ['group-by', 'split', 'explain', 'match', 'drift-gate'] as const;
const ofRecipes: Readonly<Record<WorkRecipe, readonly OptionName[]>> = {
  profile: [],
  compare: ofComparisons,
  predict: ['model', ...ofPredictions],
  train: workOptions.filter((name) => !([...ofPredictions, ...ofComparisons] as readonly OptionName[]).includes(name)),
};

type AskedWork = Parameters<Session['client']['timetable']['addSchedule']>[0]['work'];

/** What is to be done each time. Throws MisuseError, MODEL_UNKNOWN. */
export function workOf({ engine, invocation, locale }: Pick<Session, 'engine' | 'invocation' | 'locale'>): AskedWork {
  const { options } = invocation;
  const recipe = oneOf(options, 'recipe', recipes) ?? 'profile';
  checkOptions(invocation, recipe);
  const priority = oneOf(options, 'priority', priorities) ?? 'normal';
  if (recipe === 'train') return { recipe, priority, options: trainOptions(invocation, options.model ?? null) };
  if (recipe === 'profile') return { recipe, priority };
  if (recipe === 'compare') return { recipe, priority, options: comparisonOptions(invocation) };
  const asked = predictOptions(invocation);
  const model = modelNamed(engine, asked.model);
  const newestOf = model.name === asked.model ? model.name : null;
  return { recipe, priority, newestOf, options: { ...asked.options, modelId: model.id, locale } };
}

function checkOptions({ options }: Invocation, recipe: Work['recipe']): void {
  for (const name of workOptions) {
    if (name === 'recipe' || name === 'priority' || options[name] === undefined) continue;
    if (!ofRecipes[recipe].includes(name)) throw new MisuseError('optionOfRecipe', { option: `--${name}`, recipe });
  }
}
