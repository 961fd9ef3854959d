import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { packageApp } from '../../scripts/package.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The packaged app under test. */
    packaged: { readonly folder: string; readonly executable: string };
  }
}

/** Packages the app once, as it is shipped; AUSPEX_E2E_APP names one that is there already, to save time. */
export async function setup(project: TestProject): Promise<void> {
  const named = process.env.AUSPEX_E2E_APP;
  const packaged = named
    ? { folder: path.dirname(named), executable: named }
    : await packageApp((line: string) => console.log(line));
  if (!packaged) throw new Error('There is no Electron for this machine.');
  project.provide('packaged', { folder: packaged.folder, executable: packaged.executable });
}
