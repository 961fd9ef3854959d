import { build } from '../scripts/build.mjs';

/** The pool starts the workers from dist/, so they are built before any test. */
export default async function setUp(): Promise<void> {
  await build(['workers', 'cli']);
}
