import { Fault, type FaultData, toFaultData } from '../../contract/faults.ts';
import { maxTrainingFiles, type Work } from '../../contract/timetable.ts';
import type { ModelRecord, ModelRepository } from '../archive/model-repository.ts';
import { modelUnknown } from '../models/model-unknown.ts';
import type { AcceptedWork } from './accepted-work.ts';

type Models = Pick<ModelRepository, 'find' | 'named'>;

/**
 * The model that would predict now: the very one, or the newest version of its name, which lives on when the version that was
 * chosen is removed. null: it is gone, or the work is no prediction.
 */
export function modelOfWork(work: Work, models: Models): ModelRecord | null {
  if (work.recipe !== 'predict') return null;
  const found = models.find(work.options.modelId);
  const chosen = found && !found.isRemoved ? found : null;
  if (work.newestOf === null) return chosen;
  return models.named(chosen?.name ?? work.newestOf)[0] ?? null;
}

/** Throws MODEL_UNKNOWN for a prediction whose model is not in the library, TRAINING_TOO_MANY_FILES. */
export function checkWork(work: Work, models: Models, files = 1): void {
  if (work.recipe === 'train' && files > maxTrainingFiles) {
    throw new Fault('TRAINING_TOO_MANY_FILES', { files, limit: maxTrainingFiles });
  }
  if (work.recipe === 'predict' && !modelOfWork(work, models)) {
    throw modelUnknown(work.options.modelId, models.find(work.options.modelId));
  }
}

/** What is submitted now: of a prediction by the newest version, that version. One that is gone is left as it was chosen. */
export function workNow(work: Work, models: Models): Pick<AcceptedWork, 'recipe' | 'options' | 'priority'> {
  const { options, priority, recipe } = work;
  const model = modelOfWork(work, models);
  return { recipe, priority, options: model ? { ...options, modelId: model.id } : options };
}

/** How a person is shown the model, and what is wrong with it. */
export function shownModel(
  work: Work,
  models: Models,
): { model: Pick<ModelRecord, 'id' | 'name' | 'version'> | null; fault: FaultData | null } {
  const model = modelOfWork(work, models);
  if (model) return { model: { id: model.id, name: model.name, version: model.version }, fault: null };
  return { model: null, fault: work.recipe === 'predict' ? toFaultData(new Fault('WORK_MODEL_REMOVED')) : null };
}
