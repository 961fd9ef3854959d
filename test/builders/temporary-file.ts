import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is gone when the tests of the file have run; gives the path of what is written into it. */
export function temporaryFolder(): { folder: string; write(name: string, content: Uint8Array | string): string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    write(name, content) {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return file;
    },
  };
}
