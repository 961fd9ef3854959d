import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Makes the file `target` by `make`, once more after its folder was made where that is missing: mostly it is there. */
export async function makeInto(target: string, make: () => Promise<void>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(path.dirname(target), { recursive: true });
    await make();
  }
}
