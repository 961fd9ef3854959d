import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { comparisonSchema } from '../../contract/comparison.ts';
import type { Artifact } from '../../contract/jobs.ts';
import { modelDocumentSchema } from '../../contract/models/model-document.ts';
import { predictionReportSchema } from '../../contract/predict/prediction-report.ts';
import { overviewSchema } from '../../contract/profile.ts';
import type { NewModel } from '../archive/model-repository.ts';
import type { ResultManifest } from '../artifacts/result-manifest.ts';
import { factsOf } from '../models/model-facts.ts';

export interface FoundFile {
  readonly artifact: Artifact;
  readonly file: string;
}

/** A result that can come back, with the model it brings into the library, if any. */
export interface UnderstoodResult {
  readonly model: NewModel | null;
}

/**
 * What a result says of itself, where that is as it was written and fits the manifest; null where it cannot be understood:
 * such a result stays where it is.
 */
export async function understoodResult(
  files: readonly FoundFile[],
  { job }: ResultManifest,
): Promise<UnderstoodResult | null> {
  try {
    if (job.recipe === 'train') return { model: await foundModel(files, job) };
    if (job.recipe === 'predict') {
      predictionReportSchema.parse(await soundJson(files, 'prediction-report'));
      return { model: null };
    }
    if (job.recipe === 'compare') {
      comparisonSchema.parse(await soundJson(files, 'comparison'));
      return { model: null };
    }
    const { sizeBytes, sha256 } = overviewSchema.parse(await soundJson(files, 'profile-overview'));
    const isOfJob = sizeBytes === job.sizeBytes && (job.fingerprint === null || job.fingerprint === sha256);
    return isOfJob ? { model: null } : null;
  } catch {
    return null;
  }
}

async function foundModel(files: readonly FoundFile[], job: ResultManifest['job']): Promise<NewModel> {
  const { task, target, columns, groupColumn, card } = modelDocumentSchema.parse(await soundJson(files, 'model'));
  const { sha256, sizeBytes, extension } = files.find(({ artifact }) => artifact.kind === 'model')!.artifact;
  const { modelName } = job.options;
  const { name, unit, classes } = target;
  return {
    id: job.id,
    name: typeof modelName === 'string' ? modelName : name,
    content: { sha256, sizeBytes, extension },
    facts: factsOf({ task, target: name, unit, classes, inputs: columns, groupColumn, card }),
  };
}

/** The value in the file of a kind. Throws where it is not there or not the one that was written. */
async function soundJson(files: readonly FoundFile[], kind: Artifact['kind']): Promise<unknown> {
  const found = files.find(({ artifact }) => artifact.kind === kind);
  if (!found) throw new Error(`there is no ${kind}`);
  const bytes = await readFile(found.file);
  if (createHash('sha256').update(bytes).digest('hex') !== found.artifact.sha256) throw new Error('it has changed');
  return JSON.parse(bytes.toString('utf8'));
}
