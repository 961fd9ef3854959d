// What JavaScript calls: ../trees/fit/fit-kernel.ts tells of it.
import { findGradients } from './gradients';
import { buildHistograms } from './histogram';
import {
  gradientPhase,
  histogramPhase,
  kindAt,
  leafSumPhase,
  partitionPhase,
  residualPhase,
  sketchPhase,
  startPhase,
  transposePhase,
  updatePhase,
} from './layout';
import { sumLeaves, updateMargins } from './leaves';
import { partitionChunk } from './partition';
import { findResidualQuantile } from './residuals';
import { sketchColumn } from './sketch';
import { startTree } from './start-tree';
import { takeRoom } from './thread-room';
import { transposeChunk } from './transpose';
import { word } from './words';

/** Where the kernel's own data end. */
export function ownBytes(): usize {
  return __heap_base;
}

export { takeRoom };

/** Does one item of the present phase. */
export function runItem(item: i32): void {
  const kind = word(kindAt);
  if (kind === histogramPhase) buildHistograms(item);
  else if (kind === partitionPhase) partitionChunk(item);
  else if (kind === gradientPhase) findGradients(item);
  else if (kind === startPhase) startTree(item);
  else if (kind === leafSumPhase) sumLeaves(item);
  else if (kind === updatePhase) updateMargins(item);
  else if (kind === residualPhase) findResidualQuantile(item);
  else if (kind === sketchPhase) sketchColumn(item);
  else if (kind === transposePhase) transposeChunk(item);
}
