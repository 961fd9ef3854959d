import { createHash } from 'node:crypto';
import type { JobRecord } from '../archive/job-record.ts';
import { checkInputFile } from '../files/input-file.ts';
import type { RecipeContext } from './recipe.ts';

/**
 * SHA-256, in hex, of the bytes a job works on: of its input, or where it has more than one, of their digests in a row. Throws
 * the faults of a file that is gone, has changed or cannot be read.
 */
export async function fingerprintInputs(
  { input, otherInputs }: Pick<JobRecord, 'input' | 'otherInputs'>,
  run: RecipeContext['run'],
): Promise<string> {
  const digests: string[] = [];
  for (const one of [input, ...otherInputs.map((other) => other.input)]) {
    await checkInputFile(one);
    const { sha256 } = await run('fingerprint-file', { path: one.path, fileName: one.fileName });
    // Changed while it was being read: the digest would belong to neither.
    await checkInputFile(one);
    digests.push(sha256);
  }
  return digests.length === 1 ? digests[0]! : createHash('sha256').update(digests.join('\n')).digest('hex');
}
