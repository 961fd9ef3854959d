import { Fault } from '../../../contract/faults.ts';
import type { ZipEntry } from './central-directory.ts';

/** How far a part may grow while it is unpacked. */
export interface UnpackLimits {
  /** Whatever the ratio. */
  readonly maximumBytes: number;
  /** Unpacked bytes per packed byte, judged only above `ratioFromBytes`. */
  readonly maximumRatio: number;
  readonly ratioFromBytes: number;
}

/*
 * DEFLATE reaches 1032 : 1 at most, and a bomb lives near that bound. Sheets reach 5 to 30 : 1, since each cell carries its own
 * reference; the most repetitive honest part in the corpora at hand reaches 121 : 1. 300 lies between the two by a
 * factor of more than two to either side (their geometric mean is 353). Below 64 MiB a part is harmless at any ratio.
 * The absolute bound is eight times the largest sheet that Excel itself can open in practice.
 */
export const sheetLimits: UnpackLimits = {
  maximumBytes: 8 * 1024 ** 3,
  maximumRatio: 300,
  ratioFromBytes: 64 * 1024 ** 2,
};

/** For parts that are held in memory whole (workbook, relations, styles). */
export const smallPartLimits: UnpackLimits = { ...sheetLimits, maximumBytes: 64 * 1024 ** 2 };

/** Shared strings lie in memory decoded. */
export const sharedStringLimits: UnpackLimits = { ...sheetLimits, maximumBytes: 2 * 1024 ** 3 };

/** To how many bytes `entry` may unpack. */
export function unpackBound(entry: ZipEntry, limits: UnpackLimits): number {
  const ratioBound = Math.max(limits.ratioFromBytes, entry.compressedBytes * limits.maximumRatio);
  return Math.min(limits.maximumBytes, ratioBound);
}

/** Throws WORKBOOK_BOMB when `unpackedBytes` of `entry` are beyond `limits`. */
export function checkUnpacked(entry: ZipEntry, unpackedBytes: number, limits: UnpackLimits, fileName: string): void {
  const bound = unpackBound(entry, limits);
  if (unpackedBytes <= bound) return;
  const limit = `${Math.round(bound / 1024 ** 2).toLocaleString('en')} MiB`;
  throw new Fault('WORKBOOK_BOMB', { file: fileName, limit }, { detail: entry.name });
}
