import type { Order, ScratchFile } from '../../contract/orders.ts';
import { readFit, writeFit } from './fit-file.ts';

/** Several fits of the same rows as one file. */
export async function joinFits({ paths, scratchPath }: Order<'join-fits'>): Promise<ScratchFile> {
  const fits = await Promise.all(paths.map(readFit));
  return writeFit({ features: fits[0]!.features, members: fits.flatMap(({ members }) => members) }, scratchPath);
}
