import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from '../scripts/build.mjs';

/**
 * The pool starts the workers from dist/, so they are built before any test. All tests, and the processes they start, have
 * one temporary folder, which goes with them.
 */
export default async function setUp(): Promise<() => void> {
  await build(['workers', 'cli']);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-tests-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
