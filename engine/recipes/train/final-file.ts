import type { ScratchFile } from '../../../contract/orders.ts';
import type { TrainShards } from './train-shards.ts';

/** The file of the finished final fit: of the last part that has one. */
export function finalFileOf({ final }: Pick<TrainShards, 'final'>): ScratchFile {
  const file = final.flatMap((part) => part?.file ?? []).at(-1);
  if (!file) throw new Error('a training has no final model');
  return file;
}
