import type { OpenModel } from '../models/open-model.ts';
import { openModel } from '../models/open-model.ts';
import { readDocument } from '../models/read-document.ts';

/** The model used last on this thread: parts of one job come one after the other. What lies under a name never changes. */
let last: { readonly path: string; readonly model: Promise<OpenModel> } | null = null;

/** The model at `path`, ready to score. Throws MODEL_DAMAGED. */
export function openedModel(path: string): Promise<OpenModel> {
  if (last?.path === path) return last.model;
  const model = readDocument(path).then(openModel);
  last = { path, model };
  model.catch(() => {
    if (last?.model === model) last = null;
  });
  return model;
}
