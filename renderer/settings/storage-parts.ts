import type { Storage } from '../../contract/upkeep.ts';

export interface StoragePart {
  readonly name: 'results' | 'reclaimable' | 'archive' | 'free';
  readonly sizeBytes: number;
  /** 0..1 of the bar. */
  readonly share: number;
}

/** A part that is there is seen, however small. */
const smallestShare = 0.006;

/**
 * The parts of the bar: what is kept, what the next clean-up would free, the list of jobs, and the room that is left: up
 * to the limit where there is one, else on the disk.
 */
export function storageParts(storage: Storage, limitBytes: number | null): readonly StoragePart[] {
  const reclaimable = Math.min(storage.reclaimable.sizeBytes, storage.artifactBytes);
  const left = limitBytes === null ? storage.freeDiskBytes : Math.max(0, limitBytes - storage.artifactBytes);
  const parts: readonly (readonly [StoragePart['name'], number])[] = [
    ['results', storage.artifactBytes - reclaimable],
    ['reclaimable', reclaimable],
    ['archive', storage.archiveBytes],
    ['free', left],
  ];
  const total = parts.reduce((sum, [, sizeBytes]) => sum + sizeBytes, 0);
  return parts
    .filter(([, sizeBytes]) => sizeBytes > 0)
    .map(([name, sizeBytes]) => ({ name, sizeBytes, share: Math.max(smallestShare, sizeBytes / total) }));
}
