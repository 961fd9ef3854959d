import { fingerprintInputs } from '../fingerprint-inputs.ts';
import type { RecipeContext } from '../recipe.ts';

const digests = new WeakMap<RecipeContext, Promise<string>>();

/**
 * SHA-256 of the input, taken once in an attempt: on a thread that finds nothing else to do while another one plans, where
 * it is asked for so early. A failure is heard of by whoever awaits it.
 */
export function inputDigest(context: RecipeContext): Promise<string> {
  const known = digests.get(context);
  if (known) return known;
  const digest = context.fingerprint === null ? fingerprintInputs(context.job, context.run) : context.fingerprint;
  const digesting = Promise.resolve(digest);
  digesting.catch(() => undefined);
  digests.set(context, digesting);
  return digesting;
}
