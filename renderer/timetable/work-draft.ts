import type { Priority } from '../../contract/job-states.ts';
import type { PredictOptions } from '../../contract/predict/predict-options.ts';
import type { Locale } from '../../contract/texts.ts';
import type { Work, WorkRecipe } from '../../contract/timetable.ts';
import type { TrainPreset } from '../../contract/train/train-options.ts';

/** What is done each time while it is being filled in; what another recipe needs is kept meanwhile. */
export interface WorkDraft {
  readonly recipe: WorkRecipe;
  readonly priority: Priority;
  /** null: not chosen yet, or gone. */
  readonly model: { readonly id: string; readonly name: string } | null;
  readonly isNewestTaken: boolean;
  /** Empty: no groups. */
  readonly groupBy: string;
  readonly split: PredictOptions['split'];
  readonly isExplained: boolean;
  /** Names of columns; none: proposed from the values. */
  readonly key: readonly string[];
  readonly ignored: readonly string[];
  readonly tolerance: number;
  readonly target: string;
  readonly preset: TrainPreset;
  /** Empty: after the target. */
  readonly modelName: string;
}

export interface WorkFieldsProps {
  readonly draft: WorkDraft;
  readonly onChange: (part: Partial<WorkDraft>) => void;
}

/** As work stands; null: a new one. `model` is the one that predicts, as it is called now. */
export function workDraftOf(work: Work | null, model: WorkDraft['model']): WorkDraft {
  const blank: WorkDraft = {
    ...{ recipe: 'profile', priority: 'normal', model, isNewestTaken: true, groupBy: '', split: 'sheets' },
    ...{ isExplained: true, target: '', preset: 'balanced', modelName: '' },
    ...{ key: [], ignored: [], tolerance: 0 },
  };
  if (!work) return blank;
  const shared = { ...blank, recipe: work.recipe, priority: work.priority };
  if (work.recipe === 'train') {
    const { modelName, preset, target } = work.options;
    return { ...shared, target, preset: preset ?? blank.preset, modelName: modelName ?? '' };
  }
  if (work.recipe === 'profile') return shared;
  if (work.recipe === 'compare') {
    const { ignored, key, tolerance } = work.options;
    return { ...shared, key: key ?? [], ignored: ignored ?? [], tolerance: tolerance ?? 0 };
  }
  const { groupBy, isExplained, split } = work.options;
  return {
    ...{ ...shared, isNewestTaken: work.newestOf !== null, groupBy: groupBy ?? '' },
    ...{ split: split ?? blank.split, isExplained: isExplained ?? blank.isExplained },
  };
}

/**
 * The work that was filled in; null while something is missing. What the form does not show stays as it was `before`, if the
 * recipe is the same.
 */
export function workOf(draft: WorkDraft, before: Work | null, locale: Locale): Work | null {
  const { model, priority } = draft;
  if (draft.recipe === 'profile') {
    return { recipe: 'profile', priority, options: before?.recipe === 'profile' ? before.options : {} };
  }
  if (draft.recipe === 'compare') {
    const { ignored, key, tolerance } = draft;
    const options = { key: key.length > 0 ? [...key] : null, ignored: [...ignored], tolerance };
    return { recipe: 'compare', priority, options };
  }
  if (draft.recipe === 'train') {
    const kept = before?.recipe === 'train' ? before.options : {};
    const target = draft.target.trim();
    const options = { ...kept, target, preset: draft.preset, modelName: draft.modelName.trim() || null };
    return target === '' ? null : { recipe: 'train', priority, options };
  }
  if (!model) return null;
  const kept = before?.recipe === 'predict' ? before.options : {};
  const { isExplained, isNewestTaken, split } = draft;
  const options = { locale, ...kept, modelId: model.id, groupBy: draft.groupBy.trim() || null, split, isExplained };
  return { recipe: 'predict', priority, newestOf: isNewestTaken ? model.name : null, options };
}
