import type { ModelDescription } from '../../contract/models/model-library-orders.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { NewModel } from '../archive/model-repository.ts';
import { factsOf } from './model-facts.ts';

type Made = { readonly kind: string; readonly sha256: string; readonly sizeBytes: number; readonly extension: string };

/**
 * The model among the files of a job as it enters the library, under the job's id and the name that was asked for, or that of
 * its target; null where the job has made none. `describe` reads its document.
 */
export async function trainedModel<F extends Made>(
  { id, options }: Pick<JobRecord, 'id' | 'options'>,
  files: readonly F[],
  describe: (content: F) => Promise<ModelDescription>,
): Promise<NewModel | null> {
  const content = files.find(({ kind }) => kind === 'model');
  if (!content) return null;
  const description = await describe(content);
  const name = 'modelName' in options && options.modelName ? options.modelName : description.target;
  const { sha256, sizeBytes, extension } = content;
  return { id, name, content: { sha256, sizeBytes, extension }, facts: factsOf(description) };
}
